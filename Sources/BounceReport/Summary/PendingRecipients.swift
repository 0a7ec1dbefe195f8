import MailLog

/// The recipients that were deferred and not settled since, by message.
struct PendingRecipients: Sendable {
  /// The waiting recipients of one message; mostly it is one.
  private struct Waiting: Sendable {
    var first: UInt32
    var others: Set<UInt32> = []

    var count: Int { 1 + others.count }
  }

  private var messages: [UInt64: Waiting] = [:]
  /// Recipients whose message ended while they waited.
  private var abandoned = 0
  /// How many recipients the last `settleAll` settled.
  private(set) var lastSettled = 0

  /// How many recipients are still deferred.
  var count: Int { messages.values.reduce(abandoned) { $0 + $1.count } }

  /// `recipient` of the message `serial` was deferred.
  mutating func wait(_ recipient: UInt32, of serial: UInt64) {
    guard let waiting = messages[serial] else {
      messages[serial] = Waiting(first: recipient)
      return
    }
    if waiting.first != recipient { messages[serial]?.others.insert(recipient) }
  }

  /// `recipient` is settled; tells whether it had been waiting.
  mutating func settle(_ recipient: UInt32, of serial: UInt64) -> Bool {
    guard let waiting = messages[serial] else { return false }
    guard waiting.first == recipient else { return messages[serial]?.others.remove(recipient) != nil }
    if let next = waiting.others.first {
      messages[serial]?.first = next
      messages[serial]?.others.remove(next)
    } else {
      messages[serial] = nil
    }
    return true
  }

  /// All recipients of the message are settled; gives how many had been waiting.
  mutating func settleAll(_ serial: UInt64) -> Int {
    lastSettled = messages.removeValue(forKey: serial)?.count ?? 0
    return lastSettled
  }

  /// The message ends; who still waits stays deferred.
  mutating func end(_ serial: UInt64) {
    abandoned += messages.removeValue(forKey: serial)?.count ?? 0
  }

  /// Takes over the recipients that wait in the piece behind: their messages' serials grow by `offset`, their own numbers here are
  /// `recipients`.
  mutating func append(_ next: PendingRecipients, serialOffset offset: UInt64, recipients: [UInt32]) {
    abandoned += next.abandoned
    for (serial, waiting) in next.messages {
      wait(recipients[Int(waiting.first)], of: serial &+ offset)
      for other in waiting.others { wait(recipients[Int(other)], of: serial &+ offset) }
    }
  }

  func write(to state: inout StateWriter) {
    state.write(abandoned)
    state.write(messages.count)
    for (serial, waiting) in messages.sorted(by: { $0.key < $1.key }) {
      state.write(serial)
      let recipients = ([waiting.first] + waiting.others).sorted()
      state.write(recipients.count)
      for recipient in recipients { state.write(UInt64(recipient)) }
    }
  }

  init() {}

  init(from state: inout StateReader, recipients: Int) throws(StateReader.Failure) {
    abandoned = try state.int(upTo: 1 << 48)
    for _ in 0..<(try state.count()) {
      let serial = try state.number()
      guard serial < 1 << 56 else { throw .outOfRange }
      for _ in 0..<(try state.count()) {
        wait(UInt32(try state.int(upTo: recipients - 1)), of: serial)
      }
    }
  }
}
