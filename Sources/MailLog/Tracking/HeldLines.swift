/// Lines that are kept as they stand until what came before them is known, and are read then.
///
/// A line is held when its meaning hangs on lines that were not read: those in front of a piece of a log, or the end of a log
/// that may turn out to be a copy of another. Reading it again later in the same order gives what reading the whole would.
/// Beyond the memory of a run they go on in its file, in chunks; `HeldLinesCursor` reads both.
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

    /// Its place in the log.
    var place: (input: Int, number: Int) { (input, number) }
  }

  /// Those in memory, in the order in which they came.
  private(set) var lines: [Line] = []
  private(set) var arena = ByteArena()
  /// Those in a file.
  private(set) var chunks: [HeldChunk] = []

  /// How many bytes of lines a chunk has.
  private static let chunkSize = 1 << 18

  /// Whether nothing is held.
  var isEmpty: Bool { lines.isEmpty && chunks.isEmpty }

  /// How many lines are held.
  var count: Int { chunks.reduce(lines.count) { $0 + $1.count } }

  /// Keeps `range` of `bytes`.
  ///
  /// More than five parameters: a line, and all that reading it again needs.
  mutating func add(
    _ bytes: RawSpan, _ range: Range<Int>, input: Int, number: Int, time: LogTime?, memory: MemoryLimit?
  ) {
    let text = arena.add(bytes, range)
    lines.append(Line(text: text, input: input, number: number, time: time))
    if let memory, arena.count + lines.count * MemoryLayout<Line>.stride > memory.forHeldLines {
      spill(to: memory.file)
    }
  }

  /// Adds the lines of `other` behind the own ones.
  mutating func add(_ other: HeldLines, memory: MemoryLimit?) {
    chunks += other.chunks
    other.arena.bytes.withBytes { bytes in
      for line in other.lines {
        add(bytes, line.text.range, input: line.input, number: line.number, time: line.time, memory: memory)
      }
    }
  }

  /// Moves the lines to their places behind what stands in front.
  mutating func move(by offsets: PieceOffsets) {
    for index in lines.indices { HeldLines.move(&lines[index], by: offsets) }
    for index in chunks.indices { chunks[index].moves.append(offsets) }
  }

  static func move(_ line: inout Line, by offsets: PieceOffsets) {
    if line.input == 0 { line.number += offsets.line }
    line.input += offsets.input
  }

  /// All lines are of the first input from now on, one after the other in front of whatever is read of it.
  mutating func moveToFirstInput() {
    for index in lines.indices { (lines[index].input, lines[index].number) = (0, 0) }
    for index in chunks.indices { chunks[index].isAtFront = true }
  }

  /// Takes out the lines that are `wanted` by their seconds since 1970 and their input; what has no time is taken too.
  mutating func take(memory: MemoryLimit?, where wanted: (_ second: Int64, _ input: Int) -> Bool) -> HeldLines {
    var cursor = takeAll().cursor
    var taken = HeldLines()
    var buffer: [UInt8] = []
    while let line = cursor.next(into: &buffer) {
      let isTaken = line.time.map { wanted($0.instant / 1_000_000, line.input) } ?? true
      buffer.withBytes { bytes in
        let all = 0..<buffer.count
        if isTaken {
          taken.add(bytes, all, input: line.input, number: line.number, time: line.time, memory: memory)
        } else {
          add(bytes, all, input: line.input, number: line.number, time: line.time, memory: memory)
        }
      }
    }
    return taken
  }

  /// Takes all lines out.
  mutating func takeAll() -> HeldLines {
    defer { self = HeldLines() }
    return self
  }

  /// Reads all lines in the order of the log.
  var cursor: HeldLinesCursor { HeldLinesCursor(self) }

  /// The lines in memory in the order of the log; those of the same place as they came.
  var inOrder: [Line] {
    let isSorted = zip(lines, lines.dropFirst()).allSatisfy { $0.place <= $1.place }
    if isSorted { return lines }
    return lines.enumerated().sorted { isBefore($0.element.place, $0.offset, $1.element.place, $1.offset) }
      .map(\.element)
  }

  /// Moves the lines in memory to `file`; when that has no room they stay.
  private mutating func spill(to file: SpillFile) {
    guard file.trouble == nil else { return }
    var rest = inOrder[...]
    var spilled: [HeldChunk] = []
    while !rest.isEmpty {
      guard let chunk = HeldChunk(&rest, of: arena, size: HeldLines.chunkSize, in: file) else { return }
      spilled.append(chunk)
    }
    chunks += spilled
    lines = []
    arena = ByteArena()
  }
}
