// Joining what was read of pieces of a log.
extension LogReader {
  /// Takes over the piece behind, in the log's order. `continues` says that it goes on with the input that was read last.
  ///
  /// The records of the piece were handed over with its own numbers: they grow by what is given. Takes time for what waits at the seam and
  /// for the messages in flight, not for what was counted.
  package mutating func append(_ next: borrowing LogReader, continues: Bool, into sink: any ReplySink) -> PieceOffsets {
    var offsets = PieceOffsets(input: results.count)
    if continues, let front = next.lines.front, var run {
      offsets.isJoined = true
      offsets.input -= 1
      // The rest of a line that was cut and given in front is dropped; it counted there.
      offsets.line = run.number - (lines.isLastLineGiven ? 1 : 0)
      guard lines.join(front, of: next.lines, &run, into: sink) else {
        // The whole piece is inside one line.
        if !next.lines.isInputOpen { finishInput(into: sink) }
        return offsets
      }
      self.run = run
    } else {
      finishInput(into: sink)
    }
    lines.append(next.lines, &offsets, goesOnWith: offsets.isJoined ? run?.input : nil, into: sink)
    takeRun(of: next, offsets)
    return offsets
  }

  /// Goes on with the last input of the piece behind.
  private mutating func takeRun(of next: borrowing LogReader, _ offsets: PieceOffsets) {
    guard let behind = next.run else {
      run = nil
      return
    }
    var own = InputRun(clock: behind.clock, input: behind.input + offsets.input)
    own.number = behind.number + (behind.input == 0 ? offsets.line : 0)
    run = own
  }
}
