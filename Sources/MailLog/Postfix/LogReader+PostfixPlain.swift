import SMTPReply

// Postfix's most frequent lines, read without a record for a sink that takes plain deliveries.
extension LogReader {
  /// Reads the line `line`, which has the usual head and a usual tag at `tagStart`.
  @inline(never)
  mutating func readUsual(
    _ bytes: RawSpan, _ line: Range<Int>, _ tagStart: Int, _ tag: PostfixTagCache.UsualTag, _ run: inout LineRun,
    _ sink: any ReplySink
  ) {
    let host = run.heads.usual.hostKey
    if let (id, plain) = parser.plainLine(bytes, tag.program, tag.message, line.upperBound, host: host) {
      let time = run.timeOfUsual(at: line.lowerBound, in: bytes)
      follow(plain, of: id, at: time, bytes, line, &run, sink)
    } else {
      let name = tagStart &+ 8
      var whole = LogLine(
        head: run.heads.readUsual(at: line.lowerBound),
        tag: PostfixTag(program: tag.program, service: Field(name, name &+ tag.nameCount), message: tag.message),
        end: line.upperBound)
      readWholePostfix(bytes, &whole, &run, sink)
    }
  }

  /// Reads `line` if it is of a frequent kind and there is nothing else to it; false when it has to be
  /// read whole.
  mutating func readPlainPostfix(
    _ bytes: RawSpan, _ line: borrowing LogLine<PostfixTag>, _ run: inout LineRun, _ sink: any ReplySink
  ) -> Bool {
    let host = run.heads.hostKey(bytes, line.head.host)
    guard let (id, plain) = parser.plainLine(bytes, line.tag.program, line.tag.message, line.end, host: host) else {
      return false
    }
    let time = run.time(of: line.head, in: bytes)
    follow(plain, of: id, at: time, bytes, line.head.start..<line.end, &run, sink)
    return true
  }

  /// Follows the message `id`, of which the line `range` of `bytes` tells `line`.
  @inline(always)
  private mutating func follow(
    _ line: PostfixPlainLine, of id: QueueID, at time: LogTime?, _ bytes: RawSpan, _ range: Range<Int>,
    _ run: inout LineRun, _ sink: any ReplySink
  ) {
    let second = run.second
    endSilent(sink)
    tracker.recall(id)
    if holds, hangsOnPast(id, line.kind, at: second) {
      hold(bytes, range, time, run)
      return
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
  }
}
