package import MailLog

/// One input of a report: what was read of it.
package struct InputSummary: Sendable {
  /// The path as it was given, and as it may be shown.
  package var path: String
  /// Bytes as stored, compressed or not.
  package var bytes: Int64 = 0
  /// How its lines were accounted for.
  package var lines = LineCounts()
  /// Whether it was read to its end.
  package var isComplete: Bool
  /// Time of its first line.
  package var first: LogTime?
  /// Time of its last line.
  package var last: LogTime?
  /// Whether stamps without a year span more than one, so that the older ones may have got the wrong year.
  package var spansMoreThanAYear = false
  /// Whether its clock jumped between two lines, in a run that goes on from another.
  package var clockJumps = false

  /// An input of which nothing was read yet.
  package init(path: String, isComplete: Bool) {
    self.path = path.shownName
    self.isComplete = isComplete
  }

  /// An input that was read whole, with what came of it.
  package init(path: String, _ result: InputResult) {
    self.init(path: path, isComplete: true)
    add(result)
  }

  /// Adds what came of reading it.
  mutating func add(_ result: InputResult) {
    lines = result.lines
    first = result.first
    last = result.last
    spansMoreThanAYear = result.spansMoreThanAYear
    clockJumps = result.clockJumps
  }
}
