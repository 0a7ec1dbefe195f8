import SMTPReply

/// The envelope of a header or body check, behind which the reply stands.
struct ContentEnvelope {
  var reading: EnvelopeReading
  /// Where the reply begins; the line's end when there is none.
  var text: Int
}

// `header TEXT from NAME[IP]; from=<S> to=<R> proto=P helo=<H>: REPLY` (cleanup/cleanup_message.c `cleanup_act_log`): the header's text and
// the addresses are a stranger's, the reply is the site's own.
extension PostfixParser {
  /// Finds the envelope of the check `start..<end`; nil when it has none that ends in a reply or with the line, or either of two may be
  /// the true one.
  ///
  /// A header stands in front of the true one, so that is the last, but for what stands inside the quotes of its addresses.
  func contentEnvelope(_ bytes: RawSpan, _ start: Int, _ end: Int) -> ContentEnvelope? {
    guard end &- start < PostfixParser.cutLength else { return nil }
    var found: ContentEnvelope?
    var next = firstMark(bytes, start, end)
    var work = 0
    // One that cannot be read, outside of the quotes of another.
    var isBroken = false
    while let mark = next, work < 1 << 18 {
      next = firstMark(bytes, mark &+ 1, end)
      guard isBehindClient(bytes, mark, from: start) else { continue }
      let (reading, text) = contentReading(bytes, mark, end)
      work &+= reading.reached &- mark
      guard let text else {
        isBroken = isBroken || (found?.text ?? start) <= mark
        continue
      }
      if let before = found, before.text > mark {
        // It begins inside the other's quotes. If an address of its own opens where these close, they may have been opened in the header.
        if closesInKey(bytes, before.reading.sender, mark..<text)
          || closesInKey(bytes, before.reading.recipient, mark..<text)
        {
          return nil
        }
        continue
      }
      found = ContentEnvelope(reading: reading, text: text)
    }
    guard let found, next == nil else { return nil }
    let isQuoted = isQuotedOfNeed(bytes, found.reading.sender) || isQuotedOfNeed(bytes, found.reading.recipient)
    guard isQuoted || !isBroken else { return nil }
    // The end of an address without quotes, as versions before 3.5 write it.
    let isBare =
      bytes.firstIndex(of: "> proto=", from: found.text, to: end) != nil
      || bytes.firstIndex(of: "> to=<", from: found.text, to: end) != nil
    return isBare ? nil : found
  }

  /// Reads the envelope at `mark` up to `: ` or the line's end, and gives the offset of the reply behind it; nil when there is neither.
  private func contentReading(_ bytes: RawSpan, _ mark: Int, _ end: Int) -> (EnvelopeReading, text: Int?) {
    var reading = EnvelopeReading(mark: mark)
    var at = mark &+ 2
    guard bytes.hasWord("from=<", at: at), let senderEnd = externalEnd(bytes, at &+ 6, end) else {
      return (reading, nil)
    }
    reading.sender = Field(at &+ 6, senderEnd)
    reading.reached = senderEnd
    at = senderEnd
    if bytes.hasWord("> to=<", at: at) {
      guard let close = externalEnd(bytes, at &+ 6, end) else { return (reading, nil) }
      reading.recipient = Field(at &+ 6, close)
      at = close
      reading.reached = close
    }
    if at < end, bytes.hasWord("> proto=", at: at) {
      at = endOfProtocol(bytes, at &+ 8, end) &- 1
      if bytes.hasWord(" helo=<", at: at &+ 1) {
        let first = at &+ 8
        let close = bytes.shortIndex(of: ASCII.greater, or: ASCII.space, from: first, limit: end)
        reading.helo = Field(first, close)
        at = close
      }
    }
    reading.reached = at
    guard at < end, bytes.byte(at) != ASCII.space else { return (reading, nil) }
    if at &+ 1 == end { return (reading, end) }
    return (reading, at &+ 2 < end && bytes.hasWord(": ", at: at &+ 1) ? at &+ 3 : nil)
  }

  /// Whether the client stands in front of the envelope at `mark`: ` from NAME[IP]` or ` from local`.
  private func isBehindClient(_ bytes: RawSpan, _ mark: Int, from start: Int) -> Bool {
    guard let from = bytes.lastIndex(of: " from ", from: start, to: mark) else { return false }
    return peerEnd(bytes, from &+ 6, mark) == mark || bytes.isExactly("local", from &+ 6..<mark)
  }

  /// Whether the quotes of the address in `field` close behind a `=<` in `range`.
  private func closesInKey(_ bytes: RawSpan, _ field: Field, _ range: Range<Int>) -> Bool {
    let address = field.range
    guard address.count > 4, bytes.byte(address.lowerBound) == ASCII.quote,
      let behind = closingQuote(bytes, address.lowerBound, address.upperBound)
    else { return false }
    return range.contains(behind) && bytes.hasWord("=<", at: behind &- 3)
  }
}
