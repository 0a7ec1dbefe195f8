// The ends of a piece of a log, what follows it, and its binary form.
extension LogPiece {
  /// Whether any line waits for what stands in front.
  var holdsLines: Bool { !held.isEmpty }

  /// Takes out the unfinished last line of the input that ends.
  mutating func takeBack() -> LineEdges.Fragment? { edges.takeBack() }

  /// Takes out the lines that wait.
  mutating func takeHeld() -> HeldLines { held.takeAll() }

  /// Nothing stands in front: gives the end of a line whose start is missing.
  mutating func endPieces() -> LineEdges.Fragment? {
    holds = false
    defer { edges.front = nil }
    return results.isEmpty ? nil : edges.front
  }

  /// Ends the messages that were silent for too long where the logs end, whatever a wrong clock said in between: not behind `limit`.
  mutating func giveUp(upTo limit: Int64, _ sink: any ReplySink) {
    guard let end = results.compactMap({ $0.last.map { $0.instant / 1_000_000 } }).max() else { return }
    for serial in tracker.giveUp(at: min(end, limit)) { sink.messageEnded(serial) }
  }

  /// Takes over what came of the inputs of the piece behind; the first of them goes on with the own one of number `input`, if there is one.
  mutating func takeResults(_ next: LogPiece, of input: Int?) {
    guard let input, let first = next.results.first else {
      results += next.results
      return
    }
    results[input].append(first)
    results += next.results.dropFirst()
  }

  /// Begins as `next` does: nothing stands in front of that.
  mutating func begin(as next: LogPiece) {
    edges = next.edges
    start = next.start
  }

  /// Goes on from the end of the piece behind, whose held lines were read again before; gives what its serials grow by.
  mutating func takeEnd(of next: LogPiece) -> UInt64 {
    edges.back = next.edges.back
    edges.isInputOpen = next.edges.isInputOpen
    return tracker.append(next.tracker)
  }

  /// What a run that goes on has to know: messages in flight. What still waits came from inputs of an earlier run, which are all one to
  /// the next.
  func carry(to next: inout LogPiece) {
    next.tracker = tracker
    next.results = [InputResult()]
  }

  /// Writes what is known of the inputs.
  func writeInputs(to state: inout StateWriter) {
    state.write(holds)
    state.write(start != nil)
    if let start { state.write(signed: start) }
    state.write(results.count)
    for result in results { result.write(to: &state) }
    edges.write(to: &state)
  }

  /// Writes the messages in flight and the lines that wait.
  func writeMessages(to state: inout StateWriter) {
    tracker.write(to: &state)
    held.write(to: &state)
  }

  mutating func readInputs(from state: inout StateReader) throws(StateReader.Failure) {
    holds = try state.flag()
    start = try state.flag() ? try state.second() : nil
    for _ in 0..<(try state.count()) { results.append(try InputResult(from: &state)) }
    edges = try LineEdges(from: &state)
  }

  mutating func readMessages(from state: inout StateReader, keepsDetails: Bool) throws(StateReader.Failure) {
    tracker = try MessageTracker(from: &state, keepsDetails: keepsDetails, memory: memory)
    held = try HeldLines(from: &state, inputs: results.count, memory: memory)
  }
}
