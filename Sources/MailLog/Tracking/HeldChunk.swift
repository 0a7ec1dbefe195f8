/// Held lines in a run's file, in the order of the log and in the form of summaries.
struct HeldChunk: Sendable {
  let file: SpillFile
  /// How many lines it has, one at least.
  let count: Int
  /// How often the lines were moved since they were written.
  var moves: [PieceOffsets] = []
  /// Whether all lines are in front of whatever is read of the first input.
  var isAtFront = false
  private let place: Range<Int64>
  private let first: (input: Int, number: Int)

  /// Writes lines of `rest`, whose texts lie in `arena`, until their bytes are `size` or more, and takes them off; nil when there is no
  /// room.
  init?(_ rest: inout ArraySlice<HeldLines.Line>, of arena: ByteArena, size: Int, in file: SpillFile) {
    var state = StateWriter()
    var count = 0
    for line in rest {
      line.write(arena.bytes[line.text.range], to: &state)
      count += 1
      if state.bytes.count >= size { break }
    }
    guard let first = rest.first, let place = file.append(state.bytes) else { return nil }
    rest = rest.dropFirst(count)
    self.file = file
    self.count = count
    self.place = place
    self.first = first.place
  }

  /// The place of the first line in the log.
  var start: (input: Int, number: Int) {
    var line = HeldLines.Line(text: .none, input: first.input, number: first.number, time: nil)
    move(&line)
    return line.place
  }

  /// What was written; empty, and noted by the file, when it cannot be read.
  var state: StateReader { StateReader(file.read(place) ?? []) }

  /// The line that `state` stands at, and its text.
  func next(_ state: inout StateReader) -> (line: HeldLines.Line, text: [UInt8])? {
    guard !state.isAtEnd else { return nil }
    guard var next = try? HeldLines.line(from: &state) else {
      file.noteDamage()
      return nil
    }
    move(&next.line)
    return next
  }

  private func move(_ line: inout HeldLines.Line) {
    for offsets in moves { HeldLines.move(&line, by: offsets) }
    if isAtFront { (line.input, line.number) = (0, 0) }
  }
}
