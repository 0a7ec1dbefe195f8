/// How a run goes on with an input.
package struct Resumption: Sendable {
  /// Where to go on.
  package var position: LogPosition
  /// The bytes in front of it, `LogPosition.tailCount` at most.
  package var before: [UInt8]
  /// Whether the run before ended with this input, and this is the first one of its successor.
  package var followsLast: Bool
  /// Whether nothing will be added to the input, so that an unfinished last line is a whole one.
  package var isWhole: Bool
  /// How many bytes at the end are given back.
  var tailCount = LogPosition.tailCount

  /// The way to go on with the journal, whose query tells where.
  package static var journal: Resumption {
    var resumption = Resumption(position: .start, before: [], followsLast: true, isWhole: true)
    resumption.tailCount = JournalQuery.tailCount
    return resumption
  }

  /// A way to go on.
  package init(position: LogPosition, before: [UInt8], followsLast: Bool, isWhole: Bool) {
    self.position = position
    self.before = before
    self.followsLast = followsLast
    self.isWhole = isWhole
  }
}

/// What came of reading an input on.
package struct ReadingEnd: Sendable {
  /// Where the next run goes on.
  package var position: LogPosition
  /// The bytes in front of it, `LogPosition.tailCount` at most.
  package var before: [UInt8]
  /// Whether an unfinished last line was left.
  package var hasRest: Bool
}
