// Freeing what silent messages take. Nothing that is reported depends on when it happens.
extension MessageTracker {
  /// How long a message must have been silent to be freed before a line ends it: longer than its patience, since the lines of
  /// some logs are out of order.
  static let memory: Int64 = 2 * patience

  /// Whether an hour of log time has gone by since silent messages were looked for.
  @inline(__always)
  func isTimeToGiveUp(at time: Int64) -> Bool { time >= nextSweep }

  /// Frees the messages that were silent for too long; gives their serials.
  mutating func giveUp(at time: Int64) -> [UInt64] {
    nextSweep = time &+ 3_600
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
