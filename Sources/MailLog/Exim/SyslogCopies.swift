/// Finds the second copy of a rejection that Exim sends to syslog (priorities INFO and NOTICE, `syslog_duplication`).
///
/// One process writes both copies at once, the same text twice. A rejection is the copy of one among the last `limit` of the
/// log that has its host, process and text, lies within a second of it and has no copy yet.
struct SyslogCopies: Sendable {
  /// How many rejections are looked back over.
  static let limit = 32

  private(set) var recent: [RejectRuns.Seen] = []
  /// Rejections of a piece that hang on what stands in front of it.
  private var held: [RejectRuns.Seen] = []

  /// Whether a rejection is a copy.
  mutating func isCopy(_ seen: RejectRuns.Seen) -> Bool {
    if let index = recent.lastIndex(where: { $0.isTwin(of: seen) }) {
      recent.remove(at: index)
      return true
    }
    if recent.count >= SyslogCopies.limit { recent.removeFirst() }
    recent.append(seen)
    return false
  }

  /// Whether a rejection of a piece that began at `start` may be the copy of one in front of it, or of one that may be.
  mutating func needsEarlierLines(_ seen: RejectRuns.Seen, pieceStart start: Int64) -> Bool {
    guard seen.time <= start + 1 || held.contains(where: { $0.isTwin(of: seen) }) else { return false }
    held.append(seen)
    return true
  }

  /// Takes over the rejections of the piece behind, whose held ones were read again before.
  mutating func append(_ next: SyslogCopies) {
    recent = (recent + next.recent).suffix(SyslogCopies.limit)
  }

  func write(to state: inout StateWriter) {
    state.write(recent.count)
    for seen in recent {
      state.write(fixed: seen.key)
      state.write(signed: seen.time)
    }
  }

  init() {}

  init(from state: inout StateReader) throws(StateReader.Failure) {
    for _ in 0..<(try state.int(upTo: SyslogCopies.limit)) {
      recent.append(RejectRuns.Seen(key: try state.fixed(), time: try state.second()))
    }
  }
}

extension RejectRuns.Seen {
  /// Whether both have the same text and lie within a second of each other.
  fileprivate func isTwin(of other: RejectRuns.Seen) -> Bool { key == other.key && abs(time - other.time) <= 1 }
}
