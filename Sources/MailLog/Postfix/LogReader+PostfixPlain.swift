import SMTPReply

// Postfix's most frequent lines, read without a record for a sink that takes plain deliveries.
extension LogReader {
  /// Reads the line with `head` and `tag` if it is of a frequent kind and there is nothing else to it; false when it has to be
  /// read whole. Head and tag come as they stand in the caller's memory, and are not changed.
  @inline(__always)
  mutating func readPlainPostfix(
    _ bytes: RawSpan, _ head: inout LineHead, _ tag: inout PostfixTag, _ end: Int, _ run: inout LineRun,
    _ sink: any ReplySink
  ) -> Bool {
    guard run.times == 0, let (idEnd, line) = parser.plainLine(bytes, tag.program, tag.message, end) else {
      return false
    }
    let time = run.time(of: head, in: bytes)
    let second = run.second
    freeSilentMessages(at: second, time, sink)
    let id = QueueID(bytes, Field(tag.message, idEnd), host: run.heads.hostKey(bytes, head.host))
    tracker.recall(id)
    if holds, hangsOnPast(id, line.kind, at: second) {
      hold(bytes, head.start..<end, time, run)
      return true
    }
    switch line {
    case .messageBegins(let login): tracker.begin(id, sender: .none, saslUser: login, line: bytes, at: second)
    case .messageID: tracker.noteMessageID(id, .none, isResent: false, line: bytes, at: second)
    case .sender(let sender): tracker.noteSender(id, sender, line: bytes, at: second)
    case .removed:
      if let ended = tracker.remove(id) { sink.messageEnded(ended) }
    case .delivery(let recipient, let code):
      let known = tracker.briefFacts(for: id, at: second)
      let delivery = PlainDelivery(
        recipient: recipient, code: code, serial: known.serial, wasDeferred: known.wasDeferred)
      sink.delivered(delivery, at: time, line: bytes)
    }
    run.result.lines.postfix &+= 1
    return true
  }
}
