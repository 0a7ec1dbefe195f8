import SMTPReply

// What lines of Postfix tell of messages on their way.
//
// Of a line only offsets are kept, and the bytes come beside them: hence more than five parameters.
extension PostfixReader {
  /// Takes what a line says that names no message.
  static func take(
    _ kind: PostfixLine, _ record: inout ReplyRecord, of line: borrowing LogLine<PostfixTag>, at time: LogTime?,
    _ bytes: RawSpan, _ run: inout InputRun, _ piece: inout LogPiece, _ sink: any ReplySink
  ) {
    if kind == .reply, piece.needsEarlierLines(record) {
      piece.hold(bytes, line.range, time, run)
      return
    }
    run.result.lines[.postfix] &+= 1
    if kind == .reply { piece.emit(&record, of: line, at: time, bytes, MessageFacts(), run, sink) }
  }

  /// Follows the message that `record` names, and hands its reply on.
  @inline(__always)
  static func follow(
    _ kind: PostfixLine, _ record: inout ReplyRecord, of line: borrowing LogLine<PostfixTag>, at time: LogTime?,
    _ bytes: RawSpan, _ run: inout InputRun, _ piece: inout LogPiece, _ sink: any ReplySink
  ) {
    let second = run.second
    piece.endSilent(sink)
    let id = QueueID(bytes, record.queueID, host: run.heads.hostKey(bytes, line.head.host))
    piece.tracker.recall(id)
    if piece.holds, needsEarlierLines(id, kind, at: second, &piece) {
      piece.hold(bytes, line.range, time, run)
      return
    }
    run.result.lines[.postfix] &+= 1
    switch kind {
    case .reply:
      let isDeferral = record.outcome == .deferred || record.outcome == .suspended
      let facts = piece.tracker.facts(for: id, at: second, isDeferral: isDeferral)
      piece.emit(&record, of: line, at: time, bytes, facts, run, sink)
    case .messageBegins: piece.tracker.begin(id, record, line: bytes, at: second)
    case .messageID: piece.tracker.noteMessageID(id, record.messageID, isResent: false, line: bytes, at: second)
    case .resentMessageID: piece.tracker.noteMessageID(id, record.messageID, isResent: true, line: bytes, at: second)
    case .sender:
      piece.tracker.noteSender(id, record.sender, line: bytes, at: second)
      piece.tracker.noteSize(id, record.size, line: bytes)
    case .removed:
      if let ended = piece.tracker.remove(id) { sink.messageEnded(ended) }
    case .noReply, .notUnderstood: break
    }
  }

  /// Follows the message `id`, of which the line `range` of `bytes` tells `line`.
  @inline(always)
  static func follow(
    _ line: PostfixPlainLine, of id: QueueID, at time: LogTime?, _ bytes: RawSpan, _ range: Range<Int>,
    _ run: inout InputRun, _ piece: inout LogPiece, _ sink: any ReplySink
  ) {
    let second = run.second
    piece.endSilent(sink)
    piece.tracker.recall(id)
    if piece.holds, needsEarlierLines(id, line.kind, at: second, &piece) {
      piece.hold(bytes, range, time, run)
      return
    }
    switch line {
    case .messageBegins(let login):
      piece.tracker.begin(id, sender: .none, saslUser: login, line: bytes, at: second)
    case .messageID: piece.tracker.noteMessageID(id, .none, isResent: false, line: bytes, at: second)
    case .sender(let sender): piece.tracker.noteSender(id, sender, line: bytes, at: second)
    case .removed:
      if let ended = piece.tracker.remove(id) { sink.messageEnded(ended) }
    case .delivery(let recipient, let code):
      let known = piece.tracker.briefFacts(for: id, at: second)
      let delivery = PlainDelivery(
        recipient: recipient, code: code, serial: known.serial, wasDeferred: known.wasDeferred)
      sink.delivered(delivery, at: time, line: bytes)
    }
    run.result.lines[.postfix] &+= 1
  }

  /// Whether a line about the message `id` hangs on lines in front of the piece.
  @inline(never)
  private static func needsEarlierLines(
    _ id: QueueID, _ kind: PostfixLine, at second: Int64, _ piece: inout LogPiece
  ) -> Bool {
    piece.needsEarlierLines(
      id, begins: kind == .messageBegins, ends: kind == .removed, isMessageID: kind == .messageID, at: second)
  }
}
