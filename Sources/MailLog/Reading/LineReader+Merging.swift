// Pieces of a log that were read apart, and their binary form.
extension LineReader {
  /// The end of a line in front of the piece's first newline; nil for a piece that begins its input.
  var front: LineEdges.Fragment? { piece.edges.front }

  /// Whether the input that was read last goes on behind the piece.
  var isInputOpen: Bool { piece.edges.isInputOpen }

  /// Whether the unfinished last line was cut and given, so that its rest is dropped.
  var isLastLineGiven: Bool { piece.edges.isBackGiven }

  /// The piece begins inside its input.
  mutating func beginInsideInput() { piece.edges.front = LineEdges.Fragment() }

  /// The piece ends with `back`, an unfinished line; `front` is what stood in front of its first newline, and missing where the piece
  /// began its input.
  mutating func stop(_ run: inout InputRun, with back: LineEdges.Fragment, behind front: LineEdges.Fragment??) {
    piece.edges.end(with: back, behind: front, isOneLine: run.number == 1)
    piece.note(&run)
  }

  /// Joins the line at the seam, and reads it if it ends there; false when it goes on behind the piece.
  mutating func join(
    _ front: LineEdges.Fragment, of next: LineReader, _ run: inout InputRun, into sink: any ReplySink
  ) -> Bool {
    switch piece.edges.join(next.piece.edges, front) {
    case .goesOn: return false
    case .isPart: break
    case .isWhole(let line):
      if let line { read(line, &run, sink) }
      piece.note(&run)
    }
    return true
  }

  /// Takes over the lines of the piece behind, which may go on with the own input of number `input`.
  mutating func append(
    _ next: LineReader, _ offsets: inout PieceOffsets, goesOnWith input: Int?, into sink: any ReplySink
  ) {
    piece.endSilent(sink)
    let isFirst = results.isEmpty
    piece.takeResults(next.piece, of: input)
    if isFirst {
      piece.begin(as: next.piece)
    } else if input == nil {
      readFront(next.front, input: offsets.input, into: sink)
    }
    var held = next.piece.held
    held.move(by: offsets)
    // In the order of the log: a rejection may follow one that counts only now.
    let released = exim.appendRuns(of: next.exim, offsets, continues: input != nil)
    held.add(released, memory: options.memory)
    readAgain(held, into: sink)
    exim.append(next.exim, inputs: next.results.count, behind: offsets.line)
    offsets.serial = piece.takeEnd(of: next.piece)
  }

  /// Writes what is known of the inputs, then `run`, of the last one, and what waits for later lines.
  func write(to state: inout StateWriter, with run: (inout StateWriter) -> Void) {
    piece.writeInputs(to: &state)
    run(&state)
    piece.writeMessages(to: &state)
    exim.write(to: &state)
  }

  /// Reads what `write` wrote; `run` reads the part in between, of the last of so many inputs.
  mutating func read(
    from state: inout StateReader,
    with run: (inout StateReader, _ inputs: Int) throws(StateReader.Failure) -> Void
  ) throws(StateReader.Failure) {
    try piece.readInputs(from: &state)
    try run(&state, results.count)
    try piece.readMessages(from: &state, keepsDetails: options.keepsDetails)
    exim = try EximReader(from: &state, inputs: results.count, memory: options.memory)
  }
}
