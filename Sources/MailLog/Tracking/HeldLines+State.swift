// The binary form of held lines.
extension HeldLines {
  func write(to state: inout StateWriter) {
    state.write(lines.count)
    for line in lines {
      state.write(line.input)
      state.write(line.number)
      state.write(line.time)
      state.write(arena.bytes[line.text.range])
    }
  }

  init(from state: inout StateReader, inputs: Int) throws(StateReader.Failure) {
    for _ in 0..<(try state.count()) {
      let input = try state.int(upTo: max(0, inputs - 1))
      let number = try state.int(upTo: 1 << 48)
      let time = try state.time()
      let text = try state.string()
      guard text.count <= LineBuffer.lineLimit else { throw .outOfRange }
      let span = text.span
      unsafe add(span.bytes, 0..<text.count, input: input, number: number, time: time)
    }
  }
}
