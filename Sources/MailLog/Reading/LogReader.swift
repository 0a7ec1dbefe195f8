import SMTPReply

/// Reads mail logs, one input after the other, and hands every reply to a sink.
///
/// Messages are followed across inputs, so rotated files are given oldest first. A log may also be read in pieces, each by a
/// reader of its own, and joined by `append`: what a piece cannot know alone it holds until then.
package struct LogReader: ~Copyable {
  /// What its lines are read by.
  var lines: LineReader
  /// The input that was read last, as long as it may go on.
  var run: InputRun?
  /// The clock of the input that was read last.
  var lastClock: LogClock?

  /// A reader that has read nothing.
  package init(options: ReadingOptions) {
    lines = LineReader(options: options)
  }

  var options: ReadingOptions { lines.options }

  /// What came of each input.
  package var results: [InputResult] { lines.results }

  /// Whether any line waits for others.
  package var holdsLines: Bool { lines.holdsLines }

  /// Reads `source` to its end, as the whole of an input. Damage to the source is for the caller to look up there.
  @discardableResult
  package mutating func read(_ source: inout ByteSource, into sink: any ReplySink) -> InputResult {
    readPiece(&source, isStart: true, isEnd: true, into: sink)
    return results.last ?? InputResult()
  }

  /// Reads a piece of an input: `isStart` says that it begins it, `isEnd` that it ends it.
  ///
  /// A piece that does not begin its input is the first thing that its reader reads.
  package mutating func readPiece(
    _ source: inout ByteSource, isStart: Bool, isEnd: Bool, into sink: any ReplySink
  ) {
    var reading = begin(source, isStart: isStart, into: sink)
    while readSome(&reading, from: &source, into: sink) {}
    end(reading, isEnd: isEnd, into: sink)
  }

  /// Ends the input that was read last: its unfinished last line is a whole one.
  package mutating func finishInput(into sink: any ReplySink) {
    guard var run else { return }
    self.run = nil
    lines.finishInput(&run, into: sink)
  }

  /// Ends the log: nothing stands in front of what was read, and nothing behind.
  package mutating func finish(into sink: any ReplySink) {
    finishInput(into: sink)
    lines.finish(into: sink)
  }

  func years(of source: borrowing ByteSource) -> YearInference {
    guard let firstYear = options.firstYear else {
      return YearInference(newestTime: source.newestTime ?? options.now)
    }
    // The year that the user gave is that of the first input; the others go on from there.
    return lastClock?.years ?? YearInference(firstYear: firstYear)
  }
}

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
