/// Follows messages through the queue by host and queue id, so that a reply knows its sender, client and login.
///
/// A message's life begins with `client=` or `pickup`, or with the first line that names it when its start is missing, and
/// ends with `removed`, with a new beginning under the same id (short ids are inode numbers and come again within
/// seconds), or when no line has named it for seven days of log time.
struct MessageTracker {
  /// How long a message may be silent, in seconds of log time.
  static let patience: Int64 = 7 * 86_400

  private var table = MessageTable()
  private var heap = ByteHeap()
  /// Bytes of the heap that messages in flight still use.
  private var liveBytes = 0
  private var lastSerial: UInt64 = 0
  /// The last moment of log time when silent messages were looked for.
  private var lastSweep: Int64 = .min
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
    let slot = insert(id, at: time)
    table[slot].client = keep(record.client, line)
    table[slot].saslUser = keep(record.saslUser, line)
    table[slot].sender = keep(record.sender, line)
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
    table[slot].lastSeen = time
    let message = table[slot]
    if isDeferral { table[slot].wasDeferred = true }
    var facts = MessageFacts()
    facts.serial = message.serial
    facts.sender = message.sender
    facts.messageID = message.messageID
    facts.client = message.client
    facts.saslUser = message.saslUser
    facts.wasDeferred = message.wasDeferred
    return facts
  }

  /// The message leaves the queue; gives its serial when a recipient of it had been deferred.
  mutating func remove(_ id: QueueID) -> UInt64? {
    guard let slot = table.find(id) else { return nil }
    let message = table[slot]
    drop(slot)
    return message.wasDeferred ? message.serial : nil
  }

  /// Gives up the messages that were silent for too long; gives their serials. Looks once an hour of log time.
  mutating func giveUp(at time: Int64) -> [UInt64] {
    guard time >= lastSweep &+ 3_600 || lastSweep == .min else { return [] }
    lastSweep = time
    let ended = table.removeAll(lastSeenBefore: time - MessageTracker.patience)
    if !ended.isEmpty { compact() }
    return ended
  }

  private mutating func insert(_ id: QueueID, at time: Int64) -> Int {
    lastSerial &+= 1
    return table.insert(id, serial: lastSerial, at: time)
  }

  private mutating func drop(_ slot: Int) {
    let message = table[slot]
    for field in [message.sender, message.messageID, message.client, message.saslUser] {
      liveBytes &-= Int(field.count)
    }
    table.remove(slot)
  }

  private mutating func keep(_ field: Field, _ line: RawSpan) -> Field {
    liveBytes &+= Int(field.count)
    return heap.add(field, of: line)
  }

  /// Copies the live bytes into a new heap once more than half are dead.
  @inline(__always)
  private mutating func compactIfNeeded() {
    if heap.count > 65_536, heap.count > 2 &* liveBytes { compact() }
  }

  private mutating func compact() {
    let old = heap.bytes
    var new = ByteHeap()
    table.updateAll { message in
      let bytes = unsafe old.span.bytes
      message.sender = new.add(message.sender, of: bytes)
      message.messageID = new.add(message.messageID, of: bytes)
      message.client = new.add(message.client, of: bytes)
      message.saslUser = new.add(message.saslUser, of: bytes)
    }
    heap = new
    liveBytes = new.count
  }
}
