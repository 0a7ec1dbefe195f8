import SMTPReply

// Reading Exim's lines: the parser is asked, then what spans lines, then the messages' tracker.
extension LogReader {
  /// A line of Exim's own log file, with `head`.
  @inline(__always)
  mutating func readBareExim(
    _ bytes: RawSpan, _ head: LineHead, _ end: Int, _ run: inout LineRun, _ sink: any ReplySink
  ) {
    if run.isPlain, readPlainExim(bytes, head, end, &run, sink) { return }
    readExim(bytes, LogLine(head: head, tag: .bare(at: head.tag), end: end), &run, sink)
  }

  /// A line of Exim's, or one that may be.
  @inline(never)
  mutating func readExim(
    _ bytes: RawSpan, _ given: LogLine<EximTag>, _ run: inout LineRun, _ sink: any ReplySink
  ) {
    var line = given
    if MessageMark.mayBegin(with: bytes.byte(line.tag.message)) { _ = line.takeMark(bytes) }
    if line.tag.name.exists, let piece = SyslogPiece(bytes, line.tag.message, line.end) {
      readPiece(piece, bytes, line, &run, sink)
    } else {
      readWholeExim(bytes, line, &run, sink)
    }
  }

  /// A piece of a line that Exim cut for syslog. The line counts with its last piece.
  private mutating func readPiece(
    _ piece: SyslogPiece, _ bytes: RawSpan, _ line: LogLine<EximTag>, _ run: inout LineRun, _ sink: any ReplySink
  ) {
    let taken = exim.pieces.take(
      piece, bytes, head: line.head.start, message: line.tag.message, end: line.end, key: origin(bytes, line)
    ) { run.time(of: line.head, in: bytes) }
    switch taken {
    case .waiting: run.result.lines.exim &+= 1
    case .stray where holds && piece.index > 1:
      hold(bytes, line.head.start..<line.end, run.time(of: line.head, in: bytes), run)
    case .stray:
      if line.tag.isNamedExim { run.result.lines.exim &+= 1 } else { run.result.lines.other &+= 1 }
    case .whole:
      let text = exim.pieces.line
      let end = exim.pieces.lineEnd
      let span = text.span
      let whole = unsafe span.bytes
      // A line that was written anew without a stamp begins with its tag.
      let head =
        LineHead.read(whole, from: 0, to: end)
        ?? LineHead(stamp: .none, start: 0, clock: 0, host: 0..<0, tag: 0)
      guard let tag = EximTag.read(whole, from: head.tag, to: end) else {
        run.result.lines.other &+= 1
        return
      }
      // The last piece may be of another second, and be read again alone.
      let lastTime = run.heldTime
      run.heldTime = .some(exim.pieces.time)
      readWholeExim(whole, LogLine(head: head, tag: tag, end: end), &run, sink)
      run.heldTime = lastTime
    }
  }

  @inline(__always)
  private mutating func readWholeExim(
    _ bytes: RawSpan, _ line: LogLine<EximTag>, _ run: inout LineRun, _ sink: any ReplySink
  ) {
    var record = ReplyRecord()
    let kind = EximParser().parse(
      bytes, from: line.tag.message, end: line.end, isNamedExim: line.tag.isNamedExim, into: &record)
    switch kind {
    case .noReply:
      run.result.lines.exim &+= 1
      return
    case .foreign, .notUnderstood:
      // Others stamp their lines as Exim does; behind such a stamp may be a host and a tag.
      if !line.tag.name.exists, readPrefixed(bytes, line.range, nil, LineForms.depth, &run, sink) != nil { return }
      if kind == .foreign { run.result.lines.other &+= 1 } else { noteNotUnderstood(bytes, line, run: &run, sink) }
      return
    default: break
    }
    if line.times > 1 {
      // Said again: only what is counted matters.
      if kind == .messageBegins || kind == .messageEnds {
        run.result.lines.exim &+= 1
        return
      }
      record.count = line.times(record.count)
    }
    let time = run.time(of: line.head, in: bytes)
    endSilent(sink)
    if kind == .rejection || kind == .senderVerification {
      readRejection(&record, isVerification: kind == .senderVerification, bytes, line, time, &run, sink)
    } else {
      readMessage(kind, &record, bytes, line, time, &run, sink)
    }
  }

  /// A rejection of ours. The message was refused: no other line follows its life.
  private mutating func readRejection(
    _ record: inout ReplyRecord, isVerification: Bool, _ bytes: RawSpan, _ line: LogLine<EximTag>, _ time: LogTime?,
    _ run: inout LineRun, _ sink: any ReplySink
  ) {
    let origin = origin(bytes, line)
    let text = Mixer.hash(bytes, line.tag.message..<line.end)
    let seen = RejectRuns.Seen(key: Mixer.mix(origin, text), time: run.second)
    // Without a time nothing tells a copy from the next refusal.
    let verdict = time == nil && line.tag.name.exists ? .counts : judge(seen, isSyslog: line.tag.name.exists, run)
    switch verdict {
    case .isCopy:
      // Of a copy and its repeats every second is a copy again.
      record.count = line.times / 2
      guard record.count > 0 else {
        run.result.lines.exim &+= 1
        return
      }
    case .held:
      if line.tag.name.exists {
        hold(bytes, line.range, time, run)
      } else {
        exim.rejectRuns.hold(
          bytes, line.range, input: run.input, number: run.number, time: time, memory: options.memory)
      }
      return
    case .counts: break
    }
    let mayFollow = holds && edges.mayHaveFront && run.input == 0
    if mayFollow, exim.hangsOnVerification(record, origin: origin, bytes, line: run.number) {
      hold(bytes, line.range, time, run)
      return
    }
    run.result.lines.exim &+= 1
    exim.relateVerification(&record, isVerification: isVerification, origin: origin, bytes, line: run.number)
    emit(&record, line.head, line.tag.name, time, bytes, MessageFacts(), run, sink)
  }

  private mutating func judge(
    _ seen: RejectRuns.Seen, isSyslog: Bool, _ run: borrowing LineRun
  ) -> EximRelations.Verdict {
    if isSyslog { return exim.judgeSyslog(seen, pieceStart: holds ? pieceStart : nil) }
    switch run.state {
    case .new: return exim.rejectRuns.take(seen) ? .counts : .held
    case .held: return .counts
    case .last: return exim.rejectRuns.verdict(seen, input: run.input)
    }
  }

  /// A line about a message on its way.
  @inline(__always)
  private mutating func readMessage(
    _ kind: EximLine, _ record: inout ReplyRecord, _ bytes: RawSpan, _ line: LogLine<EximTag>, _ time: LogTime?,
    _ run: inout LineRun, _ sink: any ReplySink
  ) {
    guard record.queueID.exists else {
      if kind != .messageBegins, kind != .messageEnds, hangsOnPast(record) {
        hold(bytes, line.range, time, run)
        return
      }
      run.result.lines.exim &+= 1
      if kind == .messageBegins || kind == .messageEnds { return }
      emit(&record, line.head, line.tag.name, time, bytes, MessageFacts(), run, sink)
      return
    }
    let second = run.second
    // A line that is read again was of a run in front of the current one, and showed it then.
    if run.state == .new { noteMainLog(at: second, sink) }
    let id = QueueID(bytes, record.queueID, host: Mixer.hash(bytes, line.head.host))
    tracker.recall(id)
    if holds,
      hangsOnPast(
        id, begins: kind == .messageBegins, ends: kind == .messageEnds, isMessageID: false, at: second)
    {
      hold(bytes, line.range, time, run)
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
      emit(&record, line.head, line.tag.name, time, bytes, facts, run, sink)
    }
  }

  /// A line shows what only a main log has: rejections that waited for that are read again.
  @inline(__always)
  mutating func noteMainLog(at second: Int64, _ sink: any ReplySink) {
    guard exim.rejectRuns.noteMainLog(at: second) else { return }
    readAgain(exim.rejectRuns.current.held.takeAll(), as: .held, into: sink)
  }

  /// A number for the host and the process that wrote a line.
  private func origin(_ bytes: RawSpan, _ line: borrowing LogLine<EximTag>) -> UInt64 {
    Mixer.mix(Mixer.hash(bytes, line.head.host) &+ 1, Mixer.hash(bytes, line.tag.pid.range))
  }
}
