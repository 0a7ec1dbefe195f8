/// Finds the second copy of a rejection that Exim sends to syslog (priorities INFO and NOTICE, `syslog_duplication`).
///
/// One process writes both copies at once, the same text twice. A rejection is the copy of one among the last `limit` of the
/// log that has its host, process and text, lies within a second of it and has no copy yet.
struct SyslogCopies: Sendable {
  /// How many rejections are looked back over.
  static let limit = 32

  private var recent: [(key: UInt64, time: Int64)] = []

  /// Whether a rejection with `key` is a copy.
  mutating func isCopy(_ key: UInt64, at time: Int64) -> Bool {
    if let index = recent.lastIndex(where: { $0.key == key && abs(time - $0.time) <= 1 }) {
      recent.remove(at: index)
      return true
    }
    if recent.count >= SyslogCopies.limit { recent.removeFirst() }
    recent.append((key, time))
    return false
  }
}
