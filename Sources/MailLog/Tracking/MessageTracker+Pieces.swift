// Following messages in pieces of a log that were read apart.
extension MessageTracker {
  /// Seconds from the start of a piece for which cleanup's line may go on with a `client=` in front of it.
  private static let doubtfulSpan = 2 * submissionSpan

  /// Whether the line hangs on lines in front of the piece, which began at `start`: nothing in the piece began its message.
  ///
  /// From the first such line on all lines of the message do, until it ends or another begins under its id.
  mutating func needsEarlierLines(
    _ id: QueueID, begins: Bool, isMessageID: Bool, at time: Int64, pieceStart start: Int64
  ) -> Bool {
    if begins { return false }
    if let slot = table.find(id) {
      guard table[slot].isOpen else { return false }
      table[slot].lastSeen = time
      return true
    }
    if isMessageID, time > start + MessageTracker.doubtfulSpan { return false }
    var message = MessageTable.Message(id: id, serial: nextSerial(), lastSeen: time)
    message.isOpen = true
    _ = table.insert(message)
    return true
  }

  /// A held line ends its message: what comes under its id later hangs on the past again.
  mutating func endOpen(_ id: QueueID) {
    if let slot = table.find(id), table[slot].isOpen { table.remove(slot) }
  }

  /// Takes over the messages in flight of the piece behind, whose held lines were read again before; gives the number that their
  /// serials grow by.
  mutating func append(_ next: MessageTracker) -> UInt64 {
    let offset = lastSerial
    takeInMemory(next, offset)
    next.forEachSpilled { takeInMemory($0, offset) }
    lastSerial &+= next.lastSerial
    return offset
  }

  private mutating func takeInMemory(_ next: MessageTracker, _ offset: UInt64) {
    let texts = next.heap.bytes
    for message in next.table.messages where !message.isOpen {
      recall(message.id)
      for life in (next.older[message.id] ?? []) + [message] {
        var own = life
        own.serial &+= offset
        own.hasOlder = false
        own.moveTexts(from: texts, to: &heap)
        liveBytes &+= own.textCount
        put(own)
      }
    }
  }
}
