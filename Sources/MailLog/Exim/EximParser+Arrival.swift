import SMTPReply

// `<= SENDER [R=ref] H=... [U=] P=proto [X=] [A=auth:id] S=size [id=msgid] [T="subject"] [from <raw>] [for r1 r2]`
// (receive.c `receive_msg`).
extension EximParser {
  /// What an arrival tells behind its sender.
  private struct ArrivalFields {
    var messageID = Field.none
    var login = Field.none
    var size = Field.none
    /// Where what nobody takes apart begins.
    var text = 0
  }

  /// An arrival, from behind the flag.
  func arrival(_ bytes: RawSpan, _ start: Int, _ end: Int, _ record: inout ReplyRecord) -> EximLine {
    let senderEnd = wordEnd(bytes, start, end)
    let isNull = senderEnd == start &+ 2 && bytes.hasWord("<>", at: start)
    record.sender = isNull ? Field(start &+ 1, start &+ 1) : Field(start, senderEnd)
    var at = senderEnd
    // The message that a bounce is about, and what DNSSEC says of the client.
    while at &+ 3 < end, bytes.hasWord(" R=", at: at) || bytes.hasWord(" DS ", at: at) {
      at = bytes.shortIndex(of: ASCII.space, from: at &+ 1, limit: end)
    }
    var found: ArrivalFields?
    if bytes.hasWord(" H=", at: at) {
      let peer = peer(bytes, at &+ 3, end) { host in
        guard let fields = arrivalFields(bytes, host.behind, end) else { return nil }
        found = fields
        return fields.text
      }
      guard case .found(let host) = peer else { return .messageBegins }
      // The HELO name is the client's own word: without a name the address stands alone.
      let from = host.name.isEmpty ? host.address.lowerBound &- 1 : host.name.lowerBound
      record.client = Field(from, host.address.upperBound &+ 1)
    } else {
      found = arrivalFields(bytes, at, end)
    }
    guard let found else { return .messageBegins }
    record.saslUser = found.login
    record.size = found.size
    record.messageID = found.messageID
    return .messageBegins
  }

  /// Reads the fields from the blank `start` on, in the order in which Exim writes them; nil when they are no arrival's.
  private func arrivalFields(_ bytes: RawSpan, _ start: Int, _ end: Int) -> ArrivalFields? {
    var fields = ArrivalFields()
    var protocols = 0
    var sizes = 0
    var isLoose = false
    var at = start
    while at &+ 2 < end, bytes.byte(at) == ASCII.space {
      at &+= 1
      fields.text = at
      let word = bytes.word(at)
      // Behind the message id stands no field of the client's.
      if bytes.byte(at) == ASCII.openBracket || fields.messageID.exists && isFieldOfClient(word) { return nil }
      if Word.first(3, of: word) == Word.of("id=") {
        fields.messageID = Field(at &+ 3, wordEnd(bytes, at &+ 3, end))
        at = fields.messageID.range.upperBound
      } else if Word.first(4, of: word) == Word.of("DN=\"") {
        isLoose = true
        guard let behind = certificateEnd(bytes, at &+ 3, end) else { break }
        at = behind
      } else if Word.first(3, of: word) == Word.of("T=\"") {
        // The subject.
        guard let behind = quoteEnd(bytes, at &+ 2, end) else { break }
        at = behind
      } else if Word.first(6, of: word) == Word.of("from <") {
        guard let behind = bracketEnd(bytes, at &+ 5, end) else { break }
        at = behind
      } else if Word.first(4, of: word) == Word.of("for ") {
        at &+= 3
        while at < end { at = wordEnd(bytes, at &+ 1, end) }
      } else {
        let stop = bytes.shortIndex(of: ASCII.space, from: at, limit: end)
        switch Word.first(2, of: word) {
        case Word.of("P="): protocols &+= 1
        case Word.of("S="):
          sizes &+= 1
          fields.size = Field(at &+ 2, stop)
        case Word.of("A="):
          // Exim names the login behind the protocol.
          guard protocols == 1, !fields.login.exists else { return nil }
          fields.login = login(bytes, at &+ 2, stop)
        case Word.of("U="), Word.of("SN"): isLoose = true
        default: break
        }
        at = stop
      }
      fields.text = at
    }
    guard protocols > 0 || sizes > 0 else { return nil }
    // An ident, a server's or a certificate's name may hold such fields.
    if isLoose, protocols != 1 || sizes != 1 { fields.login = .none }
    return fields
  }

  /// Whether a field begins that tells of the client or of the message as a whole.
  private func isFieldOfClient(_ word: UInt64) -> Bool {
    guard Word.first(1, of: word >> 8) == UInt64(ASCII.equals) else { return false }
    switch UInt8(truncatingIfNeeded: word) {
    case UInt8(ascii: "A"), UInt8(ascii: "H"), UInt8(ascii: "I"), UInt8(ascii: "P"), UInt8(ascii: "S"),
      UInt8(ascii: "U"),
      UInt8(ascii: "X"):
      return true
    default: return false
    }
  }

  /// `AUTHENTICATOR:ID[:SENDER]` at `start` as the login. The sender is there with `+smtp_mailauth`.
  func setLogin(_ bytes: RawSpan, _ start: Int, _ end: Int, _ record: inout ReplyRecord) {
    record.saslUser = login(bytes, start, end)
  }

  private func login(_ bytes: RawSpan, _ start: Int, _ stop: Int) -> Field {
    guard let colon = bytes.firstIndex(of: ASCII.colon, from: start, to: stop) else { return .none }
    return Field(colon &+ 1, bytes.firstIndex(of: ASCII.colon, from: colon &+ 1, to: stop) ?? stop)
  }
}
