import SMTPReply

// What we said to a client: `reject: STAGE from NAME[IP]: CODE ENH TEXT; from=<S> to=<R> proto=P helo=<H>`
// (smtpd/smtpd_check.c, `log_whatsup`; smtpd.c, `check_milter_reply`; postscreen/postscreen_smtpd.c with commas).
extension PostfixParser {
  /// Reads a verdict at `start`, behind the queue id.
  func verdict(_ bytes: RawSpan, _ start: Int, _ end: Int, _ record: inout ReplyRecord) -> PostfixLine {
    record.direction = .inbound
    record.outcome = .rejected
    if bytes.hasWord("reject: ", at: start) {
      return rejection(bytes, start &+ 8, end, &record)
    }
    if bytes.starts(with: "milter-reject: ", at: start, end: end) {
      record.origin = .milter
      return rejection(bytes, start &+ 15, end, &record)
    }
    if bytes.starts(with: "reject_warning: ", at: start, end: end) {
      record.outcome = .warning
      return rejection(bytes, start &+ 16, end, &record)
    }
    if bytes.starts(with: "proxy-accept: ", at: start, end: end) {
      record.outcome = .delivered
      return proxied(bytes, start &+ 14, end, &record)
    }
    if bytes.starts(with: "proxy-reject: ", at: start, end: end) {
      return proxied(bytes, start &+ 14, end, &record)
    }
    if bytes.starts(with: "discard: ", at: start, end: end) { return discard(bytes, start &+ 9, end, &record) }
    if bytes.starts(with: "milter-discard: ", at: start, end: end) { return discard(bytes, start &+ 16, end, &record) }
    // client=, hold:, redirect:, filter:, warn:, info:, permit: and others: no refusal.
    return isVerdictWithoutReply(bytes, start, end) ? .noReply : suspect(bytes, start, end)
  }

  private func isVerdictWithoutReply(_ bytes: RawSpan, _ start: Int, _ end: Int) -> Bool {
    let word = bytes.word(start)
    for name in PostfixParser.actionsWithoutReply where Word.first(name.count, of: word) == name.word { return true }
    return false
  }

  /// Access actions and milter actions that send no refusal (smtpd_check.c, `check_table_result`), and a message's start.
  private static let actionsWithoutReply: [(word: UInt64, count: Int)] = [
    (Word.of("client="), 7), (Word.of("hold: "), 6), (Word.of("redirect"), 8),
    (Word.of("filter: "), 8), (Word.of("bcc: "), 5), (Word.of("warn: "), 6), (Word.of("info: "), 6),
    (Word.of("permit: "), 8), (Word.of("delay: "), 7), (Word.of("hangup: "), 8), (Word.of("milter-h"), 8),
    (Word.of("reply fi"), 8), (Word.of("prepend:"), 8), (Word.of("replace:"), 8),
  ]

  /// `STAGE from NAME[IP]: TEXT; from=...`: an access table or a milter throws the message away, and the client is told that it was taken
  /// (smtpd_check.c `check_table_result`, cleanup_milter.c).
  private func discard(_ bytes: RawSpan, _ start: Int, _ end: Int, _ record: inout ReplyRecord) -> PostfixLine {
    record.outcome = .discarded
    guard let stageEnd = bytes.shortFirst(of: ASCII.space, from: start, to: min(end, start &+ 40)),
      bytes.starts(with: "from ", at: stageEnd &+ 1, end: end)
    else { return .noReply }
    record.stage = stage(bytes, start, stageEnd)
    let peerStart = stageEnd &+ 6
    guard let peerEnd = peerEnd(bytes, peerStart, end), bytes.starts(with: ": ", at: peerEnd, end: end) else {
      return .noReply
    }
    setPeer(bytes, Field(peerStart, peerEnd), &record)
    let replyEnd = envelope(bytes, peerEnd &+ 2, end, peer: peerStart..<peerEnd, words: .others, &record)
    record.reply = Field(peerEnd &+ 2, replyEnd)
    return .reply
  }

  /// `STAGE from NAME[IP]: REPLY; from=...`.
  func rejection(_ bytes: RawSpan, _ start: Int, _ end: Int, _ record: inout ReplyRecord) -> PostfixLine {
    guard let stageEnd = bytes.shortFirst(of: ASCII.space, from: start, to: min(end, start &+ 40)),
      bytes.starts(with: "from ", at: stageEnd &+ 1, end: end)
    else { return suspect(bytes, start &- 8, end) }
    record.stage = stage(bytes, start, stageEnd)
    let peerStart = stageEnd &+ 6
    guard let peerEnd = peerEnd(bytes, peerStart, end) else { return suspect(bytes, start &- 8, end) }
    setPeer(bytes, Field(peerStart, peerEnd), &record)
    guard bytes.starts(with: ": ", at: peerEnd, end: end) else {
      // postscreen's `reject: CONNECT from [IP]:port; ...` forms without a text.
      return suspect(bytes, start &- 8, end)
    }
    let replyStart = peerEnd &+ 2
    let words: ReplyWords = record.origin == .milter ? .others : .own
    let replyEnd = envelope(bytes, replyStart, end, peer: peerStart..<peerEnd, words: words, &record)
    if record.stage == .mail, record.recipient.exists { doubtRecipient(bytes, replyStart, replyEnd, &record) }
    record.setReply(Field(replyStart, replyEnd), in: bytes)
    if record.code == nil, record.enhanced == nil { return connectRefusal(bytes, replyStart, replyEnd, &record) }
    if record.code == nil { record.implyCode() }
    nameLogin(bytes, &record)
    return .reply
  }

  /// At MAIL there is no recipient yet: what looks like one is the end of a sender without quotes, as before 3.5, unless the reply begins
  /// with the sender as it was read.
  private func doubtRecipient(_ bytes: RawSpan, _ start: Int, _ end: Int, _ record: inout ReplyRecord) {
    record.recipient = .none
    let count = ReplySubject(bytes, start, end)?.count(bytes, record.sender, .sender, start, end) ?? -1
    if count < 0 { record.sender = .none }
  }

  /// postscreen's `reject: CONNECT from [IP]:port: too many connections`: 421 is sent and not logged
  /// (postscreen/postscreen.c).
  private func connectRefusal(
    _ bytes: RawSpan, _ start: Int, _ end: Int, _ record: inout ReplyRecord
  ) -> PostfixLine {
    guard record.stage == .connect || record.stage == nil else { return suspect(bytes, start, end) }
    let words: [StaticString] = ["too many connections", "all server ports busy", "all screening ports busy"]
    for text in words where bytes.starts(with: text, at: start, end: end) {
      record.code = ReplyCode(hundreds: 4, tens: 2, ones: 1)
      record.stage = .connect
      record.isImplied = true
      return .reply
    }
    return suspect(bytes, start, end)
  }

  /// The stage that `smtpd` names by its command word.
  func stage(_ bytes: RawSpan, _ start: Int, _ end: Int) -> Stage? {
    switch Word.first(min(8, end &- start), of: bytes.word(start)) {
    case Word.of("RCPT"): .rcpt
    case Word.of("MAIL"): .mail
    case Word.of("DATA"), Word.of("BDAT"): .data
    case Word.of("CONNECT"), Word.of("connect"): .connect
    case Word.of("HELO"), Word.of("EHLO"): .ehlo
    case Word.of("VRFY"): .vrfy
    case Word.of("EXPN"): .expn
    case Word.of("ETRN"): .etrn
    case Word.of("AUTH"): .auth
    case Word.of("STARTTLS"): .starttls
    // END-OF-MESSAGE, before 3.0 END-OF-DATA.
    case Word.of("END-OF-M"), Word.of("END-OF-D"): .endOfData
    default: nil
    }
  }

  /// `553 5.7.1 <S>: Sender address rejected: not owned by user U` names the login when the line has no `sasl_username=`
  /// (it has from 3.10 on; smtpd_check.c, `reject_auth_sender_login_mismatch`).
  ///
  /// Only right behind the sender, in full: the sender is a stranger's, who may put those words into it.
  private func nameLogin(_ bytes: RawSpan, _ record: inout ReplyRecord) {
    // 453 with `soft_bounce`.
    guard !record.saslUser.exists, let code = record.code, code.rawValue % 100 == 53, record.sender.exists else {
      return
    }
    let range = record.reply.range
    // A reply that was cut may lack an end of the login.
    guard range.count < ReplySubject.replyLimit,
      let subject = ReplySubject(bytes, range.lowerBound, range.upperBound)
    else { return }
    let count = subject.count(bytes, record.sender, .sender, range.lowerBound, range.upperBound)
    guard count >= 0 else { return }
    let behind = subject.start &+ count
    guard bytes.starts(with: ">: Sender address rejected: not owned by user ", at: behind, end: range.upperBound)
    else { return }
    // Where an envelope begins, it is unsure which is the true one, and where the login ends.
    guard firstMark(bytes, behind &+ 46, range.upperBound) == nil else { return }
    record.saslUser = Field(behind &+ 46, range.upperBound)
  }
}

extension ReplyRecord {
  /// Gives a refusal that states only an enhanced code the code that cleanup and milters send with it: 550, or 451 for 4.x
  /// (global/cleanup_strerror.c). A milter may have chosen another of the same class, so the code is marked as implied.
  mutating func implyCode() {
    guard let enhanced, enhanced.group != 2 else { return }
    code =
      enhanced.group == 4
      ? ReplyCode(hundreds: 4, tens: 5, ones: 1) : ReplyCode(hundreds: 5, tens: 5, ones: 0)
    isImplied = true
  }
}
