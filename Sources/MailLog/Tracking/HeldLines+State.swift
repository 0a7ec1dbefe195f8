// The binary form of held lines.
extension HeldLines {
  func write(to state: inout StateWriter) {
    state.write(count)
    var cursor = cursor
    var text: [UInt8] = []
    while let line = cursor.next(into: &text) { line.write(text[...], to: &state) }
  }

  init(from state: inout StateReader, inputs: Int, memory: MemoryLimit?) throws(StateReader.Failure) {
    for _ in 0..<(try state.count(size: 0)) {
      let (line, text) = try HeldLines.line(from: &state)
      guard line.input < max(1, inputs) else { throw .outOfRange }
      text.withBytes {
        add($0, 0..<text.count, input: line.input, number: line.number, time: line.time, memory: memory)
      }
    }
  }

  /// Reads one line and its text.
  static func line(from state: inout StateReader) throws(StateReader.Failure) -> (line: Line, text: [UInt8]) {
    let line = Line(
      text: .none, input: try state.int(upTo: 1 << 32), number: try state.int(upTo: 1 << 48), time: try state.time())
    let text = try state.string(canSpill: true)
    guard text.count <= LineBuffer.lineLimit else { throw .outOfRange }
    return (line, text)
  }
}

extension HeldLines.Line {
  /// Writes the line, whose text is `text`.
  func write(_ text: ArraySlice<UInt8>, to state: inout StateWriter) {
    state.write(input)
    state.write(number)
    state.write(time)
    state.write(text)
  }
}
