import SMTPReply

// `<= SENDER [R=ref] H=... [U=] P=proto [X=] [A=auth:id] S=size [id=msgid] [T="subject"] [from <raw>] [for r1 r2]`
// (receive.c `receive_msg`).
extension EximParser {
  /// An arrival, from behind the flag.
  @inline(__always)
  func arrival(_ bytes: RawSpan, _ start: Int, _ end: Int, _ record: inout ReplyRecord) -> EximLine {
    var at = start
    if at < end, bytes.byte(at) == ASCII.quote, let behind = quoteEnd(bytes, at, end) { at = behind }
    at = bytes.shortIndex(of: ASCII.space, from: at, limit: end)
    let isNull = at == start &+ 2 && bytes.hasWord("<>", at: start)
    record.sender = isNull ? Field(start &+ 1, start &+ 1) : Field(start, at)
    while at &+ 3 < end {
      at &+= 1
      let first = bytes.byte(at)
      if bytes.byte(at &+ 1) == ASCII.equals {
        if first == UInt8(ascii: "H"), let host = host(bytes, at &+ 2, end) {
          // The HELO name is the client's own word: without a name the address stands alone.
          let from = host.name.isEmpty ? host.address.lowerBound &- 1 : host.name.lowerBound
          record.client = Field(from, host.address.upperBound &+ 1)
          at = host.behind
          continue
        }
        // The subject: what follows is anybody's.
        if first == UInt8(ascii: "T") { break }
        if first == UInt8(ascii: "A") { setLogin(bytes, at &+ 2, end, &record) }
        if first == UInt8(ascii: "S") {
          record.size = Field(at &+ 2, bytes.shortIndex(of: ASCII.space, from: at &+ 2, limit: end))
        }
      } else if bytes.hasWord("id=", at: at) {
        record.messageID = Field(at &+ 3, bytes.shortIndex(of: ASCII.space, from: at &+ 3, limit: end))
        break
      } else if bytes.hasWord("DN=\"", at: at), let behind = quoteEnd(bytes, at &+ 3, end) {
        at = behind
        continue
      } else if bytes.hasWord("for ", at: at) || bytes.hasWord("from <", at: at) {
        break
      }
      at = bytes.shortIndex(of: ASCII.space, from: at, limit: end)
    }
    return .messageBegins
  }

  /// `AUTHENTICATOR:ID[:SENDER]` at `start` as the login. The sender is there with `+smtp_mailauth`.
  func setLogin(_ bytes: RawSpan, _ start: Int, _ end: Int, _ record: inout ReplyRecord) {
    let stop = bytes.shortIndex(of: ASCII.space, from: start, limit: end)
    guard let colon = bytes.firstIndex(of: ASCII.colon, from: start, to: stop) else { return }
    let second = bytes.firstIndex(of: ASCII.colon, from: colon &+ 1, to: stop) ?? stop
    record.saslUser = Field(colon &+ 1, second)
  }
}
