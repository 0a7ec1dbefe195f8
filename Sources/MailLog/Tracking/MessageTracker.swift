/// Follows messages through the queue by host and queue id, so that a reply knows its sender, client and login.
///
/// A message's life begins with `client=` or `pickup`, or with the first line that names it when its start is missing, and
/// ends with `removed`, with a new beginning under the same id (short ids are inode numbers and come again within
/// seconds), or when no line has named it for seven days of log time.
struct MessageTracker {
  /// How long a message may be silent, in seconds of log time.
  static let patience: Int64 = 7 * 86_400

  private var table = MessageTable()
  private var heap = ByteArena()
  /// Bytes of the heap that messages in flight still use.
  private var liveBytes = 0
  private var lastSerial: UInt64 = 0
  /// The moment of log time when silent messages are looked for next.
  private var nextSweep: Int64 = .min
  /// Whether message ids are kept; only those who print them want them.
  private let keepsMessageIDs: Bool

  init(keepsMessageIDs: Bool) {
    self.keepsMessageIDs = keepsMessageIDs
  }

  /// The bytes that the fields of `MessageFacts` lie in.
  var bytes: [UInt8] { heap.bytes }

  /// How many messages are in flight.
  var count: Int { table.count }

  /// A message begins. Gives the serial of the one that had its id before and was never seen to end.
  mutating func begin(_ id: QueueID, _ record: borrowing ReplyRecord, line: RawSpan, at time: Int64) -> UInt64? {
    var ended: UInt64?
    if let slot = table.find(id) {
      ended = table[slot].serial
      drop(slot)
    }
    let client = keep(record.client, line)
    let saslUser = keep(record.saslUser, line)
    let sender = keep(record.sender, line)
    lastSerial &+= 1
    var message = MessageTable.Message(id: id, serial: lastSerial, lastSeen: time)
    message.client = client
    message.saslUser = saslUser
    message.sender = sender
    _ = table.insert(message)
    compactIfNeeded()
    return ended
  }

  /// The queue manager names the sender, at each activation.
  mutating func noteSender(_ id: QueueID, _ record: borrowing ReplyRecord, line: RawSpan, at time: Int64) {
    let slot = table.find(id) ?? insert(id, at: time)
    table[slot].lastSeen = time
    guard !table[slot].sender.exists else { return }
    table[slot].sender = keep(record.sender, line)
    compactIfNeeded()
  }

  /// cleanup names the message id.
  mutating func noteMessageID(_ id: QueueID, _ record: borrowing ReplyRecord, line: RawSpan, at time: Int64) {
    guard keepsMessageIDs else { return }
    let slot = table.find(id) ?? insert(id, at: time)
    table[slot].lastSeen = time
    guard !table[slot].messageID.exists else { return }
    table[slot].messageID = keep(record.messageID, line)
    compactIfNeeded()
  }

  /// A reply names the message: gives what is known of it.
  mutating func facts(for id: QueueID, at time: Int64, isDeferral: Bool) -> MessageFacts {
    let slot = table.find(id) ?? insert(id, at: time)
    return table[slot].name(at: time, isDeferral: isDeferral)
  }

  /// The message leaves the queue; gives its serial when a recipient of it had been deferred.
  mutating func remove(_ id: QueueID) -> UInt64? {
    guard let slot = table.find(id) else { return nil }
    let ended = table[slot].wasDeferred ? table[slot].serial : nil
    drop(slot)
    return ended
  }

  /// Whether an hour of log time has gone by since silent messages were looked for.
  @inline(__always)
  func isTimeToGiveUp(at time: Int64) -> Bool { time >= nextSweep }

  /// Gives up the messages that were silent for too long; gives their serials.
  mutating func giveUp(at time: Int64) -> [UInt64] {
    nextSweep = time &+ 3_600
    let ended = table.removeAll(lastSeenBefore: time - MessageTracker.patience)
    if !ended.isEmpty { compact() }
    return ended
  }

  private mutating func insert(_ id: QueueID, at time: Int64) -> Int {
    lastSerial &+= 1
    return table.insert(MessageTable.Message(id: id, serial: lastSerial, lastSeen: time))
  }

  private mutating func drop(_ slot: Int) {
    liveBytes &-= table[slot].textCount
    table.remove(slot)
  }

  private mutating func keep(_ field: Field, _ line: RawSpan) -> Field {
    guard field.exists else { return .none }
    liveBytes &+= Int(field.count)
    return heap.add(line, field.range)
  }

  /// Copies the live bytes into a new heap once more than half are dead.
  @inline(__always)
  private mutating func compactIfNeeded() {
    if heap.count > 65_536, heap.count > 2 &* liveBytes { compact() }
  }

  private mutating func compact() {
    let old = heap.bytes
    var new = ByteArena()
    table.updateAll { message in
      let span = old.span
      func moved(_ field: Field) -> Field {
        // The bytes of an [UInt8] have no padding, so all of them may be looked at.
        field.exists ? unsafe new.add(span.bytes, field.range) : .none
      }
      message.sender = moved(message.sender)
      message.messageID = moved(message.messageID)
      message.client = moved(message.client)
      message.saslUser = moved(message.saslUser)
    }
    heap = new
    liveBytes = new.count
  }
}
