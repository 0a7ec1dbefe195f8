import SMTPReply

// The before-queue proxy (smtpd/smtpd_proxy.c) and smtpd's other warnings that imply a reply.
extension PostfixParser {
  /// `END-OF-MESSAGE: REPLY; from=<S> to=<R> ...`; the client is not named.
  func proxied(_ bytes: RawSpan, _ start: Int, _ end: Int, _ record: inout ReplyRecord) -> PostfixLine {
    guard let colon = bytes.firstIndex(of: ASCII.colon, from: start, to: min(end, start &+ 40)) else {
      return .notUnderstood
    }
    record.stage = stage(bytes, start, colon)
    let replyStart = colon &+ 2
    let replyEnd = envelope(bytes, replyStart, end, peer: start..<start, words: .others, &record)
    record.setReply(Field(replyStart, replyEnd), in: bytes)
    return record.code == nil ? .notUnderstood : .reply
  }

  /// A line of smtpd behind `warning: `.
  func smtpdWarning(_ bytes: RawSpan, _ start: Int, _ end: Int, _ record: inout ReplyRecord) -> PostfixLine {
    if bytes.hasWord("proxy ", at: start) { return proxyWarning(bytes, start &+ 6, end, &record) }
    if let idEnd = queueIDEnd(bytes, start, end),
      bytes.starts(with: "queue file size limit exceeded", at: idEnd &+ 2, end: end)
    {
      // 552 5.3.4 is sent and not logged (smtpd.c, `data_cmd`).
      record.queueID = Field(start, idEnd)
      record.imply(
        ReplyCode(hundreds: 5, tens: 5, ones: 2), EnhancedStatusCode(group: 5, subject: 3, detail: 4),
        text: Field(idEnd &+ 2, end))
      return .reply
    }
    // Other warnings hint at replies that the log does not hold, or repeat what it holds elsewhere.
    return .noReply
  }

  /// `proxy HOST:PORT rejected "RCPT TO:<r>": "553 5.1.3 ..."`.
  private func proxyWarning(_ bytes: RawSpan, _ start: Int, _ end: Int, _ record: inout ReplyRecord) -> PostfixLine {
    guard let rejected = bytes.firstIndex(of: " rejected \"", from: start, to: end),
      let middle = replyQuote(bytes, rejected &+ 11, end)
    else {
      return bytes.firstIndex(of: " rejected ", from: start, to: end) == nil ? .noReply : .notUnderstood
    }
    record.direction = .inbound
    record.outcome = .rejected
    let command = rejected &+ 11
    if bytes.starts(with: "RCPT TO:<", at: command, end: middle) {
      record.stage = .rcpt
      record.recipient = commandAddress(bytes, command &+ 9, middle)
    } else if bytes.starts(with: "MAIL FROM:<", at: command, end: middle) {
      record.stage = .mail
      record.sender = commandAddress(bytes, command &+ 11, middle)
    } else {
      record.stage = stage(bytes, command, middle)
    }
    let replyEnd = bytes.byte(end &- 1) == ASCII.quote ? end &- 1 : end
    record.setReply(Field(middle &+ 4, max(middle &+ 4, replyEnd)), in: bytes)
    return record.code == nil ? .notUnderstood : .reply
  }

  /// The only `": "` that a reply code follows: it ends the command and opens the reply. The command is as the client wrote it, so of two
  /// either could be the client's.
  private func replyQuote(_ bytes: RawSpan, _ start: Int, _ end: Int) -> Int? {
    var found: Int?
    var from = start
    while let hit = bytes.firstIndex(of: "\": \"", from: from, to: end) {
      if ReplyLines.code(in: bytes, at: hit &+ 4, end: end) != nil {
        guard found == nil else { return nil }
        found = hit
      }
      from = hit &+ 1
    }
    return found
  }

  /// The address at `start` of an SMTP command, whose parameters may follow; none when it cannot be told where it ends.
  private func commandAddress(_ bytes: RawSpan, _ start: Int, _ end: Int) -> Field {
    guard let close = externalEnd(bytes, start, end), close < end else { return .none }
    return Field(start, close)
  }

  /// A line of postscreen: refusals as smtpd's, and much else that carries no reply.
  func postscreen(_ bytes: RawSpan, _ start: Int, _ end: Int, _ record: inout ReplyRecord) -> PostfixLine {
    if bytes.hasWord("NOQUEUE:", at: start) { return verdict(bytes, start &+ 9, end, &record) }
    if bytes.hasWord("reject: ", at: start) { return verdict(bytes, start, end, &record) }
    return .noReply
  }

  /// The address of ours in postscreen's `CONNECT from [ADDRESS]:PORT to [ADDRESS]:PORT`, which holds no word of a stranger's
  /// (postscreen/postscreen.c); none in other lines.
  func connectedAddress(_ bytes: RawSpan, _ start: Int, _ end: Int) -> Field {
    guard bytes.starts(with: "CONNECT from [", at: start, end: end),
      let close = bytes.shortFirst(of: ASCII.closeBracket, from: start, to: end),
      let to = bytes.firstIndex(of: " to [", from: close, to: min(end, close &+ 12)),
      let last = bytes.shortFirst(of: ASCII.closeBracket, from: to &+ 5, to: end)
    else { return .none }
    return Field(to &+ 5, last)
  }
}
