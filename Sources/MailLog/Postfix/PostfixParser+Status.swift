import SMTPReply

// `status=WORD (TEXT)`, the end of a delivery line (global/sent.c, bounce.c, defer.c, verify.c, trace.c).
extension PostfixParser {
  /// Reads from the status word to the end of the line.
  ///
  /// More than five parameters: a line's bytes and the places in them come beside what is filled.
  func status(
    _ bytes: RawSpan, _ start: Int, _ end: Int, _ program: PostfixProgram, _ relay: Field, _ record: inout ReplyRecord
  ) -> PostfixLine {
    guard let outcome = outcome(bytes, start, end) else { return .notUnderstood }
    record.outcome = outcome
    let open = bytes.shortIndex(of: ASCII.openParenthesis, from: start, limit: end)
    guard open < end else {
      // A line that was cut right here: the outcome stands, without words.
      setPeer(bytes, relay, &record)
      return .reply
    }
    let textStart = record.outcome == .probe ? behindVia(bytes, open &+ 1, end) : open &+ 1
    // A line over 2000 bytes has lost its closing parenthesis (util/msg_output.c).
    let textEnd = end > textStart && bytes.byte(end &- 1) == ASCII.closeParenthesis ? end &- 1 : end
    if program == .localAgent, bytes.starts(with: "forwarded as ", at: textStart, end: textEnd) {
      // The new message has a line of its own.
      return .noReply
    }
    record.reply = Field(textStart, textEnd)
    guard program != .localAgent, program != .discard else {
      if record.outcome == .delivered, program == .discard || isNowhere(bytes, textStart..<textEnd) {
        record.outcome = .discarded
      }
      return .reply
    }
    if program == .error {
      guard bytes.starts(with: "delivery temporarily suspended: ", at: textStart, end: textEnd) else { return .reply }
      record.outcome = .suspended
      _ = said(bytes, textStart &+ 32, textEnd, &record)
      return .reply
    }
    // `relay=host[address]:port` or `host[socket]`: a peer was spoken to.
    let hasSession = setPeer(bytes, relay, &record)
    if hasSession, isBareReply(bytes, textStart, textEnd) {
      record.setReply(Field(textStart, textEnd), in: bytes)
      record.stage = record.outcome == .probe ? .rcpt : .endOfData
      record.noteDiscard(bytes)
      return .reply
    }
    _ = said(bytes, textStart, textEnd, &record)
    return .reply
  }

  @inline(__always)
  private func outcome(_ bytes: RawSpan, _ start: Int, _ end: Int) -> Outcome? {
    let word = bytes.word(start)
    if Word.first(4, of: word) == Word.of("sent") { return .delivered }
    if word == Word.of("deferred") { return .deferred }
    if Word.first(7, of: word) == Word.of("bounced") { return .bounced }
    // soft_bounce = yes: a 5xx that is treated as 4xx.
    if word == Word.of("SOFTBOUN") { return .deferred }
    if word == Word.of("delivera") || word == Word.of("undelive") { return .probe }
    // DSN tracing (`sendmail -v`): a second line on what another line settles.
    if word == Word.of("expanded") || Word.first(7, of: word) == Word.of("relayed") || word == Word.of("delivere")
      || Word.first(7, of: word) == Word.of("delayed") || Word.first(6, of: word) == Word.of("failed")
    {
      return .transcript
    }
    return nil
  }

  /// Whether local(8) kept nothing: mail to the address of bounces (local/unknown.c), or an alias for the file that keeps none.
  private func isNowhere(_ bytes: RawSpan, _ text: Range<Int>) -> Bool {
    bytes.isExactly("discarded", text) || bytes.isExactly("delivered to file: /dev/null", text)
  }

  /// The offset behind `delivery via NAME[IP]:PORT: ` at `start`, which `sendmail -bv` has in front of the text (global/trace.c).
  private func behindVia(_ bytes: RawSpan, _ start: Int, _ end: Int) -> Int {
    guard bytes.starts(with: "delivery via ", at: start, end: end),
      let colon = bytes.firstIndex(of: ": ", from: start &+ 13, to: min(end, start &+ 400)),
      bytes.firstIndex(of: ASCII.space, from: start &+ 13, to: colon) == nil
    else { return start }
    return colon &+ 2
  }

  /// Whether the text is a reply as it stands: three digits, then a blank, a hyphen or the end.
  @inline(__always)
  private func isBareReply(_ bytes: RawSpan, _ start: Int, _ end: Int) -> Bool {
    ReplyLines.code(in: bytes, at: start, end: end) != nil
  }

  /// Takes `host[address]:port` apart; tells whether it has a bracket.
  @inline(__always)
  @discardableResult
  func setPeer(_ bytes: RawSpan, _ peer: Field, _ record: inout ReplyRecord) -> Bool {
    let range = peer.range
    let open = bytes.shortIndex(of: ASCII.openBracket, from: range.lowerBound, limit: range.upperBound)
    guard open < range.upperBound else { return false }
    let close = bytes.shortIndex(of: ASCII.closeBracket, from: open, limit: range.upperBound)
    guard close < range.upperBound else { return true }
    setPeer(bytes, Field(range.lowerBound, open), Field(open &+ 1, close), &record)
    return true
  }

  /// Sets the peer's name and address; `unknown` is no name, a socket's path no address.
  @inline(__always)
  private func setPeer(_ bytes: RawSpan, _ name: Field, _ address: Field, _ record: inout ReplyRecord) {
    let isUnknown = name.count == 0 || (name.count == 7 && bytes.hasWord("unknown", at: Int(name.start)))
    record.remoteHost = isUnknown ? .none : name
    let end = Int(address.start &+ address.count)
    let isSocket = bytes.shortIndex(of: ASCII.slash, from: Int(address.start), limit: end) < end
    record.remoteAddress = isSocket || address.count == 0 ? .none : address
  }
}
