import SMTPReply

/// A line of Postfix about a message on its way, of the kinds that most lines are.
enum PostfixPlainLine {
  /// `client=`: where the login stands, none without one.
  case messageBegins(login: Field)
  /// `message-id=`.
  case messageID
  /// `from=<...>, size=`: where the sender stands.
  case sender(Field)
  /// `removed`.
  case removed
  /// `status=sent` over SMTP or LMTP, with a reply of plain success.
  case delivery(recipient: Field, code: ReplyCode)

  /// What the parser says of such a line.
  var kind: PostfixLine {
    switch self {
    case .messageBegins: .messageBegins
    case .messageID: .messageID
    case .sender: .sender
    case .removed: .removed
    case .delivery: .reply
    }
  }
}

// The frequent lines in their frequent form, without a record: of the lines that follow a message, nineteen of twenty. What is
// given is what `parse` would find; whatever looks unusual is left to it.
extension PostfixParser {
  /// Reads the message `start..<end` of a line of `program`, written by the host with the key `host`, and gives its queue id too; nil when
  /// the line is of another kind or form.
  @inline(always)
  func plainLine(
    _ bytes: RawSpan, _ program: PostfixProgram, _ start: Int, _ end: Int, host: UInt64
  ) -> (id: QueueID, line: PostfixPlainLine)? {
    switch program {
    case .smtp, .smtpd, .qmgr, .cleanup: break
    default: return nil
    }
    guard let (id, idEnd) = QueueID.postfix(bytes, from: start, to: end, host: host) else { return nil }
    let at = idEnd &+ 2
    let word = bytes.word(at)
    let line: PostfixPlainLine?
    switch program {
    case .smtp: line = Word.first(4, of: word) == Word.of("to=<") ? plainDelivery(bytes, at &+ 4, end) : nil
    case .qmgr:
      if Word.first(7, of: word) == Word.of("removed") { return (id, .removed) }
      line = Word.first(6, of: word) == Word.of("from=<") ? plainSender(bytes, at &+ 6, end) : nil
    case .cleanup:
      line = word == Word.of("message-") && bytes.hasWord("id=", at: at &+ 8) ? .messageID : nil
    default:
      guard Word.first(7, of: word) == Word.of("client="), !isNoID(bytes, start) else { return nil }
      let stop = bytes.shortFirst(of: ASCII.comma, from: at &+ 7, to: end)
      line = .messageBegins(login: stop.map { login(bytes, $0, end) } ?? .none)
    }
    return line.map { (id, $0) }
  }

  /// Whether what stands in front of a colon is no queue id: behind a proxy filter no message begins yet.
  @inline(__always)
  private func isNoID(_ bytes: RawSpan, _ start: Int) -> Bool {
    let word = bytes.word(start)
    return word == Word.of("NOQUEUE:") || word == Word.of("warning:")
  }

  /// `S>, size=N, nrcpt=N (queue active)` at `start`, to the line's end: before 3.5 a sender may hold the same.
  @inline(__always)
  private func plainSender(_ bytes: RawSpan, _ start: Int, _ end: Int) -> PostfixPlainLine? {
    let close = bytes.shortIndex(of: ASCII.greater, from: start, limit: end)
    guard close < end, bytes.byte(start) != ASCII.quote, bytes.hasWord(">, size=", at: close) else { return nil }
    let comma = bytes.shortIndex(of: ASCII.comma, from: close &+ 8, limit: end)
    guard comma < end, bytes.hasWord(", nrcpt=", at: comma) else { return nil }
    let blank = bytes.shortIndex(of: ASCII.space, from: comma &+ 8, limit: end)
    guard end &- blank == 15, ASCII.isDigit(bytes.byte(comma &- 1)) else { return nil }
    return .sender(Field(start, close))
  }

  /// `R>, relay=H[IP]:25, ..., status=sent (250 ...` at `start`.
  @inline(__always)
  private func plainDelivery(_ bytes: RawSpan, _ start: Int, _ end: Int) -> PostfixPlainLine? {
    let close = bytes.shortIndex(of: ASCII.greater, from: start, limit: end)
    guard close < end, bytes.byte(start) != ASCII.quote, bytes.hasWord(">, relay", at: close),
      bytes.byte(close &+ 8) == ASCII.equals
    else { return nil }
    // With a bracket there was a peer, and the text is its reply.
    let bracket = bytes.shortIndex(of: ASCII.openBracket, or: ASCII.comma, from: close &+ 9, limit: end)
    guard bracket < end, bytes.byte(bracket) == ASCII.openBracket else { return nil }
    var at = bracket
    at = bytes.shortIndex(of: ASCII.comma, from: at &+ 1, limit: end) &+ 2
    while at &+ 14 < end {
      let key = bytes.word(at)
      if key == Word.of("status=s") {
        guard bytes.hasWord("ent (", at: at &+ 8), let code = ReplyLines.code(in: bytes, at: at &+ 13, end: end),
          code.isPlainSuccess
        else { return nil }
        if end &- at > 60, hidesDelivery(bytes, at, end) { return nil }
        // What a filter of our own threw away is told by its reply.
        if bytes.mayBeOwnFilter(at: bracket &+ 1, end: end), bytes.saysDiscarded((at &+ 13)..<end) { return nil }
        return .delivery(recipient: Field(start, close), code: code)
      }
      guard let count = plainKeyCount(bytes, key, at) else { return nil }
      at = bytes.shortIndex(of: ASCII.comma, from: at &+ count, limit: end) &+ 2
    }
    return nil
  }

  /// How long the key with its equals sign is that begins at `at` with `key`; nil when it is none of those that stand between the relay
  /// and the status.
  @inline(always)
  private func plainKeyCount(_ bytes: RawSpan, _ key: UInt64, _ at: Int) -> Int? {
    if Word.first(4, of: key) == Word.of("dela") {
      if Word.first(6, of: key) == Word.of("delay=") { return 6 }
      return Word.first(7, of: key) == Word.of("delays=") ? 7 : nil
    }
    if Word.first(4, of: key) == Word.of("dsn=") || Word.first(4, of: key) == Word.of("tls=") { return 4 }
    return key == Word.of("conn_use") && bytes.byte(at &+ 8) == ASCII.equals ? 9 : nil
  }
}
