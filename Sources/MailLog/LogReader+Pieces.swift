// Joining what was read of pieces of a log.
extension LogReader {
  /// Ends the input that was read last: its unfinished last line is a whole one.
  public mutating func finishInput(into sink: any ReplySink) {
    guard var run else { return }
    self.run = nil
    if !edges.back.bytes.isEmpty {
      readFragment(edges.back, &run, sink)
    }
    edges.back = LineEdges.Fragment()
    edges.isInputOpen = false
    note(&run)
  }

  /// Ends the log: nothing stands in front of what was read, and nothing behind.
  public mutating func finish(into sink: any ReplySink) {
    finishInput(into: sink)
    holds = false
    if !results.isEmpty { readFront(of: edges, input: 0, into: sink) }
    edges.front = nil
    readAgain(held.takeAll(), as: .held, into: sink)
    exim.rejectRuns.close()
    decideRejections(.over, into: sink)
    endSilent(sink)
  }

  /// What changes for a piece that is taken over.
  public struct Offsets: Sendable {
    /// What the serials of its messages grow by.
    public var serial: UInt64 = 0
    /// What the numbers of its inputs grow by.
    public var input = 0
    /// What the line numbers of its first input grow by.
    public var line = 0
    /// Whether its first input is the last one of what stands in front.
    public var isJoined = false
  }

  /// Takes over the piece behind, in the log's order. `continues` says that it goes on with the input that was read last.
  ///
  /// The records of the piece were handed over with its own numbers: they grow by what is given.
  public mutating func append(_ next: borrowing LogReader, continues: Bool, into sink: any ReplySink) -> Offsets {
    let goesOn = continues && run != nil && next.edges.front != nil
    var offsets = Offsets(input: results.count, isJoined: goesOn)
    if goesOn {
      // The rest of a line that was cut and given in front is dropped; it counted there.
      offsets.line = (run?.number ?? 0) - (edges.isBackGiven ? 1 : 0)
      offsets.input -= 1
      guard joinLines(with: next.edges, into: sink) else {
        // The whole piece is inside one line.
        if !next.edges.isInputOpen { finishInput(into: sink) }
        return offsets
      }
    } else {
      finishInput(into: sink)
    }
    endSilent(sink)
    let isFirst = results.isEmpty
    takeResults(next.results, goesOn)
    if isFirst {
      edges = next.edges
      pieceStart = next.pieceStart
    } else if !goesOn {
      readFront(of: next.edges, input: offsets.input, into: sink)
    }
    if !goesOn { exim.beginInputBehind() }
    var lines = next.held
    lines.move(by: offsets)
    var runs = next.exim.rejectRuns
    runs.updateHeld { $0.move(by: offsets) }
    // In the order of the log: a rejection may follow one that counts only now.
    lines.add(exim.rejectRuns.append(runs, continues: goesOn, memory: options.memory), memory: options.memory)
    readAgain(lines, as: .held, into: sink)
    if next.results.count > 1 { exim.beginInputBehind() }
    exim.append(next.exim, behind: next.results.count == 1 ? offsets.line : 0)
    offsets.serial = tracker.append(next.tracker)
    takeEnd(of: next.run, next.edges, offsets)
    return offsets
  }

  /// Reads the end of a line whose start is missing: nothing in front goes on to it.
  private mutating func readFront(of next: LineEdges, input: Int, into sink: any ReplySink) {
    guard let front = next.front else { return }
    var run = LineRun(clock: LogClock(years: YearInference(newestTime: options.now)), input: input)
    readFragment(front, &run, sink)
    results[input].lines += run.result.lines
  }

  /// Joins the line at the seam, and reads it if it ends there; false when it goes on behind the piece.
  private mutating func joinLines(with next: LineEdges, into sink: any ReplySink) -> Bool {
    guard var run, let front = next.front else { return true }
    if edges.front != nil, !edges.isFrontEnded {
      // What is in front is inside one line too: its end is further on.
      edges.front?.append(front)
      edges.isFrontEnded = next.isFrontEnded
      return next.isFrontEnded
    }
    let isGiven = edges.isBackGiven
    if !isGiven { edges.back.append(front) }
    guard next.isFrontEnded else { return false }
    if !isGiven { readFragment(edges.back, &run, sink) }
    edges.back = LineEdges.Fragment()
    note(&run)
    self.run = run
    return true
  }

  mutating func readFragment(_ fragment: LineEdges.Fragment, _ run: inout LineRun, _ sink: any ReplySink) {
    var line = fragment.bytes
    readOne(&line, &run, sink)
    if fragment.isCut, fragment.bytes.count <= LineBuffer.lineLimit { run.result.lines.cut += 1 }
  }

  /// Adds the results of the piece behind to the own ones; the first belongs to the last own one if the input goes on.
  private mutating func takeResults(_ next: [Result], _ goesOn: Bool) {
    guard goesOn, let run, let first = next.first else {
      results += next
      return
    }
    results[run.input].append(first)
    results += next.dropFirst()
  }

  /// Goes on from the end of the piece behind.
  private mutating func takeEnd(of next: LineRun?, _ nextEdges: LineEdges, _ offsets: Offsets) {
    edges.back = nextEdges.back
    edges.isInputOpen = nextEdges.isInputOpen
    guard let next else {
      run = nil
      return
    }
    var own = LineRun(clock: next.clock, input: next.input + offsets.input)
    own.number = next.number + (next.input == 0 ? offsets.line : 0)
    run = own
  }
}
