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

  /// Bytes after which the stamps in between are asked: of the first lines nearly each, then some.
  private static let steps = [Int](repeating: 512, count: 16) + [Int](repeating: 8_192, count: 8)

  /// The stamps of `lines`, whole lines, which `reader` reads: the first and the last of some lines each. Gives how the lines were accounted
  /// for, too.
  static func stamps(
    of lines: [UInt8], by reader: inout LogReader, newestTime: Int64, into sink: any ReplySink
  ) -> (stamps: [Int64], lines: LineCounts) {
    var bytes = lines
    if let last = bytes.last, last != ASCII.newline { bytes.append(ASCII.newline) }
    let end = bytes.count
    bytes += [UInt8](repeating: 0, count: LineBuffer.padding)
    let span = bytes.span
    var run = LineRun(clock: LogClock(years: YearInference(newestTime: newestTime)), input: 0)
    reader.results = [LogReader.Result()]
    var stamps: [Int64] = []
    var counts = LineCounts()
    var start = 0
    var steps = steps[...]
    while start < end {
      let step = steps.popFirst() ?? end
      let last = bytes[..<end][min(end - 1, start + step)...].firstIndex(of: ASCII.newline) ?? end - 1
      unsafe reader.readLines(span.bytes, start..<(last + 1), &run, sink)
      stamps += [run.result.first, run.result.last].compactMap { $0?.instant }
      counts += run.result.lines
      run.result = LogReader.Result()
      start = last + 1
    }
    return (stamps, counts)
  }
}
