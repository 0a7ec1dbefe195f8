/// Lines that are kept as they stand until what came before them is known, and are read then.
///
/// A line is held when its meaning hangs on lines that were not read: those in front of a piece of a log, or the end of a log
/// that may turn out to be a copy of another. Reading it again later in the same order gives what reading the whole would.
struct HeldLines: Sendable {
  /// One held line.
  struct Line: Sendable {
    /// The bytes from the line's head to its end, without the newline.
    var text: Field
    /// The number of its input among those of the reader.
    var input: Int
    /// Its number within the input, from 1.
    var number: Int
    /// Its time, with the year that its own input gave it.
    var time: LogTime?
  }

  private(set) var lines: [Line] = []
  private(set) var arena = ByteArena()

  /// Whether nothing is held.
  var isEmpty: Bool { lines.isEmpty }

  /// Keeps `range` of `bytes`.
  mutating func add(_ bytes: RawSpan, _ range: Range<Int>, input: Int, number: Int, time: LogTime?) {
    let text = arena.add(bytes, range)
    lines.append(Line(text: text, input: input, number: number, time: time))
  }

  /// Adds the lines of `other` behind the own ones.
  mutating func add(_ other: HeldLines) {
    let span = other.arena.bytes.span
    for line in other.lines {
      // The bytes of an [UInt8] have no padding, so all of them may be looked at.
      unsafe add(span.bytes, line.text.range, input: line.input, number: line.number, time: line.time)
    }
  }

  /// Moves the lines to their places behind what stands in front.
  mutating func move(by offsets: LogReader.Offsets) {
    for index in lines.indices {
      if lines[index].input == 0 { lines[index].number += offsets.line }
      lines[index].input += offsets.input
    }
  }

  /// All lines are of the first input from now on, one after the other in front of whatever is read of it.
  mutating func moveToFirstInput() {
    for index in lines.indices { (lines[index].input, lines[index].number) = (0, 0) }
  }

  /// Takes out the lines whose seconds since 1970 are `wanted`; what has no time is taken too.
  mutating func take(where wanted: (Int64) -> Bool) -> HeldLines {
    let all = takeAll()
    var taken = HeldLines()
    let span = all.arena.bytes.span
    for line in all.lines {
      let isTaken = line.time.map { wanted($0.instant / 1_000_000) } ?? true
      let (text, input, number, time) = (line.text.range, line.input, line.number, line.time)
      // The bytes of an [UInt8] have no padding, so all of them may be looked at.
      if isTaken {
        unsafe taken.add(span.bytes, text, input: input, number: number, time: time)
      } else {
        unsafe add(span.bytes, text, input: input, number: number, time: time)
      }
    }
    return taken
  }

  /// Puts the lines in the order of the log.
  mutating func sort() {
    lines.sort { ($0.input, $0.number) < ($1.input, $1.number) }
  }

  /// Takes all lines out.
  mutating func takeAll() -> HeldLines {
    defer { self = HeldLines() }
    return self
  }
}
