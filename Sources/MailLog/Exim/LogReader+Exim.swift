import SMTPReply

// Reading Exim's lines: the parser is asked, then what spans lines, then the messages' tracker.
extension LogReader {
  /// A line of Exim's, or one that may be, whose message begins behind `tag`.
  mutating func readExim(
    _ bytes: RawSpan, _ head: LineHead, _ tag: EximTag, _ end: Int, _ run: inout Run, _ sink: any ReplySink
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
    _ piece: SyslogPiece, _ bytes: RawSpan, _ head: LineHead, _ tag: EximTag, _ end: Int, _ run: inout Run,
    _ sink: any ReplySink
  ) {
    let taken = exim.pieces.take(
      piece, bytes, head: head.start, message: tag.message, end: end, key: origin(bytes, head, tag))
    switch taken {
    case .waiting: run.result.lines.exim &+= 1
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
      readWholeExim(whole, head, tag, lineEnd, &run, sink)
    }
  }

  @inline(__always)
  private mutating func readWholeExim(
    _ bytes: RawSpan, _ head: LineHead, _ tag: EximTag, _ end: Int, _ run: inout Run, _ sink: any ReplySink
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
      sink.notUnderstood(line: bytes, at: Field(head.start, end), number: run.number)
      return
    default:
      run.result.lines.exim &+= 1
    }
    if run.times > 1 {
      // Said again: only what is counted matters.
      if kind == .messageBegins || kind == .messageEnds { return }
      record.count &*= run.times
    }
    let time = run.clock.time(of: head, in: bytes)
    let second = (time?.instant ?? 0) / 1_000_000
    if time != nil {
      for serial in tracker.giveUp(at: second) { sink.messageEnded(serial) }
    }
    if kind == .rejection || kind == .senderVerification {
      // The message was refused: no other line follows its life.
      let isFirst = exim.relateRejection(
        &record, isVerification: kind == .senderVerification, tag.message..<end, bytes,
        origin: origin(bytes, head, tag), isSyslog: tag.name.exists, at: second, number: run.number)
      // Of a copy and its repeats every second is a copy again.
      if !isFirst { record.count = run.times / 2 }
      if record.count > 0 { emit(&record, head, tag.name, time, bytes, MessageFacts(), run.number, sink) }
      return
    }
    readMessage(kind, &record, bytes, head, tag, time, &run, sink)
  }

  /// A line about a message on its way.
  @inline(__always)
  private mutating func readMessage(
    _ kind: EximLine, _ record: inout ReplyRecord, _ bytes: RawSpan, _ head: LineHead, _ tag: EximTag,
    _ time: LogTime?, _ run: inout Run, _ sink: any ReplySink
  ) {
    guard record.queueID.exists else {
      emit(&record, head, tag.name, time, bytes, MessageFacts(), run.number, sink)
      return
    }
    let second = (time?.instant ?? 0) / 1_000_000
    let id = QueueID(bytes, record.queueID, host: hosts.number(bytes, head.host))
    exim.noteMainLog()
    switch kind {
    case .messageBegins:
      if let ended = tracker.begin(id, record, line: bytes, at: second) { sink.messageEnded(ended) }
      if record.messageID.exists { tracker.noteMessageID(id, record, line: bytes, at: second) }
    case .messageEnds:
      if let ended = tracker.remove(id) { sink.messageEnded(ended) }
    default:
      exim.relate(&record, id, bytes, at: second)
      let facts = tracker.facts(for: id, at: second, isDeferral: record.outcome == .deferred)
      emit(&record, head, tag.name, time, bytes, facts, run.number, sink)
    }
  }

  /// A number for the host and the process that wrote a line.
  private mutating func origin(_ bytes: RawSpan, _ head: LineHead, _ tag: EximTag) -> UInt64 {
    Mixer.mix(UInt64(hosts.number(bytes, head.host)) &+ 1, Mixer.hash(bytes, tag.pid.range))
  }
}
