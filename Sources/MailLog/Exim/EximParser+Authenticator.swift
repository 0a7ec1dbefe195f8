import SMTPReply

// Failed logins. Inbound `NAME authenticator failed for [H=]HOST: REPLY[ (set_id=ID)][: TEXT]` (smtp_in.c `smtp_in_auth`), outbound
// `NAME authenticator failed H=HOST REPLY` (transports/smtp.c `smtp_auth`). A message of the authenticator's own may stand in front.
extension EximParser {
  /// A failed login; nil when the line is about something else.
  func authenticator(_ bytes: RawSpan, _ start: Int, _ end: Int, _ record: inout ReplyRecord) -> EximLine? {
    guard let hit = bytes.firstIndex(of: " authenticator failed ", from: start, to: min(end, start &+ 512)) else {
      return nil
    }
    // Behind a client or an address the words are a stranger's.
    for byte in [ASCII.openParenthesis, ASCII.openBracket, ASCII.less]
    where bytes.firstIndex(of: byte, from: start, to: hit) != nil { return nil }
    let at = hit &+ 22
    record.stage = .auth
    if bytes.hasWord("H=", at: at) { return ownLogin(bytes, at &+ 2, end, &record) }
    guard bytes.hasWord("for ", at: at) else { return .notUnderstood }
    record.direction = .inbound
    record.outcome = .rejected
    var text = end
    let isNamed = bytes.hasWord("H=", at: at &+ 4)
    let peer = peer(bytes, isNamed ? at &+ 6 : at &+ 4, end) { host in
      guard let reply = behindFields(bytes, host.behind, end), ReplyLines.code(in: bytes, at: reply, end: end) != nil
      else { return nil }
      text = reply
      return reply
    }
    switch peer {
    case .found(let host): setPeer(bytes, host, &record)
    case .none where !isNamed && host(bytes, at &+ 4, end) == nil:
      // A program on this host, which has no address.
      guard let colon = bytes.firstIndex(of: ": ", from: at &+ 4, to: end),
        ReplyLines.code(in: bytes, at: colon &+ 2, end: end) != nil
      else { return .notUnderstood }
      text = colon &+ 2
    default: return .notUnderstood
    }
    let login = bytes.firstIndex(of: " (set_id=", from: text, to: end)
    record.setReply(Field(text, login ?? end), in: bytes)
    if let login { nameFailedLogin(bytes, login &+ 9, end, &record) }
    return .rejection
  }

  /// The login at `start`, which `)` and the line's end follow, or `): ` and the authenticator's own text (smtp_in.c `smtp_in_auth`).
  private func nameFailedLogin(_ bytes: RawSpan, _ start: Int, _ end: Int, _ record: inout ReplyRecord) {
    guard start < end else { return }
    if record.code?.severity == 4 {
      guard let close = bytes.firstIndex(of: "): ", from: start, to: end),
        bytes.firstIndex(of: "): ", from: close &+ 1, to: end) == nil
      else {
        if bytes.byte(end &- 1) == ASCII.closeParenthesis, bytes.firstIndex(of: "): ", from: start, to: end) == nil {
          record.saslUser = Field(start, end &- 1)
        }
        return
      }
      record.saslUser = Field(start, close)
    } else if bytes.byte(end &- 1) == ASCII.closeParenthesis {
      record.saslUser = Field(start, end &- 1)
    } else if let own = bytes.firstIndex(of: "): ", from: start, to: end),
      bytes.firstIndex(of: "): ", from: own &+ 1, to: end) == nil
    {
      record.saslUser = Field(start, own)
    }
  }

  /// The first byte of the reply behind ` I=[IP]:PORT`, ` U=ident` and the colon, which some versions lack.
  private func behindFields(_ bytes: RawSpan, _ start: Int, _ end: Int) -> Int? {
    var at = behindIdentity(bytes, start, end)
    guard at &+ 4 < end else { return nil }
    if bytes.byte(at) == ASCII.colon { at &+= 1 }
    return bytes.byte(at) == ASCII.space && ASCII.isDigit(bytes.byte(at &+ 1)) ? at &+ 1 : nil
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
