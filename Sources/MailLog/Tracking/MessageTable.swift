/// The messages in flight, by queue id: open addressing with linear probing, deletion by shifting back.
///
/// All operations are O(1) on average. A message costs one slot of about 100 bytes and the bytes of its fields.
struct MessageTable: Sendable {
  /// A message in flight.
  struct Message: Sendable {
    var id: QueueID
    /// 0 marks a free slot.
    var serial: UInt64
    /// Seconds of log time when a line last named the message.
    var lastSeen: Int64
    var sender = Field.none
    var messageID = Field.none
    var client = Field.none
    var saslUser = Field.none
    /// Bytes; -1 when no line said.
    var size: Int32 = -1
    var wasDeferred = false
    /// Whether the queue manager or a delivery named it, so that cleanup is done with it.
    var isQueued = false
    /// Whether its earlier lines may stand in front of what was read, so that its lines are held.
    var isOpen = false
    /// Whether older lives of the same id wait for this one to end.
    var hasOlder = false

    /// A reply names the message: gives what was known of it before.
    mutating func name(at time: Int64, isDeferral: Bool) -> MessageFacts {
      var facts = MessageFacts()
      facts.serial = serial
      facts.sender = sender
      facts.messageID = messageID
      facts.client = client
      facts.saslUser = saslUser
      facts.size = size < 0 ? nil : Int(size)
      facts.wasDeferred = wasDeferred
      lastSeen = time
      isQueued = true
      if isDeferral { wasDeferred = true }
      return facts
    }

    /// As `name`, for a delivery; nil, and nothing done, when it takes more to tell whose line it is.
    @inline(__always)
    mutating func nameBriefly(at time: Int64) -> (serial: UInt64, wasDeferred: Bool)? {
      guard !isOpen, time &- lastSeen <= MessageTracker.patience else { return nil }
      lastSeen = time
      isQueued = true
      return (serial, wasDeferred)
    }

    /// Makes a message of a free slot, which holds what a new one has but for these.
    @inline(__always)
    fileprivate mutating func begin(_ id: QueueID, _ serial: UInt64, _ time: Int64) {
      self.id = id
      self.serial = serial
      lastSeen = time
    }

    /// The queue manager names it: whether it has no sender yet.
    @inline(__always)
    mutating func queue(at time: Int64) -> Bool {
      lastSeen = time
      isQueued = true
      return !sender.exists
    }

    /// How many bytes its texts take.
    var textCount: Int { Int(sender.count &+ messageID.count &+ client.count &+ saslUser.count) }
  }

  private(set) var count = 0
  private var slots: [Message]
  private var places = OpenAddressing(count: 1_024)
  private let key = HashKey()
  private static let free = Message(id: .none, serial: 0, lastSeen: 0)

  init() {
    slots = Array(repeating: MessageTable.free, count: places.count)
  }

  /// The slot where `id` belongs.
  @inline(__always)
  private func home(_ id: QueueID) -> Int { places.home(id.hash(under: key)) }

  /// The slot of `id`, or nil.
  @inline(__always)
  func find(_ id: QueueID) -> Int? {
    var slot = home(id)
    while slots[slot].serial != 0 {
      if slots[slot].id == id { return slot }
      slot = places.next(slot)
    }
    return nil
  }

  /// The message in `slot`, which `find` or `insert` gave and no other change came between.
  subscript(slot: Int) -> Message {
    @inline(__always) get { slots[slot] }
    @inline(__always) _modify { yield &slots[slot] }
  }

  /// Adds a message whose id is not in the table; gives its slot.
  mutating func insert(_ message: Message) -> Int {
    if places.isOver(count &+ 1, .half) { grow() }
    let slot = place(message)
    count &+= 1
    return slot
  }

  /// Adds a message of which nothing else is known, and whose id is not in the table; gives its slot.
  @inline(__always)
  mutating func insert(_ id: QueueID, serial: UInt64, at time: Int64) -> Int {
    if places.isOver(count &+ 1, .half) { grow() }
    let slot = places.free(from: home(id)) { slots[$0].serial != 0 }
    slots[slot].begin(id, serial, time)
    count &+= 1
    return slot
  }

  /// Takes the message in `slot` out. Other slots may change their place.
  mutating func remove(_ slot: Int) {
    count &-= 1
    let hole = places.close(
      slot, isTaken: { slots[$0].serial != 0 }, home: { home(slots[$0].id) }, move: { slots[$1] = slots[$0] })
    slots[hole] = MessageTable.free
  }

  /// All messages, the oldest first.
  var messages: [Message] { slots.filter { $0.serial != 0 }.sorted { $0.serial < $1.serial } }

  /// How many slots there are.
  var slotCount: Int { slots.count }

  /// How much memory the slots take.
  var byteCount: Int { slots.count * MemoryLayout<Message>.stride }

  /// The slot of every message, and what tells how long ago a line named it.
  var named: [(slot: Int, lastSeen: Int64, serial: UInt64)] {
    slots.indices.compactMap { slot in
      slots[slot].serial == 0 ? nil : (slot, slots[slot].lastSeen, slots[slot].serial)
    }
  }

  /// The messages that no line named since `time`, in no particular order.
  func messages(silentSince time: Int64) -> [Message] { slots.filter { $0.serial != 0 && $0.lastSeen < time } }

  /// Calls `body` with every message, for moving their fields to another heap.
  mutating func updateAll(_ body: (inout Message) -> Void) {
    for slot in slots.indices where slots[slot].serial != 0 { body(&slots[slot]) }
  }

  private mutating func place(_ message: Message) -> Int {
    let slot = places.free(from: home(message.id)) { slots[$0].serial != 0 }
    slots[slot] = message
    return slot
  }

  private mutating func grow() {
    let old = slots
    places = places.doubled
    slots = Array(repeating: MessageTable.free, count: places.count)
    for message in old where message.serial != 0 { _ = place(message) }
  }

  #if DEBUG
    /// Traps unless the slots are in order. O(n).
    func checkInvariants() {
      precondition(slots.count == places.count)
      places.checkInvariants(count, .half, isTaken: { slots[$0].serial != 0 }, home: { home(slots[$0].id) })
      for slot in slots.indices where slots[slot].serial != 0 { precondition(find(slots[slot].id) == slot) }
    }
  #endif
}
