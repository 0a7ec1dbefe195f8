/// What the stamps of a file's first lines tell of its time.
///
/// No line decides alone: the first ones may be of a clock that was not set yet, and a line in between of one that was set wrongly. A line
/// is not newer than its file, and one that is far from the middle of all is not asked for the place among other files.
struct PeekedTimes: Sendable {
  private static let day: Int64 = 86_400_000_000
  /// How far in front of the middle one the first stamp may be: lines of a quiet log.
  private static let longestWay = 31 * day

  /// The first stamp that is to be trusted, in microseconds since 1970; nil where none is.
  let first: Int64?
  /// Where the file's lines may begin at the earliest, as far as was looked; nil where nothing tells.
  let earliest: Int64?
  /// The newest stamp; nil where there is none.
  let latest: Int64?

  /// What `stamps` tell, in the order of the file, which was written at `newest` for the last time.
  init(_ stamps: [Int64], newest: Int64) {
    latest = stamps.max()
    let limit = newest.addingReportingOverflow(PeekedTimes.day)
    let possible = stamps.filter { limit.overflow || $0 <= limit.partialValue }
    guard !possible.isEmpty else {
      // Where the clock went wrong on every line, what follows may be from any time.
      (first, earliest) = (nil, nil)
      return
    }
    earliest = stamps.min()
    let middle = possible.sorted()[possible.count / 2]
    first = possible.first { $0 >= middle - PeekedTimes.longestWay && $0 <= middle + PeekedTimes.day }
  }
}
