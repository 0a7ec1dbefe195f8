// Holding lines that hang on others, and reading them again.
extension LogReader {
  /// Whether a line about the message `id` hangs on lines in front of the piece; it may be one that begins or ends the message, or tells
  /// its message id.
  mutating func hangsOnPast(_ id: QueueID, begins: Bool, ends: Bool, isMessageID: Bool, at second: Int64) -> Bool {
    let hangs = tracker.hangsOnPast(
      id, begins: begins, isMessageID: isMessageID, at: second, pieceStart: pieceStart ?? second)
    if hangs, ends { tracker.endOpen(id) }
    return hangs
  }

  /// Whether a line that names no message hangs on lines in front of the piece: they tell whether its recipient waits.
  func hangsOnPast(_ record: borrowing ReplyRecord) -> Bool {
    guard holds, record.direction == .outbound else { return false }
    switch record.outcome {
    case .delivered, .deferred, .suspended, .bounced, .discarded: return true
    case .rejected, .attempt, .probe, .warning, .transcript: return false
    }
  }

  /// Whether any line waits for others.
  public var holdsLines: Bool { !held.isEmpty || exim.rejectRuns.holdsLines }

  /// Keeps a line as it stands.
  mutating func hold(_ bytes: RawSpan, _ range: Range<Int>, _ time: LogTime?, _ run: borrowing LineRun) {
    held.add(bytes, range, input: run.input, number: run.number, time: time, memory: options.memory)
  }

  /// Reads held lines again, in their order; `state` says what is known of them now.
  mutating func readAgain(_ lines: HeldLines, as state: LineRun.State, into sink: any ReplySink) {
    var buffer: [UInt8] = []
    var cursor = lines.cursor
    while let line = cursor.next(into: &buffer) {
      guard line.input < results.count else { continue }
      var run = LineRun(clock: LogClock(years: YearInference(newestTime: options.now)), input: line.input)
      run.number = line.number - 1
      run.heldTime = .some(line.time)
      run.state = state
      readOne(&buffer, &run, sink)
      // The line's times are in its input's result already.
      results[line.input].lines += run.result.lines
    }
  }

  /// Decides what the runs of Exim's lines are that show rejections alone, and reads those again that need not wait any longer.
  mutating func decideRejections(_ patience: RejectRuns.Patience, into sink: any ReplySink) {
    readAgain(exim.rejectRuns.takeMainLogs(memory: options.memory), as: .held, into: sink)
    for run in exim.rejectRuns.undecided {
      readAgain(exim.rejectRuns.takeUndecided(run, patience, memory: options.memory), as: .last, into: sink)
    }
    exim.rejectRuns.decision = nil
  }

  /// Reads the bytes of one line, without its newline.
  mutating func readOne(_ line: inout [UInt8], _ run: inout LineRun, _ sink: any ReplySink) {
    let count = line.count
    line.append(ASCII.newline)
    for _ in 0..<LineBuffer.padding { line.append(0) }
    let span = line.span
    unsafe readLines(span.bytes, 0..<(count + 1), &run, sink)
  }
}
