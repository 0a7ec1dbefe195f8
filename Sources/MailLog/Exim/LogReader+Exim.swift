import SMTPReply

// Reading Exim's lines: the parser is asked, then what spans lines, then the messages' tracker.
extension LogReader {
  /// A line of Exim's, or one that may be, whose message begins behind `tag`.
  @inline(never)
  mutating func readExim(
    _ bytes: RawSpan, _ head: LineHead, _ tag: EximTag, _ end: Int, _ run: inout LineRun, _ sink: any ReplySink
  ) {
    if MessageMark.mayBegin(with: bytes.byte(tag.message)), readMarked(bytes, head, tag, end, &run, sink) { return }
    if tag.name.exists, let piece = SyslogPiece(bytes, tag.message, end) {
      readPiece(piece, bytes, head, tag, end, &run, sink)
    } else {
      readWholeExim(bytes, head, tag, end, &run, sink)
    }
  }

  /// A piece of a line that Exim cut for syslog. The line counts with its last piece.
  private mutating func readPiece(
    _ piece: SyslogPiece, _ bytes: RawSpan, _ head: LineHead, _ tag: EximTag, _ end: Int, _ run: inout LineRun,
    _ sink: any ReplySink
  ) {
    let taken = exim.pieces.take(
      piece, bytes, head: head.start, message: tag.message, end: end, key: origin(bytes, head, tag)
    ) { run.time(of: head, in: bytes) }
    switch taken {
    case .waiting: run.result.lines.exim &+= 1
    case .stray where holds && piece.index > 1:
      hold(bytes, head.start..<end, run.time(of: head, in: bytes), run)
    case .stray:
      if tag.isNamedExim { run.result.lines.exim &+= 1 } else { run.result.lines.other &+= 1 }
    case .whole:
      let line = exim.pieces.line
      let lineEnd = exim.pieces.lineEnd
      let span = line.span
      let whole = unsafe span.bytes
      guard let head = LineHead.read(whole, from: 0, to: lineEnd),
        let tag = EximTag.read(whole, from: head.tag, to: lineEnd)
      else {
        run.result.lines.other &+= 1
        return
      }
      // The last piece may be of another second, and be read again alone.
      let lastTime = run.heldTime
      run.heldTime = .some(exim.pieces.time)
      readWholeExim(whole, head, tag, lineEnd, &run, sink)
      run.heldTime = lastTime
    }
  }

  @inline(__always)
  private mutating func readWholeExim(
    _ bytes: RawSpan, _ head: LineHead, _ tag: EximTag, _ end: Int, _ run: inout LineRun, _ sink: any ReplySink
  ) {
    var record = ReplyRecord()
    let kind = EximParser().parse(bytes, from: tag.message, end: end, isNamedExim: tag.isNamedExim, into: &record)
    switch kind {
    case .noReply:
      run.result.lines.exim &+= 1
      return
    case .foreign:
      run.result.lines.other &+= 1
      return
    case .notUnderstood:
      run.result.lines.notUnderstood &+= 1
      sink.notUnderstood(line: bytes, at: Field(head.start, end), number: run.number, input: run.input)
      return
    default: break
    }
    if run.times > 1 {
      // Said again: only what is counted matters.
      if kind == .messageBegins || kind == .messageEnds {
        run.result.lines.exim &+= 1
        return
      }
      record.count = MessageMark.times(record.count, run.times)
    }
    let time = run.time(of: head, in: bytes)
    freeSilentMessages(at: run.second, time, sink)
    if kind == .rejection || kind == .senderVerification {
      readRejection(&record, isVerification: kind == .senderVerification, bytes, head, tag, end, time, &run, sink)
    } else {
      readMessage(kind, &record, bytes, head, tag, end, time, &run, sink)
    }
  }

  /// A rejection of ours. The message was refused: no other line follows its life.
  private mutating func readRejection(
    _ record: inout ReplyRecord, isVerification: Bool, _ bytes: RawSpan, _ head: LineHead, _ tag: EximTag, _ end: Int,
    _ time: LogTime?, _ run: inout LineRun, _ sink: any ReplySink
  ) {
    let origin = origin(bytes, head, tag)
    let seen = RejectRuns.Seen(key: Mixer.mix(origin, Mixer.hash(bytes, tag.message..<end)), time: run.second)
    switch judge(seen, isSyslog: tag.name.exists, run.state) {
    case .isCopy:
      // Of a copy and its repeats every second is a copy again.
      record.count = run.times / 2
      guard record.count > 0 else {
        run.result.lines.exim &+= 1
        return
      }
    case .held:
      if tag.name.exists {
        hold(bytes, head.start..<end, time, run)
      } else {
        let lineEnd = run.times > 0 ? run.markedEnd : end
        exim.rejectRuns.current.held.add(
          bytes, head.start..<lineEnd, input: run.input, number: run.number, time: time,
          memory: options.memory)
      }
      return
    case .counts: break
    }
    let mayFollow = holds && edges.mayHaveFront && run.input == 0
    if mayFollow, exim.hangsOnVerification(record, origin: origin, bytes, line: run.number) {
      hold(bytes, head.start..<end, time, run)
      return
    }
    run.result.lines.exim &+= 1
    exim.relateVerification(&record, isVerification: isVerification, origin: origin, bytes, line: run.number)
    emit(&record, head, tag.name, time, bytes, MessageFacts(), run, sink)
  }

  private mutating func judge(
    _ seen: RejectRuns.Seen, isSyslog: Bool, _ state: LineRun.State
  ) -> EximRelations.Verdict {
    if isSyslog { return exim.judgeSyslog(seen, pieceStart: holds ? pieceStart : nil) }
    switch state {
    case .new: return exim.rejectRuns.take(seen) ? .counts : .held
    case .held: return .counts
    case .last: return exim.rejectRuns.isCopy(seen) ? .isCopy : .counts
    }
  }

  /// A line about a message on its way.
  @inline(__always)
  private mutating func readMessage(
    _ kind: EximLine, _ record: inout ReplyRecord, _ bytes: RawSpan, _ head: LineHead, _ tag: EximTag, _ end: Int,
    _ time: LogTime?, _ run: inout LineRun, _ sink: any ReplySink
  ) {
    guard record.queueID.exists else {
      run.result.lines.exim &+= 1
      emit(&record, head, tag.name, time, bytes, MessageFacts(), run, sink)
      return
    }
    let second = run.second
    // A line that is read again was of a run in front of the current one, and showed it then.
    if run.state == .new { noteMainLog(at: second, sink) }
    let id = QueueID(bytes, record.queueID, host: Mixer.hash(bytes, head.host))
    tracker.recall(id)
    if holds, hangsOnPast(id, kind, at: second) {
      hold(bytes, head.start..<end, time, run)
      return
    }
    run.result.lines.exim &+= 1
    switch kind {
    case .messageBegins: tracker.begin(id, record, line: bytes, at: second)
    case .messageEnds:
      if let ended = tracker.remove(id) { sink.messageEnded(ended) }
    default:
      exim.relate(&record, id, bytes, at: second)
      let facts = tracker.facts(for: id, at: second, isDeferral: record.outcome == .deferred)
      emit(&record, head, tag.name, time, bytes, facts, run, sink)
    }
  }

  /// A line shows what only a main log has: rejections that waited for that are read again.
  @inline(__always)
  mutating func noteMainLog(at second: Int64, _ sink: any ReplySink) {
    guard exim.rejectRuns.noteMainLog(at: second) else { return }
    readAgain(exim.rejectRuns.current.held.takeAll(), as: .held, into: sink)
  }

  private mutating func hangsOnPast(_ id: QueueID, _ kind: EximLine, at second: Int64) -> Bool {
    let hangs = tracker.hangsOnPast(
      id, begins: kind == .messageBegins, isMessageID: false, at: second, pieceStart: pieceStart ?? second)
    if hangs, kind == .messageEnds { tracker.endOpen(id) }
    return hangs
  }

  /// A number for the host and the process that wrote a line.
  private func origin(_ bytes: RawSpan, _ head: LineHead, _ tag: EximTag) -> UInt64 {
    Mixer.mix(Mixer.hash(bytes, head.host) &+ 1, Mixer.hash(bytes, tag.pid.range))
  }
}
