import SMTPReply

// Where inputs, runs and logs begin and end, and lines that are read again.
extension LineReader {
  /// What came of each input.
  var results: [InputResult] { piece.results }

  /// Whether any line waits for others.
  var holdsLines: Bool { piece.holdsLines || exim.holdsLines }

  /// Whether the clock of the current input was set back.
  var hasClockJumped: Bool { exim.hasJumped }

  /// Begins an input, whose clock is `clock`; `isAnother` says that its lines do not go on from what was read last.
  mutating func beginInput(at clock: LogClock, isAnother: Bool) -> InputRun {
    if isAnother { exim.beginInput() }
    return InputRun(clock: clock, input: piece.beginInput())
  }

  /// Goes on with an input where an earlier run stopped.
  mutating func resumeInput(at clock: LogClock, by resumption: Resumption) -> InputRun {
    var run = beginInput(at: clock, isAnother: !resumption.followsLast)
    exim.resume(at: resumption.position, behind: resumption.before)
    run.number = resumption.position.line
    resumption.before.withBytes { run.forms.recent.note($0, 0..<$0.byteCount) }
    return run
  }

  /// The run stops inside its input, at `position`, behind the bytes `before`; what the lines show of the input is noted there.
  mutating func stop(_ run: inout InputRun, at position: inout LogPosition, behind before: [UInt8]) {
    piece.note(&run)
    position.isMainLog = exim.isMainLog
    exim.stop(at: position, behind: before)
  }

  /// Ends the input of `run`: its unfinished last line is a whole one.
  mutating func finishInput(_ run: inout InputRun, into sink: any ReplySink) {
    if let rest = piece.takeBack() { read(rest, &run, sink) }
    piece.note(&run)
  }

  /// Ends the log: nothing stands in front of what was read, and nothing behind.
  mutating func finish(into sink: any ReplySink) {
    readFront(piece.endPieces(), input: 0, into: sink)
    readAgain(piece.takeHeld(), into: sink)
    exim.finish(&piece, into: sink)
    piece.endSilent(sink)
  }

  /// Ends a run that another one will go on from. What is behind `limit`, in seconds since 1970, a wrong clock says.
  mutating func pause(upTo limit: Int64, into sink: any ReplySink) {
    exim.pause(upTo: limit, &piece, into: sink)
    piece.endSilent(sink)
    piece.giveUp(upTo: limit, sink)
  }

  /// Hands on what a run that goes on has to know.
  func carry(to next: inout LineReader) {
    piece.carry(to: &next.piece)
    next.exim = exim
    next.exim.moveToFirstInput()
  }

  /// Reads held lines again, in their order.
  mutating func readAgain(_ lines: HeldLines, into sink: any ReplySink) {
    var buffer: [UInt8] = []
    var cursor = lines.cursor
    while let line = cursor.next(into: &buffer) {
      guard piece.hasInput(line.input) else { continue }
      var run = InputRun(again: line, as: .held)
      readOne(&buffer, &run, sink)
      piece.noteAgain(run)
    }
  }

  /// Reads the end of a line whose start is missing: nothing in front goes on to it.
  mutating func readFront(_ front: LineEdges.Fragment?, input: Int, into sink: any ReplySink) {
    guard let front else { return }
    var run = InputRun(clock: LogClock(years: YearInference(newestTime: options.now)), input: input)
    read(front, &run, sink)
    piece.noteAgain(run)
  }

  /// Reads a line that an end of a piece cut.
  mutating func read(_ fragment: LineEdges.Fragment, _ run: inout InputRun, _ sink: any ReplySink) {
    var line = fragment.bytes
    readOne(&line, &run, sink)
    if fragment.isCut, fragment.bytes.count <= LineBuffer.lineLimit { run.result.lines.cut += 1 }
  }

  /// Reads the bytes of one line, without its newline.
  private mutating func readOne(_ line: inout [UInt8], _ run: inout InputRun, _ sink: any ReplySink) {
    let count = line.count
    line.append(ASCII.newline)
    line.appendPadding()
    line.withBytes { read($0, 0..<(count + 1), &run, sink) }
  }
}
