import SMTPReply

// Reading Postfix's lines: the parser is asked, then the messages' tracker.
extension LogReader {
  /// A line of Postfix's, in any form.
  @inline(__always)
  mutating func readPostfix(
    _ bytes: RawSpan, _ line: inout LogLine<PostfixTag>, _ run: inout LineRun, _ sink: any ReplySink
  ) {
    if parser.passesOver(bytes, line.tag.program, line.tag.message, line.end) {
      run.result.lines.postfix &+= 1
      if options.keepsDetails { noteTLS(bytes, line, &run) }
    } else if !run.isPlain || !readPlainPostfix(bytes, line, &run, sink) {
      readWholePostfix(bytes, &line, &run, sink)
    }
  }

  /// Reads the message of `line` without what a syslog daemon put in front of it; false when there is no such thing.
  @inline(never)
  private mutating func readMarked(
    _ bytes: RawSpan, _ line: inout LogLine<PostfixTag>, _ run: inout LineRun, _ sink: any ReplySink
  ) -> Bool {
    guard line.takeMark(bytes) else { return false }
    if parser.passesOver(bytes, line.tag.program, line.tag.message, line.end) {
      run.result.lines.postfix &+= 1
      if options.keepsDetails { noteTLS(bytes, line, &run) }
    } else {
      readWholePostfix(bytes, &line, &run, sink)
    }
    return true
  }

  // The line comes as it stands in the caller's memory: copies of it are a sixth of what a line costs.
  mutating func readWholePostfix(
    _ bytes: RawSpan, _ line: inout LogLine<PostfixTag>, _ run: inout LineRun, _ sink: any ReplySink
  ) {
    var record = ReplyRecord()
    let kind = parser.parse(bytes, tag: line.tag, end: line.end, into: &record)
    if kind == .noReply {
      if line.tag.program == .postscreen { noteOwnAddress(bytes, line, sink) }
      if MessageMark.mayBegin(with: bytes.byte(line.tag.message)), readMarked(bytes, &line, &run, sink) { return }
      run.result.lines.postfix &+= 1
      return
    }
    if kind == .notUnderstood {
      if !readMarked(bytes, &line, &run, sink) { noteNotUnderstood(bytes, line, run: &run, sink) }
      return
    }
    if line.times > 1 {
      // Said again: only what is counted matters.
      guard kind == .reply else {
        run.result.lines.postfix &+= 1
        return
      }
      record.count = line.times(record.count)
    }
    let time = run.time(of: line.head, in: bytes)
    guard record.queueID.exists else {
      if kind == .reply, hangsOnPast(record) {
        hold(bytes, line.range, time, run)
        return
      }
      run.result.lines.postfix &+= 1
      if kind == .reply { emit(&record, line.head, line.tag.service, time, bytes, MessageFacts(), run, sink) }
      return
    }
    let second = run.second
    endSilent(sink)
    let id = QueueID(bytes, record.queueID, host: run.heads.hostKey(bytes, line.head.host))
    tracker.recall(id)
    if holds, hangsOnPast(id, kind, at: second) {
      hold(bytes, line.range, time, run)
      return
    }
    run.result.lines.postfix &+= 1
    switch kind {
    case .reply:
      let isDeferral = record.outcome == .deferred || record.outcome == .suspended
      let facts = tracker.facts(for: id, at: second, isDeferral: isDeferral)
      if options.keepsDetails { noteTLS(of: &record, bytes, line, &run) }
      emit(&record, line.head, line.tag.service, time, bytes, facts, run, sink)
    case .messageBegins: tracker.begin(id, record, line: bytes, at: second)
    case .messageID: tracker.noteMessageID(id, record.messageID, isResent: false, line: bytes, at: second)
    case .resentMessageID: tracker.noteMessageID(id, record.messageID, isResent: true, line: bytes, at: second)
    case .sender:
      tracker.noteSender(id, record.sender, line: bytes, at: second)
      tracker.noteSize(id, record.size, line: bytes)
    case .removed:
      if let ended = tracker.remove(id) { sink.messageEnded(ended) }
    case .noReply, .notUnderstood: break
    }
  }

  /// Hands on the address that a client connected to, where the line says so.
  @inline(never)
  private func noteOwnAddress(_ bytes: RawSpan, _ line: borrowing LogLine<PostfixTag>, _ sink: any ReplySink) {
    let address = parser.connectedAddress(bytes, line.tag.message, line.end)
    if address.exists { sink.connected(to: address, line: bytes) }
  }

  /// Whether a line about the message `id` hangs on lines in front of the piece.
  mutating func hangsOnPast(_ id: QueueID, _ kind: PostfixLine, at second: Int64) -> Bool {
    hangsOnPast(
      id, begins: kind == .messageBegins, ends: kind == .removed, isMessageID: kind == .messageID, at: second)
  }

  /// A line that needs no reading may name an encrypted connection.
  @inline(never)
  private mutating func noteTLS(_ bytes: RawSpan, _ line: borrowing LogLine<PostfixTag>, _ run: inout LineRun) {
    guard line.tag.program == .smtp else { return }
    outgoingTLS.note(
      bytes, host: run.heads.hostKey(bytes, line.head.host), tag: line.tagRange, message: line.tag.message,
      end: line.end)
  }

  private func noteTLS(
    of record: inout ReplyRecord, _ bytes: RawSpan, _ line: borrowing LogLine<PostfixTag>, _ run: inout LineRun
  ) {
    record.isEncrypted = outgoingTLS.covers(
      record, bytes, host: run.heads.hostKey(bytes, line.head.host), tag: line.tagRange)
  }
}
