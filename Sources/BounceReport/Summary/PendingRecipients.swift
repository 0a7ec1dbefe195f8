import MailLog

/// The recipients that were deferred and not settled since, by message.
///
/// A recipient is known by the hash of its address: of millions that are deferred and nearly all settled none has to be kept. Two of one
/// message that have the same of 2^64 hashes would count as one.
struct PendingRecipients: Sendable {
  /// Of each message that waits, the serial and the first recipient: open addressing, deletion by shifting back. Serials count up,
  /// so their low bits spread them well, and messages of the same time stand side by side.
  private var waiting = [Waiting](repeating: Waiting(), count: 256)
  private var mask = 255
  private var used = 0
  /// The other recipients of those messages that have more than one.
  private var others: [UInt64: Set<UInt64>] = [:]
  /// Recipients whose message ended while they waited.
  private(set) var abandoned = 0
  /// How many recipients the last `settleAll` settled.
  private(set) var lastSettled = 0

  private struct Waiting: Sendable {
    /// 0 is a free place.
    var serial: UInt64 = 0
    var recipient: UInt64 = 0
  }

  init() {}

  /// How many recipients are still deferred.
  var count: Int { others.values.reduce(abandoned + used) { $0 + $1.count } }

  /// Those whose message is still in flight.
  var waitingOnly: PendingRecipients {
    var waiting = self
    waiting.abandoned = 0
    return waiting
  }

  /// `recipient` of the message `serial` was deferred.
  mutating func wait(_ recipient: UInt64, of serial: UInt64) {
    let place = place(of: serial)
    guard waiting[place].serial != 0 else {
      waiting[place] = Waiting(serial: serial, recipient: recipient)
      used += 1
      if used * 2 > waiting.count { grow() }
      return
    }
    if waiting[place].recipient != recipient { others[serial, default: []].insert(recipient) }
  }

  /// `recipient` is settled; tells whether it had been waiting.
  mutating func settle(_ recipient: UInt64, of serial: UInt64) -> Bool {
    let place = place(of: serial)
    guard waiting[place].serial != 0 else { return false }
    guard waiting[place].recipient == recipient else {
      guard !others.isEmpty, others[serial]?.remove(recipient) != nil else { return false }
      if others[serial]?.isEmpty == true { others[serial] = nil }
      return true
    }
    // Hardly any message has a second one that waits.
    if !others.isEmpty, let next = others[serial]?.popFirst() {
      waiting[place].recipient = next
      if others[serial]?.isEmpty == true { others[serial] = nil }
    } else {
      remove(place)
    }
    return true
  }

  /// All recipients of the message are settled; gives how many had been waiting.
  mutating func settleAll(_ serial: UInt64) -> Int {
    lastSettled = removeAll(of: serial)
    return lastSettled
  }

  /// The message ends; who still waits stays deferred.
  mutating func end(_ serial: UInt64) {
    abandoned += removeAll(of: serial)
  }

  private mutating func removeAll(of serial: UInt64) -> Int {
    let place = place(of: serial)
    guard waiting[place].serial != 0 else { return 0 }
    remove(place)
    return 1 + (others.isEmpty ? 0 : others.removeValue(forKey: serial)?.count ?? 0)
  }

  /// Takes over the recipients that wait in the piece behind: their messages' serials grow by `offset`.
  mutating func append(_ next: PendingRecipients, serialOffset offset: UInt64) {
    abandoned += next.abandoned
    for known in next.waiting where known.serial != 0 {
      wait(known.recipient, of: known.serial &+ offset)
      for other in next.others[known.serial] ?? [] { wait(other, of: known.serial &+ offset) }
    }
  }

  func write(to state: inout StateWriter) {
    state.write(abandoned)
    state.write(used)
    for known in waiting.filter({ $0.serial != 0 }).sorted(by: { $0.serial < $1.serial }) {
      state.write(known.serial)
      let recipients = ([known.recipient] + (others[known.serial] ?? [])).sorted()
      state.write(recipients.count)
      for recipient in recipients { state.write(fixed: recipient) }
    }
  }

  init(from state: inout StateReader) throws(StateReader.Failure) {
    abandoned = try state.amount()
    for _ in 0..<(try state.count()) {
      let serial = try state.number()
      guard serial > 0, serial < 1 << 56 else { throw .outOfRange }
      for _ in 0..<(try state.count()) { wait(try state.fixed(), of: serial) }
    }
  }

  /// Where the message stands, or the free place where it belongs.
  @inline(__always)
  private func place(of serial: UInt64) -> Int {
    var place = Int(truncatingIfNeeded: serial) & mask
    while waiting[place].serial != 0, waiting[place].serial != serial { place = (place &+ 1) & mask }
    return place
  }

  private mutating func remove(_ place: Int) {
    used -= 1
    var hole = place
    var next = (place &+ 1) & mask
    while waiting[next].serial != 0 {
      let home = Int(truncatingIfNeeded: waiting[next].serial) & mask
      // It may move into the hole only if the hole is not in front of its home.
      if (next &- home) & mask >= (next &- hole) & mask {
        waiting[hole] = waiting[next]
        hole = next
      }
      next = (next &+ 1) & mask
    }
    waiting[hole] = Waiting()
  }

  private mutating func grow() {
    let old = waiting
    waiting = Array(repeating: Waiting(), count: old.count * 2)
    mask = waiting.count - 1
    for known in old where known.serial != 0 { waiting[place(of: known.serial)] = known }
  }
}
