// Exim's part of reading a log in pieces, and on from where another run stopped.
extension EximReader {
  /// Seconds of log for which a rejection that may be told twice waits for the other log to tell it.
  private static let rejectionPatience: Int64 = 3_600
  /// Seconds of log for which what a main log's rejections covered is known.
  private static let coverageMemory: Int64 = 2 * 86_400

  /// A new input begins.
  mutating func beginInput() { relations.beginInput() }

  /// Goes on with an input where an earlier run stopped, at `position`, behind the bytes `before`.
  mutating func resume(at position: LogPosition, behind before: [UInt8]) {
    relations.rejectRuns.resume(at: position.mark(behind: before), isMainLog: position.isMainLog)
  }

  /// Whether what was read of the current input shows that it is Exim's main log.
  var isMainLog: Bool { relations.rejectRuns.isMainLog }

  /// Whether the clock of the current input was set back.
  var hasJumped: Bool { relations.rejectRuns.hasJumped }

  /// The run ends inside the current input, at `position`, behind the bytes `before`.
  mutating func stop(at position: LogPosition, behind before: [UInt8]) {
    relations.rejectRuns.stop(at: position.mark(behind: before))
  }

  /// Whether any line waits for others.
  var holdsLines: Bool { relations.rejectRuns.holdsLines }

  /// Ends the log: what waits is decided.
  mutating func finish(_ piece: inout LogPiece, into sink: any ReplySink) {
    relations.rejectRuns.close()
    decideRejections(.over, &piece, sink)
  }

  /// Ends a run that another one will go on from: decides what need not wait for it. What is behind `limit`, in seconds since 1970, a
  /// wrong clock says.
  mutating func pause(upTo limit: Int64, _ piece: inout LogPiece, into sink: any ReplySink) {
    relations.rejectRuns.close()
    guard let newest = relations.rejectRuns.newest(upTo: limit) else { return }
    // Beside a main log it waits for the next run too: that one may read the main log.
    let patience = RejectRuns.Patience(
      time: newest - EximReader.rejectionPatience, limit: limit, onlyCarried: relations.rejectRuns.knowsMainLog)
    decideRejections(patience, &piece, sink)
    relations.rejectRuns.note(newest, forgetting: newest - EximReader.coverageMemory)
  }

  /// What waits came from inputs of an earlier run, which are all one to the next.
  mutating func moveToFirstInput() {
    relations.rejectRuns.updateHeld { $0.moveToFirstInput() }
  }

  /// Takes over the runs of the piece behind; `continues` says that it goes on with the same input. Gives the rejections that were
  /// held and count now.
  mutating func appendRuns(
    of next: EximReader, _ offsets: PieceOffsets, continues: Bool
  ) -> HeldLines {
    if !continues { relations.appendInput() }
    var runs = next.relations.rejectRuns
    runs.updateHeld { $0.move(by: offsets) }
    return relations.rejectRuns.append(runs, continues: continues)
  }

  /// Takes over what else spans the lines of the piece behind, of `inputs` inputs, whose held lines were read again before.
  mutating func append(_ next: EximReader, inputs: Int, behind lines: Int) {
    if inputs > 1 { relations.appendInput() }
    relations.append(next.relations, behind: inputs == 1 ? lines : 0)
  }

  func write(to state: inout StateWriter) { relations.write(to: &state) }

  init(from state: inout StateReader, inputs: Int, memory: MemoryLimit?) throws(StateReader.Failure) {
    relations = try EximRelations(from: &state, inputs: inputs, memory: memory)
  }
}
