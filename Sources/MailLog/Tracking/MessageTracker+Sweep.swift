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
