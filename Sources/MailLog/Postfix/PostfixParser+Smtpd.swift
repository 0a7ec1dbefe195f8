import SMTPReply

// Lines of the SMTP server (smtpd/smtpd.c, smtpd_check.c, smtpd_proxy.c).
extension PostfixParser {
  /// A line of smtpd.
  @inline(__always)
  func smtpd(_ bytes: RawSpan, _ start: Int, _ end: Int, _ record: inout ReplyRecord) -> PostfixLine {
    let word = bytes.word(start)
    if word == Word.of("disconne") { return disconnect(bytes, start, end, &record) }
    if word == Word.of("NOQUEUE:") { return verdict(bytes, start &+ 9, end, &record) }
    if word == Word.of("warning:") { return smtpdWarning(bytes, start &+ 9, end, &record) }
    if let idEnd = queueIDEnd(bytes, start, end) {
      let at = idEnd &+ 2
      if bytes.hasWord("client=", at: at) {
        record.queueID = Field(start, idEnd)
        client(bytes, at &+ 7, end, &record)
        return .messageBegins
      }
      record.queueID = queueID(bytes, start, idEnd)
      return verdict(bytes, bytes.hasWord("reject:", at: start) ? start : at, end, &record)
    }
    return smtpdRest(bytes, start, end, &record)
  }

  /// Lines without a queue id that are none of the frequent ones.
  private func smtpdRest(_ bytes: RawSpan, _ start: Int, _ end: Int, _ record: inout ReplyRecord) -> PostfixLine {
    switch bytes.byte(start) {
    case ASCII.greater, ASCII.less:
      return transcript(bytes, start, end, &record)
    case UInt8(ascii: "l"), UInt8(ascii: "t"), UInt8(ascii: "A"), UInt8(ascii: "T"), UInt8(ascii: "U"),
      UInt8(ascii: "V"), UInt8(ascii: "S"), UInt8(ascii: "i"):
      // lost connection, timeout, too many errors, TLS connection established, improper command pipelining.
      return .noReply
    default:
      // `reject_warning:`, `milter-reject:`, `proxy-accept:` without an id.
      return verdict(bytes, start, end, &record)
    }
  }

  /// `NAME[IP][, sasl_method=.., sasl_username=..][, sasl_sender=..][, orig_queue_id=..]` behind `client=`.
  private func client(_ bytes: RawSpan, _ start: Int, _ end: Int, _ record: inout ReplyRecord) {
    let stop = bytes.shortFirst(of: ASCII.comma, from: start, to: end) ?? end
    record.client = Field(start, stop)
    if stop < end { record.saslUser = login(bytes, stop, end) }
  }

  /// The login behind `client=NAME[IP]`, from `start` on; none when there is none.
  func login(_ bytes: RawSpan, _ start: Int, _ end: Int) -> Field {
    guard let user = bytes.firstIndex(of: ", sasl_username=", from: start, to: end) else { return .none }
    let value = user &+ 16
    var stop = bytes.shortFirst(of: ASCII.comma, from: value, to: end)
    // A login may hold commas.
    while let comma = stop, !isBehindLogin(bytes, comma, end) {
      stop = bytes.shortFirst(of: ASCII.comma, from: comma &+ 1, to: end)
    }
    return Field(value, stop ?? end)
  }

  /// Whether the comma at `at` ends the login of a `client=` line.
  private func isBehindLogin(_ bytes: RawSpan, _ at: Int, _ end: Int) -> Bool {
    bytes.starts(with: ", sasl_", at: at, end: end) || bytes.starts(with: ", orig_", at: at, end: end)
  }

  /// `disconnect from NAME[IP] ehlo=1 vrfy=5/15 commands=8/20`: each VRFY that succeeded was answered 252, and that reply
  /// stands nowhere else (smtpd.c, `vrfy_cmd`; the first number counts successes).
  private func disconnect(_ bytes: RawSpan, _ start: Int, _ end: Int, _ record: inout ReplyRecord) -> PostfixLine {
    guard let close = bytes.shortFirst(of: ASCII.closeBracket, from: start, to: end) else { return .noReply }
    guard let vrfy = bytes.firstIndex(of: "vrfy=", from: close, to: end) else { return .noReply }
    var successes = 0
    var at = vrfy &+ 5
    while at < end, ASCII.isDigit(bytes.byte(at)), successes < 1_000_000 {
      successes = successes &* 10 &+ Int(bytes.byte(at) & 15)
      at &+= 1
    }
    guard successes > 0 else { return .noReply }
    setPeer(bytes, Field(min(end, start &+ 16), close &+ 1), &record)
    record.direction = .inbound
    record.outcome = .probe
    record.stage = .vrfy
    record.code = .cannotVerify
    record.enhanced = EnhancedStatusCode(group: 2, subject: 0, detail: 0)
    record.count = successes
    record.isImplied = true
    return .reply
  }

  /// `> C[IP]: 252 2.0.0 x` of a verbose run: every reply line, also those that a `reject:` line tells.
  func transcript(_ bytes: RawSpan, _ start: Int, _ end: Int, _ record: inout ReplyRecord) -> PostfixLine {
    guard let peerEnd = peerEnd(bytes, start &+ 2, end), bytes.starts(with: ": ", at: peerEnd, end: end),
      ReplyLines.code(in: bytes, at: peerEnd &+ 2, end: end) != nil
    else { return .noReply }
    record.outcome = .transcript
    record.direction = bytes.byte(start) == ASCII.greater ? .inbound : .outbound
    setPeer(bytes, Field(start &+ 2, peerEnd), &record)
    record.setReply(Field(peerEnd &+ 2, end), in: bytes)
    return .reply
  }
}
