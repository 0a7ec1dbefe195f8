import SMTPReply

/// Follows messages through the queue by host and queue id, so that a reply knows its sender, client and login.
///
/// A message's life begins with `client=`, `pickup` or `<=`, with cleanup's first line, or with the first line that names it
/// when its start is missing. It ends with `removed` or `Completed`, or when a line comes after seven silent days of log time.
/// Short ids are inode numbers and come again within seconds: a new life under an id whose old one was not seen to end stands in
/// front of it until it ends itself. So a whole life leaves no trace, and pieces of a log can be followed apart.
struct MessageTracker: Sendable {
  /// How long a message may be silent, in seconds of log time.
  static let patience: Int64 = 7 * 86_400
  /// Seconds between `client=` and cleanup's line: the client gives the recipients in between.
  static let submissionSpan: Int64 = 600

  var table = MessageTable()
  /// Lives that wait behind a newer one of the same id, the oldest first.
  var older: [QueueID: [MessageTable.Message]] = [:]
  var heap = ByteArena()
  /// Room to copy the live bytes to, kept so that none has to be asked of the system each time.
  private var spare = ByteArena()
  /// Bytes of the heap that messages in flight still use.
  var liveBytes = 0
  var lastSerial: UInt64 = 0
  /// The serials of messages that ended when a line named their id after too long a silence, until somebody takes them.
  private(set) var silenced: [UInt64] = []
  /// When Exim's messages arrived, by serial; kept with the details. Postfix says it on each delivery.
  var arrivals: [UInt64: Int64] = [:]
  /// Whether message ids and clients are kept; only those who print them want them.
  let keepsDetails: Bool
  /// How much memory there is; see `MessageTracker+Spilling.swift`.
  var memory: MemoryLimit?
  /// Messages for which there was none.
  var spilled: SpilledRecords?
  /// The serial at which the memory is looked at.
  var nextLook: UInt64

  init(keepsDetails: Bool, memory: MemoryLimit? = nil) {
    self.keepsDetails = keepsDetails
    self.memory = memory
    nextLook = memory == nil ? .max : 0
  }

  /// The bytes that the fields of `MessageFacts` lie in.
  var bytes: [UInt8] { heap.bytes }

  /// How many messages are in flight.
  var count: Int { table.count }

  /// A message begins.
  mutating func begin(_ id: QueueID, _ record: borrowing ReplyRecord, line: RawSpan, at time: Int64) {
    var message = MessageTable.Message(id: id, serial: nextSerial(), lastSeen: time)
    message.saslUser = keep(record.saslUser, line)
    message.sender = keep(record.sender, line)
    if keepsDetails {
      message.client = keep(record.client, line)
      message.messageID = keep(record.messageID, line)
      message.size = MessageTracker.number(line, record.size)
      if record.mta == .exim { arrivals[message.serial] = time }
    }
    put(message)
    compactIfNeeded()
  }

  /// A message begins of which no more is asked.
  @inline(__always)
  mutating func begin(_ id: QueueID, sender: Field, saslUser: Field, line: RawSpan, at time: Int64) {
    guard table.find(id) == nil else {
      beginAgain(id, sender: sender, saslUser: saslUser, line: line, at: time)
      return
    }
    let slot = table.insert(id, serial: nextSerial(), at: time)
    if saslUser.exists {
      let kept = keep(saslUser, line)
      table[slot].saslUser = kept
    }
    if sender.exists {
      let kept = keep(sender, line)
      table[slot].sender = kept
    }
    compactIfNeeded()
  }

  /// As `begin`, under an id that has a life already.
  @inline(never)
  private mutating func beginAgain(_ id: QueueID, sender: Field, saslUser: Field, line: RawSpan, at time: Int64) {
    var message = MessageTable.Message(id: id, serial: nextSerial(), lastSeen: time)
    message.saslUser = keep(saslUser, line)
    message.sender = keep(sender, line)
    put(message)
    compactIfNeeded()
  }

  /// The queue manager names the sender, at each activation.
  mutating func noteSender(_ id: QueueID, _ sender: Field, line: RawSpan, at time: Int64) {
    let slot = find(id, at: time) ?? insert(id, at: time)
    guard table[slot].queue(at: time) else { return }
    let sender = keep(sender, line)
    table[slot].sender = sender
    compactIfNeeded()
  }

  /// The queue manager names the size.
  mutating func noteSize(_ id: QueueID, _ size: Field, line: RawSpan) {
    guard keepsDetails, size.exists, let slot = table.find(id) else { return }
    table[slot].size = MessageTracker.number(line, size)
  }

  /// The whole number that `field` holds; -1 when there is none, or it is too great.
  private static func number(_ line: RawSpan, _ field: Field) -> Int32 {
    guard field.exists, field.count > 0, field.count < 10 else { return -1 }
    var number: Int32 = 0
    for at in field.range {
      guard ASCII.isDigit(line.byte(at)) else { return -1 }
      number = number &* 10 &+ Int32(line.byte(at) & 15)
    }
    return number
  }

  /// cleanup names the message id: a message that no `client=` began begins here, such as a bounce.
  mutating func noteMessageID(
    _ id: QueueID, _ messageID: Field, isResent: Bool, line: RawSpan, at time: Int64
  ) {
    let slot: Int
    if let known = find(id, at: time), isResent || continuesSubmission(known, at: time) {
      slot = known
      table[slot].lastSeen = time
    } else {
      put(MessageTable.Message(id: id, serial: nextSerial(), lastSeen: time))
      guard let own = table.find(id) else { return }
      slot = own
    }
    guard keepsDetails, !table[slot].messageID.exists else { return }
    let messageID = keep(messageID, line)
    table[slot].messageID = messageID
    compactIfNeeded()
  }

  private func continuesSubmission(_ slot: Int, at time: Int64) -> Bool {
    !table[slot].isQueued && time - table[slot].lastSeen <= MessageTracker.submissionSpan
  }

  /// A reply names the message: gives what is known of it.
  mutating func facts(for id: QueueID, at time: Int64, isDeferral: Bool) -> MessageFacts {
    let slot = find(id, at: time) ?? insert(id, at: time)
    var facts = table[slot].name(at: time, isDeferral: isDeferral)
    if keepsDetails, let arrival = arrivals[facts.serial] { facts.age = Int(time - arrival) }
    return facts
  }

  /// As `facts`, for a plain delivery.
  @inline(__always)
  mutating func briefFacts(for id: QueueID, at time: Int64) -> (serial: UInt64, wasDeferred: Bool) {
    if let slot = table.find(id), let known = table[slot].nameBriefly(at: time) { return known }
    let facts = facts(for: id, at: time, isDeferral: false)
    return (facts.serial, facts.wasDeferred)
  }

  /// Where the message `id` is, if it is in flight.
  @inline(__always)
  func slot(of id: QueueID) -> Int? { table.find(id) }

  /// Whether the beginning of the message in `slot` was seen.
  @inline(__always)
  func hasBegun(_ slot: Int) -> Bool { !table[slot].isOpen }

  /// As `briefFacts`, for a message in `slot`; nil where more has to be done.
  @inline(__always)
  mutating func briefFacts(at slot: Int, _ time: Int64) -> (serial: UInt64, wasDeferred: Bool)? {
    table[slot].nameBriefly(at: time)
  }

  /// The message leaves the queue; gives its serial when a recipient of it had been deferred, or details are kept.
  mutating func remove(_ id: QueueID) -> UInt64? {
    table.find(id).flatMap { remove(id, $0) }
  }

  /// As `remove`, for a message in `slot`.
  mutating func remove(_ id: QueueID, _ slot: Int) -> UInt64? {
    if keepsDetails { arrivals[table[slot].serial] = nil }
    let ended = table[slot].wasDeferred || keepsDetails ? table[slot].serial : nil
    let hasOlder = table[slot].hasOlder
    liveBytes &-= table[slot].textCount
    table.remove(slot)
    if hasOlder, let before = older[id]?.popLast() {
      if older[id]?.isEmpty == true { older[id] = nil }
      _ = table.insert(before)
    }
    return ended
  }

  /// Puts a life in front of what its id had.
  mutating func put(_ message: MessageTable.Message) {
    guard let slot = table.find(message.id) else {
      _ = table.insert(message)
      return
    }
    var new = message
    let old = table[slot]
    if old.isOpen {
      liveBytes &-= old.textCount
      new.hasOlder = old.hasOlder
    } else {
      older[message.id, default: []].append(old)
      new.hasOlder = true
    }
    table[slot] = new
  }

  /// The slot of `id`, if a line named it within the last seven days; a life silent for longer is over, and those behind it.
  @inline(__always)
  private mutating func find(_ id: QueueID, at time: Int64) -> Int? {
    guard let slot = table.find(id) else { return nil }
    if time &- table[slot].lastSeen <= MessageTracker.patience { return slot }
    silence(id, slot)
    return nil
  }

  @inline(never)
  private mutating func silence(_ id: QueueID, _ slot: Int) {
    silenced += older[id]?.map(\.serial) ?? []
    silenced.append(table[slot].serial)
    forget(id, slot)
  }

  /// The serials of the messages that ended by silence, taken out.
  mutating func takeSilenced() -> [UInt64] {
    defer { silenced.removeAll(keepingCapacity: true) }
    return silenced
  }

  @inline(never)
  mutating func forget(_ id: QueueID, _ slot: Int) {
    if keepsDetails { arrivals[table[slot].serial] = nil }
    liveBytes &-= table[slot].textCount
    for message in older.removeValue(forKey: id) ?? [] { liveBytes &-= message.textCount }
    table.remove(slot)
  }

  private mutating func insert(_ id: QueueID, at time: Int64) -> Int {
    table.insert(MessageTable.Message(id: id, serial: nextSerial(), lastSeen: time))
  }

  @inline(__always)
  mutating func nextSerial() -> UInt64 {
    lastSerial &+= 1
    return lastSerial
  }

  mutating func keep(_ field: Field, _ line: RawSpan) -> Field {
    guard field.exists else { return .none }
    liveBytes &+= Int(field.count)
    return heap.add(line, field.range)
  }

  /// Copies the live bytes into a new heap once three of four are dead.
  @inline(__always)
  private mutating func compactIfNeeded() {
    if heap.count > 65_536, heap.count > 4 &* liveBytes { compact() }
  }

  mutating func compact() {
    swap(&heap, &spare)
    heap.removeAll()
    let old = spare.bytes
    table.updateAll { $0.moveTexts(from: old, to: &heap) }
    for id in older.keys {
      for index in (older[id] ?? []).indices { older[id]?[index].moveTexts(from: old, to: &heap) }
    }
    liveBytes = heap.count
  }
}

extension MessageTable.Message {
  /// Copies its texts from one heap to another.
  mutating func moveTexts(from old: [UInt8], to new: inout ByteArena) {
    old.withBytes { bytes in
      func moved(_ field: Field) -> Field { field.exists ? new.add(bytes, field.range) : .none }
      sender = moved(sender)
      messageID = moved(messageID)
      client = moved(client)
      saslUser = moved(saslUser)
    }
  }
}
