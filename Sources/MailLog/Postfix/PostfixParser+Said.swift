import SMTPReply

// What a remote server said, as Postfix words it (smtp/smtp_trouble.c, smtp_proto.c, smtp_sasl_glue.c):
// `host H[IP] said: REPLY (in reply to CMD command)`, `host H[IP] refused to talk to me: REPLY`,
// `TLS is required, but host H[IP] refused to start TLS: REPLY`, `SASL authentication failed; server H[IP] said: REPLY`.
extension PostfixParser {
  /// Reads a remote server's reply out of `start..<end`; false, with the record as it was, when there is none.
  func said(_ bytes: RawSpan, _ start: Int, _ end: Int, _ record: inout ReplyRecord) -> Bool {
    switch bytes.byte(start) {
    case UInt8(ascii: "h"):
      guard bytes.starts(with: "host ", at: start, end: end) else { return false }
      return hostSaid(bytes, start &+ 5, end, &record)
    case UInt8(ascii: "P"):
      guard bytes.starts(with: "Protocol error: host ", at: start, end: end) else { return false }
      return hostSaid(bytes, start &+ 21, end, &record)
    case UInt8(ascii: "T"):
      guard bytes.starts(with: "TLS is required, but host ", at: start, end: end) else { return false }
      return peerThen(": ", after: " refused to start TLS", bytes, start &+ 26, end, .starttls, &record)
    case UInt8(ascii: "S"):
      guard bytes.starts(with: "SASL ", at: start, end: end),
        let server = bytes.firstIndex(of: "authentication failed; server ", from: start, to: min(end, start &+ 50))
      else { return false }
      return peerThen(": ", after: " said", bytes, server &+ 30, end, .auth, &record)
    case UInt8(ascii: "c"):
      // Before 2.3: `connect to H[IP]: server refused to talk to me: 452 ... (port 25)`.
      guard bytes.starts(with: "connect to ", at: start, end: end) else { return false }
      let portStart = bytes.lastIndex(of: " (port ", from: max(start, end &- 14), to: end) ?? end
      return peerThen(": ", after: ": server refused to talk to me", bytes, start &+ 11, portStart, .banner, &record)
    default:
      return false
    }
  }

  private func hostSaid(_ bytes: RawSpan, _ start: Int, _ end: Int, _ record: inout ReplyRecord) -> Bool {
    guard let peerEnd = peerEnd(bytes, start, end) else { return false }
    if bytes.starts(with: " said: ", at: peerEnd, end: end) {
      let (replyEnd, stage) = inReplyTo(bytes, peerEnd &+ 7, end)
      return take(bytes, start, peerEnd, Field(peerEnd &+ 7, replyEnd), stage, &record)
    }
    if bytes.starts(with: " refused to talk to me: ", at: peerEnd, end: end) {
      // A refused HELO bounces; a refused banner, even a 5xx, is tried again (smtp_skip_5xx_greeting).
      let stage: Stage = record.outcome == .bounced ? .ehlo : .banner
      return take(bytes, start, peerEnd, Field(peerEnd &+ 24, end), stage, &record)
    }
    return false
  }

  /// Reads `H[IP]`, the words `after`, `separator` and the reply.
  ///
  /// More than five parameters: a line's bytes and the places in them come beside what is filled.
  private func peerThen(
    _ separator: StaticString, after words: StaticString, _ bytes: RawSpan, _ start: Int, _ end: Int, _ stage: Stage,
    _ record: inout ReplyRecord
  ) -> Bool {
    guard let peerEnd = peerEnd(bytes, start, end), bytes.starts(with: words, at: peerEnd, end: end) else {
      return false
    }
    let behind = peerEnd &+ words.utf8CodeUnitCount
    guard bytes.starts(with: separator, at: behind, end: end) else { return false }
    return take(bytes, start, peerEnd, Field(behind &+ separator.utf8CodeUnitCount, end), stage, &record)
  }

  // More than five parameters: a line's bytes and the places in them come beside what is filled.
  private func take(
    _ bytes: RawSpan, _ peerStart: Int, _ peerEnd: Int, _ reply: Field, _ stage: Stage?, _ record: inout ReplyRecord
  ) -> Bool {
    guard ReplyLines.code(in: bytes, at: reply.range.lowerBound, end: reply.range.upperBound) != nil else {
      return false
    }
    setPeer(bytes, Field(peerStart, peerEnd), &record)
    record.stage = stage
    record.setReply(reply, in: bytes)
    return true
  }

  /// The offset behind the `]` of `H[IP]` at `start`, and behind a port if there is one; nil when there is no such thing.
  func peerEnd(_ bytes: RawSpan, _ start: Int, _ end: Int) -> Int? {
    guard let open = bytes.shortFirst(of: ASCII.openBracket, from: start, to: min(end, start &+ 300)),
      let close = bytes.shortFirst(of: ASCII.closeBracket, from: open, to: min(end, open &+ 120))
    else { return nil }
    guard bytes.shortFirst(of: ASCII.space, from: start, to: open) == nil else { return nil }
    var at = close &+ 1
    if at &+ 1 < end, bytes.byte(at) == ASCII.colon, ASCII.isDigit(bytes.byte(at &+ 1)) {
      at &+= 1
      while at < end, ASCII.isDigit(bytes.byte(at)) { at &+= 1 }
    }
    return at
  }

  /// Cuts ` (in reply to CMD command)` off the very end: only there is it Postfix's own.
  private func inReplyTo(_ bytes: RawSpan, _ start: Int, _ end: Int) -> (replyEnd: Int, stage: Stage?) {
    guard end > start, bytes.byte(end &- 1) == ASCII.closeParenthesis,
      let open = bytes.lastIndex(of: "(in reply to ", from: max(start, end &- 60), to: end)
    else { return (end, nil) }
    var replyEnd = open
    if replyEnd > start, bytes.byte(replyEnd &- 1) == ASCII.space { replyEnd &-= 1 }
    return (replyEnd, repliedStage(bytes, open &+ 13, end))
  }

  /// The stage of `RCPT TO command)` (smtp/smtp_proto.c, `xfer_request`).
  private func repliedStage(_ bytes: RawSpan, _ start: Int, _ end: Int) -> Stage? {
    if bytes.starts(with: "RCPT TO", at: start, end: end) { return .rcpt }
    if bytes.starts(with: "MAIL FROM", at: start, end: end) { return .mail }
    if bytes.starts(with: "end of DATA", at: start, end: end) { return .endOfData }
    if bytes.starts(with: "DATA", at: start, end: end) { return .data }
    if bytes.starts(with: "EHLO", at: start, end: end) { return .ehlo }
    if bytes.starts(with: "HELO", at: start, end: end) { return .ehlo }
    if bytes.starts(with: "LHLO", at: start, end: end) { return .ehlo }
    if bytes.starts(with: "STARTTLS", at: start, end: end) { return .starttls }
    if bytes.starts(with: "AUTH", at: start, end: end) { return .auth }
    return nil
  }

  /// A reply on the way: it has a queue id, no recipient and no status (smtp/smtp_trouble.c, `smtp_bulk_fail`).
  func attempt(
    _ bytes: RawSpan, _ start: Int, _ idEnd: Int, _ end: Int, _ record: inout ReplyRecord
  ) -> PostfixLine {
    let text = idEnd &+ 2
    record.outcome = .attempt
    // The line as a whole is the reply's; nothing closes it.
    if said(bytes, text, end, &record) {
      record.queueID = queueID(bytes, start, idEnd)
      nameQuotedRecipient(bytes, &record)
      return .reply
    }
    switch bytes.byte(text) {
    case UInt8(ascii: "l"), UInt8(ascii: "c"), UInt8(ascii: "p"), UInt8(ascii: "S"):
      // `lost connection with`, `conversation with ... timed out`, `passing <r> to transport=`, and the name of a
      // severity word (`warning: ...`), whose text repeats what another line tells.
      return .noReply
    case UInt8(ascii: "s"):
      // `status=deferred (bounce failed)` names no recipient (bounce/bounce.c).
      if bytes.hasWord("status=", at: text) { return .noReply }
    default: break
    }
    if bytes.hasWord("warning:", at: start) { return .noReply }
    return suspect(bytes, start, end)
  }

  /// A reply to RCPT that starts with `<address>:` or `<address>...` quotes the recipient.
  private func nameQuotedRecipient(_ bytes: RawSpan, _ record: inout ReplyRecord) {
    guard record.stage == .rcpt else { return }
    var lines = ReplyLines(record.reply, in: bytes)
    guard let first = lines.next(in: bytes)?.text, first.count > 4, bytes.byte(first.lowerBound) == ASCII.less,
      let close = bytes.shortFirst(of: ASCII.greater, from: first.lowerBound, to: first.upperBound),
      bytes.firstIndex(of: ASCII.at, from: first.lowerBound, to: close) != nil,
      close &+ 1 < first.upperBound
    else { return }
    let next = bytes.byte(close &+ 1)
    guard next == ASCII.colon || next == ASCII.dot else { return }
    // What is refused may be our sender, at RCPT too.
    guard !bytes.starts(with: ": Sender ", at: close &+ 1, end: first.upperBound) else { return }
    record.recipient = Field(first.lowerBound &+ 1, close)
  }
}
