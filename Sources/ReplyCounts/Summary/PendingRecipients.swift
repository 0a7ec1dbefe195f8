import MailLog

/// The recipients that were deferred and not settled since, by message.
///
/// A recipient is known by the hash of its address: of millions that are deferred and nearly all settled none has to be kept. Two of one
/// message that have the same of 2^64 hashes would count as one.
///
/// Where lines name no message, nothing tells the retries of one from the next message to the same address. So a recipient of a host
/// waits from its first deferral to the next line that settles it: under a serial of its own.
struct PendingRecipients: Sendable {
  /// Of each message that waits, the serial and the first recipient: open addressing, deletion by shifting back. Eight
  /// serials that follow each other stand side by side, as messages of the same time are asked for together; more in a row would be a
  /// stretch without a free place, which each deletion goes through.
  private var waiting = [Waiting](repeating: Waiting(), count: 256)
  private var places = OpenAddressing(count: 256)
  private let key = HashKey()
  private var used = 0
  /// The other recipients of those messages that have more than one.
  private var others: [UInt64: Set<UInt64>] = [:]
  /// How many these are.
  private var otherCount = 0
  /// Recipients whose message ended while they waited.
  private(set) var abandoned = 0
  /// How many recipients the last `settleAll` settled.
  private(set) var lastSettled = 0

  /// How much memory there is; see `PendingRecipients+Spilling.swift`.
  var memory: MemoryLimit?
  /// Messages for which there was none, and how many of their recipients wait.
  var spilled: SpilledRecords?
  var spilledCount = 0

  /// Serials from here on are no message's.
  private static let firstOwnSerial: UInt64 = 1 << 63

  /// The serial under which a recipient waits of which no message is named; `origin` is a number for the recipient and the host.
  static func ownSerial(_ origin: UInt64) -> UInt64 { origin | firstOwnSerial }

  private struct Waiting: Sendable {
    /// 0 is a free place.
    var serial: UInt64 = 0
    var recipient: UInt64 = 0
  }

  init(memory: MemoryLimit? = nil) {
    self.memory = memory
  }

  /// What a recipient is known by: the same in every run, since runs hand on who waits.
  @inline(__always)
  static func hash(_ line: RawSpan, _ recipient: Field) -> UInt64 { HashMixer.hashIgnoringCase(line, recipient.range) }

  /// How many recipients are still deferred.
  var count: Int { abandoned + used + otherCount + spilledCount }

  /// Whether the table is about to grow beyond what it may take, or what stands beside it did.
  var isTooLarge: Bool {
    guard let memory else { return false }
    // A set of numbers takes two to four times their bytes.
    return places.isOver(used + 1, .half) && 3 * waiting.count * MemoryLayout<Waiting>.stride > memory.forWaiting
      || otherCount * 32 > memory.forWaiting
  }

  /// The serials of the messages in memory, in order.
  var serials: [UInt64] { waiting.lazy.map(\.serial).filter { $0 != 0 }.sorted() }

  /// The recipients that wait of the message `serial`, in order.
  func recipients(of serial: UInt64) -> [UInt64] {
    let place = place(of: serial)
    guard waiting[place].serial != 0 else { return [] }
    return ([waiting[place].recipient] + (others[serial] ?? [])).sorted()
  }

  /// Those whose message is still in flight.
  var waitingOnly: PendingRecipients {
    var waiting = self
    waiting.abandoned = 0
    return waiting
  }

  /// `recipient` of the message `serial` was deferred.
  mutating func wait(_ recipient: UInt64, of serial: UInt64) {
    // Room is made first: what is asked for must stay in memory from then on.
    if isTooLarge { spill() }
    recall(serial)
    insert(recipient, of: serial)
  }

  /// As `wait`, when nothing of the message lies in the file.
  mutating func insert(_ recipient: UInt64, of serial: UInt64) {
    let place = place(of: serial)
    guard waiting[place].serial != 0 else {
      waiting[place] = Waiting(serial: serial, recipient: recipient)
      used += 1
      if places.isOver(used, .half) { grow() }
      return
    }
    if waiting[place].recipient != recipient, others[serial, default: []].insert(recipient).inserted { otherCount += 1 }
  }

  /// `recipient` is settled; tells whether it had been waiting.
  mutating func settle(_ recipient: UInt64, of serial: UInt64) -> Bool {
    recall(serial)
    let place = place(of: serial)
    guard waiting[place].serial != 0 else { return false }
    guard waiting[place].recipient == recipient else {
      guard !others.isEmpty, others[serial]?.remove(recipient) != nil else { return false }
      otherCount -= 1
      if others[serial]?.isEmpty == true { others[serial] = nil }
      return true
    }
    // Hardly any message has a second one that waits.
    if !others.isEmpty, let next = others[serial]?.popFirst() {
      waiting[place].recipient = next
      otherCount -= 1
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
    recall(serial)
    return removeFromMemory(serial)
  }

  /// Forgets the message, unless it lies in the file; gives how many of its recipients waited.
  mutating func removeFromMemory(_ serial: UInt64) -> Int {
    let place = place(of: serial)
    guard waiting[place].serial != 0 else { return 0 }
    remove(place)
    let rest = others.isEmpty ? 0 : others.removeValue(forKey: serial)?.count ?? 0
    otherCount -= rest
    return 1 + rest
  }

  /// Takes over the recipients that wait in the piece behind: their messages' serials grow by `offset`.
  mutating func append(_ next: PendingRecipients, serialOffset offset: UInt64) {
    abandoned += next.abandoned
    next.forEach { serial, recipients in
      let own = serial < PendingRecipients.firstOwnSerial ? serial &+ offset : serial
      for recipient in recipients { wait(recipient, of: own) }
    }
  }

  func write(to state: inout StateWriter) {
    state.write(abandoned)
    var messages = used
    forEachSpilled { _, _ in messages += 1 }
    state.write(messages)
    forEach { serial, recipients in
      state.write(serial)
      state.write(recipients.count)
      for recipient in recipients { state.write(fixed: recipient) }
    }
  }

  init(from state: inout StateReader, memory: MemoryLimit?) throws(StateReader.Failure) {
    self.memory = memory
    abandoned = try state.amount()
    for _ in 0..<(try state.count(size: 0)) {
      let serial = try state.number()
      let isOwn = state.version > 2 && serial >= PendingRecipients.firstOwnSerial
      guard serial > 0, serial < 1 << 56 || isOwn else { throw .outOfRange }
      for _ in 0..<(try state.count(size: 0)) { wait(try state.fixed(), of: serial) }
    }
  }

  /// Where the message stands, or the free place where it belongs.
  @inline(__always)
  private func place(of serial: UInt64) -> Int {
    var place = home(of: serial)
    while waiting[place].serial != 0, waiting[place].serial != serial { place = places.next(place) }
    return place
  }

  @inline(__always)
  private func home(of serial: UInt64) -> Int {
    // A partial summary may have any serials, also such as somebody chose.
    let block = key.hash(serial >> 3)
    return places.home(((block >> 32) << 3) | (serial & 7))
  }

  private mutating func remove(_ place: Int) {
    used -= 1
    let hole = places.close(
      place, isTaken: { waiting[$0].serial != 0 }, home: { home(of: waiting[$0].serial) },
      move: { waiting[$1] = waiting[$0] })
    waiting[hole] = Waiting()
  }

  private mutating func grow() {
    let old = waiting
    places = places.doubled
    waiting = Array(repeating: Waiting(), count: places.count)
    for known in old where known.serial != 0 { waiting[place(of: known.serial)] = known }
  }

  #if DEBUG
    /// Traps unless the places are in order, and what stands beside them is of messages that wait. O(n).
    func checkInvariants() {
      precondition(waiting.count == places.count)
      places.checkInvariants(
        used, .half, isTaken: { waiting[$0].serial != 0 }, home: { home(of: waiting[$0].serial) })
      for known in waiting.indices where waiting[known].serial != 0 {
        precondition(place(of: waiting[known].serial) == known)
        precondition(others[waiting[known].serial]?.contains(waiting[known].recipient) != true)
      }
      precondition(others.values.allSatisfy { !$0.isEmpty } && others.values.reduce(0) { $0 + $1.count } == otherCount)
      precondition(others.keys.allSatisfy { waiting[place(of: $0)].serial == $0 })
    }
  #endif
}
