import SMTPReply

// Rejections of ours, which Exim writes to its main log and to its reject log. As in `EximReader+Following.swift`, bytes come beside a line:
// hence more than five parameters.
extension EximReader {
  /// A rejection of ours. The message was refused: no other line follows its life.
  mutating func readRejection(
    _ record: inout ReplyRecord, isVerification: Bool, of line: borrowing LogLine<EximTag>, at time: LogTime?,
    _ bytes: RawSpan, _ run: inout InputRun, _ piece: inout LogPiece, _ sink: any ReplySink
  ) {
    let origin = EximReader.origin(bytes, line)
    let text = HashMixer.hash(bytes, line.tag.message..<line.end)
    let seen = RejectRuns.Seen(key: HashMixer.mix(origin, text), time: run.second)
    // Without a time nothing tells a copy from the next refusal.
    let isSyslog = line.tag.name.exists
    let verdict = time == nil && isSyslog ? .counts : judge(seen, isSyslog: isSyslog, run, piece)
    switch verdict {
    case .isCopy:
      // Of a copy and its repeats every second is a copy again.
      record.count = line.times / 2
      guard record.count > 0 else {
        run.result.lines[.exim] &+= 1
        return
      }
    case .held:
      if isSyslog {
        piece.hold(bytes, line.range, time, run)
      } else {
        relations.rejectRuns.hold(bytes, line.range, time, run)
      }
      return
    case .counts: break
    }
    if piece.mayFollow(run), relations.hangsOnVerification(record, origin: origin, bytes, line: run.number) {
      piece.hold(bytes, line.range, time, run)
      return
    }
    run.result.lines[.exim] &+= 1
    relations.relateVerification(&record, isVerification: isVerification, origin: origin, bytes, line: run.number)
    piece.emit(&record, of: line, at: time, bytes, MessageFacts(), run, sink)
  }

  private mutating func judge(
    _ seen: RejectRuns.Seen, isSyslog: Bool, _ run: borrowing InputRun, _ piece: borrowing LogPiece
  ) -> EximRelations.Verdict {
    if isSyslog { return relations.judgeSyslog(seen, pieceStart: piece.heldFrom) }
    switch run.line.reading {
    case .new: return relations.rejectRuns.take(seen) ? .counts : .held
    case .held: return .counts
    case .last: return relations.rejectRuns.verdict(seen, input: run.input)
    }
  }

  /// A line shows what only a main log has: rejections that waited for that are read again.
  @inline(__always)
  mutating func noteMainLog(at second: Int64, _ piece: inout LogPiece, _ sink: any ReplySink) {
    guard relations.rejectRuns.noteMainLog(at: second) else { return }
    readAgain(relations.rejectRuns.takeWaiting(), as: .held, &piece, sink)
  }

  /// Decides what the runs are that show rejections alone, and reads those again that need not wait any longer.
  mutating func decideRejections(_ patience: RejectRuns.Patience, _ piece: inout LogPiece, _ sink: any ReplySink) {
    readAgain(relations.rejectRuns.takeMainLogs(), as: .held, &piece, sink)
    for run in relations.rejectRuns.undecided {
      readAgain(relations.rejectRuns.takeUndecided(run, patience), as: .last, &piece, sink)
    }
    relations.rejectRuns.endDecisions()
  }

  /// Reads rejections that were held again, in their order: without the loop that read them first, since they are whole lines of Exim's.
  private mutating func readAgain(
    _ lines: HeldLines, as reading: LineScratch.Reading, _ piece: inout LogPiece, _ sink: any ReplySink
  ) {
    var buffer: [UInt8] = []
    var cursor = lines.cursor
    while let line = cursor.next(into: &buffer) {
      guard piece.hasInput(line.input) else { continue }
      var run = InputRun(again: line, as: reading)
      run.number += 1
      let end = buffer.count
      buffer.appendPadding()
      buffer.withBytes { readBare($0, end, &run, &piece, sink) }
      piece.noteAgain(run)
    }
  }
}
