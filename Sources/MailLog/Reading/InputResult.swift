import SMTPReply

/// What came of one input. Some of its lines may be held until the reader is finished.
package struct InputResult: Sendable {
  /// How the lines were accounted for.
  package var lines = LineCounts()
  /// Time of the first line that has one.
  package var first: LogTime?
  /// Time of the last line that has one.
  package var last: LogTime?
  /// Whether stamps without a year span more than one, so that the older ones may have got the wrong year.
  package var spansMoreThanAYear = false
  /// Whether the clock jumped between two lines. Noted by `readOn` alone, and not handed on from one summary to another.
  package var clockJumps = false

  /// Nothing read yet.
  package init() {}

  /// Adds what came of the lines behind.
  mutating func append(_ next: InputResult) {
    lines += next.lines
    first = first ?? next.first
    last = next.last ?? last
    spansMoreThanAYear = spansMoreThanAYear || next.spansMoreThanAYear
    clockJumps = clockJumps || next.clockJumps
  }
}

extension InputResult {
  func write(to state: inout StateWriter) {
    for mta in MTA.allCases { state.write(lines[mta]) }
    for count in [lines.other, lines.notUnderstood, lines.cut] { state.write(count) }
    state.write(first)
    state.write(last)
    state.write(spansMoreThanAYear)
  }

  init(from state: inout StateReader) throws(StateReader.Failure) {
    for mta in MTA.allCases { lines[mta] = try state.amount() }
    lines.other = try state.amount()
    lines.notUnderstood = try state.amount()
    lines.cut = try state.amount()
    first = try state.time()
    last = try state.time()
    spansMoreThanAYear = try state.flag()
  }
}
