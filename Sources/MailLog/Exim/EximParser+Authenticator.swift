import SMTPReply

// Failed logins. Inbound `NAME authenticator failed for [H=]HOST: REPLY[ (set_id=ID)][: TEXT]` (smtp_in.c `smtp_in_auth`), outbound
// `NAME authenticator failed H=HOST REPLY` (transports/smtp.c `smtp_auth`). A message of the authenticator's own may stand in front.
extension EximParser {
  /// A failed login; nil when the line is about something else.
  func authenticator(_ bytes: RawSpan, _ start: Int, _ end: Int, _ record: inout ReplyRecord) -> EximLine? {
    guard let hit = bytes.firstIndex(of: " authenticator failed ", from: start, to: min(end, start &+ 512)) else {
      return nil
    }
    let at = hit &+ 22
    record.stage = .auth
    if bytes.hasWord("H=", at: at) { return ownLogin(bytes, at &+ 2, end, &record) }
    guard bytes.hasWord("for ", at: at) else { return .notUnderstood }
    record.direction = .inbound
    record.outcome = .rejected
    let peer = bytes.hasWord("H=", at: at &+ 4) ? at &+ 6 : at &+ 4
    let login = bytes.firstIndex(of: " (set_id=", from: peer, to: end)
    let limit = login ?? end
    guard var host = host(bytes, peer, limit) else {
      return localLogin(bytes, at &+ 4, limit, &record) ? failedLogin(bytes, login, end, &record) : .notUnderstood
    }
    // The HELO name is the client's: the last `) [IP]` in front of the login is Exim's.
    if !host.helo.isEmpty {
      for _ in 0..<8 {
        guard let next = bytes.firstIndex(of: ") [", from: host.helo.upperBound &+ 1, to: limit),
          let later = self.host(bytes, peer, limit, heloFrom: next)
        else { break }
        host = later
      }
    }
    setPeer(bytes, host, &record)
    guard let text = behindFields(bytes, host.behind, limit) else { return .notUnderstood }
    guard ReplyLines.code(in: bytes, at: text, end: limit) != nil else { return .notUnderstood }
    record.setReply(Field(text, limit), in: bytes)
    return failedLogin(bytes, login, end, &record)
  }

  /// `[U=]CALLER: REPLY` of a program on this host, which has no address.
  private func localLogin(_ bytes: RawSpan, _ start: Int, _ limit: Int, _ record: inout ReplyRecord) -> Bool {
    guard let colon = bytes.firstIndex(of: ": ", from: start, to: limit),
      ReplyLines.code(in: bytes, at: colon &+ 2, end: limit) != nil
    else { return false }
    record.setReply(Field(colon &+ 2, limit), in: bytes)
    return true
  }

  /// The login behind ` (set_id=` at `mark`, which ends the line or has the authenticator's own text behind it.
  private func failedLogin(
    _ bytes: RawSpan, _ mark: Int?, _ end: Int, _ record: inout ReplyRecord
  ) -> EximLine {
    guard let mark, end > mark &+ 9 else { return .rejection }
    var close = end
    if bytes.byte(end &- 1) == ASCII.closeParenthesis {
      close = end &- 1
    } else if let own = bytes.lastIndex(of: "): ", from: mark &+ 9, to: end) {
      close = own
    }
    record.saslUser = Field(mark &+ 9, close)
    return .rejection
  }

  /// The first byte of the reply behind ` I=[IP]:PORT`, ` U=ident` and the colon, which some versions lack.
  private func behindFields(_ bytes: RawSpan, _ start: Int, _ end: Int) -> Int? {
    var at = start
    while at &+ 3 < end {
      if bytes.byte(at) == ASCII.colon { at &+= 1 }
      guard bytes.byte(at) == ASCII.space else { return nil }
      at &+= 1
      if ASCII.isDigit(bytes.byte(at)) { return at }
      let blank = bytes.shortIndex(of: ASCII.space, from: at, limit: end)
      at = blank < end && bytes.byte(blank &- 1) == ASCII.colon ? blank &- 1 : blank
    }
    return nil
  }

  /// We tried to log in to a relay: a reply on the way that settles nobody.
  private func ownLogin(_ bytes: RawSpan, _ start: Int, _ end: Int, _ record: inout ReplyRecord) -> EximLine {
    record.outcome = .attempt
    guard let host = host(bytes, start, end) else { return .notUnderstood }
    setPeer(bytes, host, &record)
    guard let text = behindFields(bytes, host.behind, end), ReplyLines.code(in: bytes, at: text, end: end) != nil else {
      return .notUnderstood
    }
    record.setReply(Field(text, end), in: bytes)
    return .reply
  }
}
