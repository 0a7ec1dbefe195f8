import SMTPReply

// The delivery line, one per recipient and attempt (global/log_adhoc.c):
// `QID: to=<R>[, orig_to=<O>], relay=H[IP]:25[, conn_use=N], delay=S[, delays=...][, tls=...], dsn=X.Y.Z, status=WORD (TEXT)`
extension PostfixParser {
  /// A line of a delivery agent.
  @inline(__always)
  func delivery(
    _ bytes: RawSpan, _ start: Int, _ end: Int, _ program: PostfixProgram, _ record: inout ReplyRecord
  ) -> PostfixLine {
    guard let idEnd = queueIDEnd(bytes, start, end) else {
      return deliveryWithoutID(bytes, start, end, &record)
    }
    let at = idEnd &+ 2
    if bytes.hasWord("to=", at: at) {
      record.queueID = Field(start, idEnd)
      return deliveryKeys(bytes, at, end, program, &record)
    }
    return attempt(bytes, start, idEnd, end, &record)
  }

  /// Lines that start with no queue id; nearly all are about TLS or connections.
  private func deliveryWithoutID(
    _ bytes: RawSpan, _ start: Int, _ end: Int, _ record: inout ReplyRecord
  ) -> PostfixLine {
    switch bytes.byte(start) {
    case UInt8(ascii: "T"), UInt8(ascii: "U"), UInt8(ascii: "V"), UInt8(ascii: "A"):
      // Trusted, Untrusted, Verified, Anonymous TLS connection established.
      let blank = bytes.shortIndex(of: ASCII.space, from: start, limit: min(end, start &+ 16))
      if bytes.starts(with: " TLS connection ", at: blank, end: end) { return .noReply }
    case UInt8(ascii: "c"):
      if bytes.hasWord("connect ", at: start) { return .noReply }
    case ASCII.greater, ASCII.less:
      return transcript(bytes, start, end, &record)
    case UInt8(ascii: "t"):
      // Logs before 2.x and redacted ones may have no queue id; a recipient still settles something.
      if bytes.hasWord("to=", at: start) { return deliveryKeys(bytes, start, end, .smtp, &record) }
    case UInt8(ascii: "w"):
      // `warning: host[ip]:25: response longer than 2048: 550 ...` repeats a reply that has its own line.
      if bytes.hasWord("warning:", at: start) { return .noReply }
    default: break
    }
    return suspect(bytes, start, end)
  }

  /// Reads `key=value, ` pairs up to `status=WORD (TEXT)`: the addresses, then the relay, then the others, each once.
  ///
  /// Another order, or a second relay, is the inside of an address.
  func deliveryKeys(
    _ bytes: RawSpan, _ start: Int, _ end: Int, _ program: PostfixProgram, _ record: inout ReplyRecord
  ) -> PostfixLine {
    var at = start
    var relay = Field.none
    var isBehindRelay = false
    while at < end {
      let key = bytes.word(at)
      if Word.first(7, of: key) == Word.of("status=") {
        let (recipient, original) = (record.recipient, record.originalRecipient)
        if end &- at > 60, mayBeAnother(bytes, at, end, recipient, original, hasRelay: relay.exists) {
          return .notUnderstood
        }
        return status(bytes, at &+ 7, end, program, relay, &record)
      }
      if Word.first(3, of: key) == Word.of("to=") {
        guard !record.recipient.exists, let next = address(bytes, at &+ 3, end, &record.recipient) else { break }
        at = next
      } else if key == Word.of("orig_to=") {
        guard !isBehindRelay, !record.originalRecipient.exists,
          let next = address(bytes, at &+ 8, end, &record.originalRecipient)
        else { break }
        at = next
      } else {
        let stop = bytes.shortIndex(of: ASCII.comma, from: at, limit: end)
        if Word.first(6, of: key) == Word.of("relay=") {
          guard !isBehindRelay else { break }
          relay = Field(at &+ 6, stop)
        } else if Word.first(6, of: key) == Word.of("delay=") {
          record.delay = Field(at &+ 6, stop)
        } else if Word.first(4, of: key) == Word.of("dsn=") {
          record.dsn = Field(at &+ 4, stop)
        } else if Word.first(7, of: key) != Word.of("delays=") {
          // conn_use=, tls= and what later versions add.
          let equals = bytes.shortIndex(of: ASCII.equals, from: at, limit: min(end, at &+ 32))
          guard equals < end, bytes.byte(equals) == ASCII.equals else { break }
        }
        isBehindRelay = true
        at = stop
      }
      guard at &+ 2 < end, bytes.byte(at) == ASCII.comma else { break }
      at &+= 2
    }
    return .notUnderstood
  }

  /// Reads the address at `start` into `field`; gives the offset of the comma behind it, or of the end.
  ///
  /// Since 3.5 addresses are quoted as RFC 5321 wants (`<"a> b"@c>`); before, a local part with blanks or `>` stands bare,
  /// so the closing `>` is the one in front of `, relay=` or `, orig_to=` (global/info_log_addr_form.c).
  @inline(__always)
  func address(_ bytes: RawSpan, _ start: Int, _ end: Int, _ field: inout Field) -> Int? {
    guard start < end, bytes.byte(start) == ASCII.less else {
      let stop = bytes.shortFirst(of: ASCII.comma, from: start, to: end) ?? end
      field = Field(start, stop)
      return stop
    }
    let first = start &+ 1
    var from = first
    if first < end, bytes.byte(first) == ASCII.quote {
      // A line that was cut in the address has no more to tell; quotes that do not go up to the domain are of the form before 3.5.
      let quoted = externalEnd(bytes, first, end)
      if quoted == end { return nil }
      from = quoted ?? first
    }
    var close: Int? = bytes.shortIndex(of: ASCII.greater, from: from, limit: end)
    if close == end { close = nil }
    let fallback = close
    while let here = close, !endsAddress(bytes, here, end) {
      close = bytes.shortFirst(of: ASCII.greater, from: here &+ 1, to: end)
    }
    guard let stop = close ?? fallback else { return nil }
    field = Field(first, stop)
    return stop &+ 1
  }

  /// Whether the `>` at `at` closes an address: the line ends there, or a known key follows.
  @inline(__always)
  private func endsAddress(_ bytes: RawSpan, _ at: Int, _ end: Int) -> Bool {
    guard at &+ 1 < end else { return true }
    guard bytes.hasWord(", ", at: at &+ 1) else { return false }
    return bytes.hasWord("relay=", at: at &+ 3) || bytes.hasWord("orig_to=", at: at &+ 3)
      || bytes.hasWord("delay=", at: at &+ 3) || bytes.hasWord("status=", at: at &+ 3)
  }

  /// The offset behind the quote that closes the one at `start`; a backslash takes the next byte's meaning away.
  func closingQuote(_ bytes: RawSpan, _ start: Int, _ end: Int) -> Int? {
    var at = start &+ 1
    while at < end {
      let byte = bytes.byte(at)
      if byte == ASCII.backslash {
        at &+= 1
      } else if byte == ASCII.quote {
        return at &+ 1
      }
      at &+= 1
    }
    return nil
  }
}
