// Going on in a file, so that messages which never end cannot fill the memory.
extension MessageTracker {
  /// How many messages may begin at most until the memory is looked at again.
  private static let lookInterval: UInt64 = 1_024

  /// Makes sure that what is known of `id` is in memory, and that there is room for more: to be called before a line of the message is
  /// followed. Costs a comparison as long as nothing lies in the file.
  @inline(__always)
  mutating func recall(_ id: QueueID) {
    if lastSerial >= nextLook { look(id) }
  }

  @inline(never)
  private mutating func look(_ id: QueueID) {
    if let memory, isTooLarge(memory) { spill(to: memory.file) }
    // Also when the file took no more: what it has is still asked for.
    let isAnySpilled = spilled.map { !$0.isEmpty } ?? false
    if isAnySpilled, table.find(id) == nil { bringBack(id) }
    nextLook = isAnySpilled ? 0 : memory.map { lastSerial &+ MessageTracker.interval($0) } ?? .max
  }

  /// Less often than each message only where some thousands of them are little beside the memory.
  private static func interval(_ memory: MemoryLimit) -> UInt64 {
    min(lookInterval, max(1, UInt64(memory.forMessages) >> 12))
  }

  /// Whether the table is about to grow beyond what it may take, or the texts did.
  private func isTooLarge(_ memory: MemoryLimit) -> Bool {
    if heap.count > memory.forMessages / 4 { return true }
    let room = Int(2 * MessageTracker.lookInterval)
    return table.count * 2 + room >= table.slotCount && 3 * table.byteCount > memory.forMessages
  }

  /// Moves the half of the messages that no line named for the longest time to `file`.
  private mutating func spill(to file: SpillFile) {
    var places = table.named
    places.sort { ($0.lastSeen, $0.serial) < ($1.lastSeen, $1.serial) }
    places.removeLast(places.count - (places.count + 1) / 2)
    var keyed = places.map { (key: table[$0.slot].id.hash, slot: $0.slot) }
    keyed.sort { $0.key < $1.key }
    var records = spilled ?? SpilledRecords(file: file)
    let isDone = records.add(keyed.map(\.key)) { place, record in write(table[keyed[place].slot], wholly: true, &record)
    }
    guard isDone else {
      // The file is full: the run goes on in memory.
      self.memory = nil
      return
    }
    spilled = records
    let ids = keyed.map { table[$0.slot].id }
    for id in ids {
      if let slot = table.find(id) { forget(id, slot) }
    }
    compact()
  }

  private mutating func bringBack(_ id: QueueID) {
    let record = spilled?.take(id.hash) { record in
      var state = StateReader(record)
      return (try? QueueID(from: &state)) == id
    }
    guard let record else { return }
    var state = StateReader(record)
    do {
      try readMessage(from: &state, wholly: true)
    } catch {
      spilled?.file.noteDamage()
    }
  }

  /// Calls `body` with a tracker for each message in the file that knows that message alone.
  func forEachSpilled(_ body: (MessageTracker) -> Void) {
    guard let spilled else { return }
    spilled.forEach { record in
      var one = MessageTracker(keepsDetails: keepsDetails)
      one.lastSerial = lastSerial
      var state = StateReader(record)
      do {
        try one.readMessage(from: &state, wholly: true)
        body(one)
      } catch {
        spilled.file.noteDamage()
      }
    }
  }
}

// Freeing what silent messages take, between two runs of a history.
//
// While a log is read none is freed but by a line that names its id after too long a silence: how silent the others are is told by
// the clock of whatever line comes, and one line of a wrong clock would end them all. What they take goes on in a file.
extension MessageTracker {
  /// How long a message must have been silent to be freed before a line ends it: longer than its patience, since the lines of
  /// some logs are out of order.
  static let memory: Int64 = 2 * patience

  /// Frees the messages that were silent for too long at `time`; gives their serials.
  mutating func giveUp(at time: Int64) -> [UInt64] {
    var ended: [UInt64] = []
    for message in table.messages(silentSince: time - MessageTracker.memory) {
      ended.append(message.serial)
      ended += older[message.id]?.map(\.serial) ?? []
      if let slot = table.find(message.id) { forget(message.id, slot) }
    }
    if !ended.isEmpty { compact() }
    return ended.sorted()
  }
}
