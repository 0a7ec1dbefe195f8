import SMTPReply

// Reading an envelope from one place on, with addresses as Postfix has written them since 3.5.
extension PostfixParser {
  /// Reads the envelope at `mark`, whose addresses have the form of RFC 5321; `tail` is what ends the line.
  func reading(_ bytes: RawSpan, _ mark: Int, _ end: Int, _ tail: EnvelopeTail) -> EnvelopeReading {
    var reading = EnvelopeReading(mark: mark)
    var at = mark &+ 2
    if bytes.hasWord("from=<", at: at) {
      guard let (field, next) = value(bytes, at &+ 6, end, &reading) else { return reading }
      reading.sender = field
      at = next
    }
    if at < end, bytes.hasWord("to=<", at: at) {
      guard let (field, next) = value(bytes, at &+ 4, end, &reading) else { return reading }
      reading.recipient = field
      at = next
    }
    if at < end, bytes.hasWord("proto=", at: at) { at = behindProtocol(bytes, at, end) }
    let hasCommas = at < end && at > mark &+ 3 && bytes.byte(at &- 2) == ASCII.comma
    if at >= end {
      reading.reach = .whole
    } else if !isSeparated(bytes, reading.sender, hasCommas) || !isSeparated(bytes, reading.recipient, hasCommas) {
      // Either all keys have commas between them, or none.
      return reading
    } else if bytes.hasWord("helo=<", at: at) {
      guard tail.nameEnd >= at &+ 6 else {
        reading.reach = tail.nameEnd < 0 ? .cut : .broken
        return reading
      }
      reading.helo = Field(at &+ 6, tail.nameEnd)
      reading.reach = .whole
    }
    return reading
  }

  /// Whether the address in `field` is none, or followed by a comma as `hasComma` says.
  private func isSeparated(_ bytes: RawSpan, _ field: Field, _ hasComma: Bool) -> Bool {
    !field.exists || (bytes.byte(field.range.upperBound &+ 1) == ASCII.comma) == hasComma
  }

  /// One address; gives the offset of the next key.
  private func value(
    _ bytes: RawSpan, _ first: Int, _ end: Int, _ reading: inout EnvelopeReading
  ) -> (Field, next: Int)? {
    let close = externalEnd(bytes, first, end)
    if let close, close < end, !spansKeys(bytes, first, close), let next = behindValue(bytes, close, end) {
      return (Field(first, close), next)
    }
    reading.reached = bytes.byte(first) == ASCII.quote ? end : first
    reading.reach = close == end ? .cut : .broken
    return nil
  }

  /// Whether the quotes of the address at `first` go up to its end, without a domain, and over another key: before 3.5 each may be of an
  /// address of its own.
  private func spansKeys(_ bytes: RawSpan, _ first: Int, _ close: Int) -> Bool {
    close &- first > 2 && bytes.byte(first) == ASCII.quote && bytes.byte(close &- 1) == ASCII.quote
      && bytes.firstIndex(of: "=<", from: first, to: close) != nil
  }

  /// The offset of the bracket that ends the address at `start` in the form of RFC 5321, `a@example.com` or `"a b"@example.com`; `end` when
  /// the line ends inside it, nil when it has another form.
  func externalEnd(_ bytes: RawSpan, _ start: Int, _ end: Int) -> Int? {
    var at = start
    if at < end, bytes.byte(at) == ASCII.quote {
      guard let behind = closingQuote(bytes, at, end) else { return end }
      at = behind
    } else {
      while at < end, !PostfixParser.isSpecial(bytes.byte(at)) { at &+= 1 }
    }
    if at < end, bytes.byte(at) == ASCII.at {
      at &+= 1
      if at < end, bytes.byte(at) == ASCII.openBracket {
        at &+= 1
        while at < end, !PostfixParser.isSpecial(bytes.byte(at)) || bytes.byte(at) == ASCII.colon { at &+= 1 }
        if at < end, bytes.byte(at) == ASCII.closeBracket { at &+= 1 }
      } else {
        while at < end, !PostfixParser.isSpecial(bytes.byte(at)) { at &+= 1 }
      }
    }
    return at >= end ? end : bytes.byte(at) == ASCII.greater ? at : nil
  }

  /// Whether Postfix quotes a local part because of `byte` (global/quote_822_local.c).
  static func isSpecial(_ byte: UInt8) -> Bool {
    switch byte {
    case ASCII.space, ASCII.openParenthesis, ASCII.closeParenthesis, ASCII.less, ASCII.greater, ASCII.at, ASCII.comma,
      ASCII.semicolon, ASCII.colon, ASCII.backslash, ASCII.quote, ASCII.openBracket, ASCII.closeBracket:
      true
    default: false
    }
  }

  /// Whether the address in `field` stands in quotes that it needs: only Postfix's form since 3.5 has them.
  func isQuotedOfNeed(_ bytes: RawSpan, _ field: Field) -> Bool {
    let range = field.range
    guard range.count > 2, bytes.byte(range.lowerBound) == ASCII.quote,
      externalEnd(bytes, range.lowerBound, range.upperBound &+ 1) == range.upperBound,
      let behind = closingQuote(bytes, range.lowerBound, range.upperBound)
    else { return false }
    return (range.lowerBound &+ 1..<behind &- 1).contains { PostfixParser.isSpecial(bytes.byte($0)) }
  }

  /// What ends the line: the bracket of the HELO name and perhaps a login.
  ///
  /// The last `> sasl_` is Postfix's, since only the login of one who proved it follows. A line that syslog may have cut has no login: its
  /// end is then inside what a stranger wrote.
  func tail(_ bytes: RawSpan, _ start: Int, _ end: Int, mayBeCut: Bool) -> EnvelopeTail {
    if bytes.byte(end &- 1) == ASCII.greater { return EnvelopeTail(nameEnd: end &- 1) }
    let blank = bytes.lastIndex(of: "> sasl_", from: start, to: end)
    guard let close = blank ?? bytes.lastIndex(of: ">, sasl_", from: start, to: end),
      // A line may end in its protocol, without a HELO name.
      bytes.firstIndex(of: "> proto=", from: close, to: end) == nil
    else { return EnvelopeTail() }
    var tail = EnvelopeTail(nameEnd: close, isUnsure: mayBeCut)
    var at = bytes.byte(close &+ 1) == ASCII.comma ? close &+ 3 : close &+ 2
    while at < end {
      let stop = loginKeyEnd(bytes, at, end)
      if bytes.starts(with: "sasl_username=", at: at, end: end) { tail.login = Field(at &+ 14, stop) }
      at = stop
      if at < end, bytes.byte(at) == ASCII.comma { at &+= 1 }
      if at < end { at &+= 1 }
    }
    return tail
  }

  /// Where the value of the `sasl_` key at `start` ends: in front of the next one, or at `end`. A login may hold blanks and commas.
  private func loginKeyEnd(_ bytes: RawSpan, _ start: Int, _ end: Int) -> Int {
    guard let next = bytes.firstIndex(of: " sasl_", from: start &+ 5, to: end) else { return end }
    return bytes.byte(next &- 1) == ASCII.comma ? next &- 1 : next
  }
}
