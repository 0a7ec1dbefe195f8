import SMTPReply

/// A line of Exim's own log file about a message on its way, of the kinds that most lines are.
enum EximPlainLine {
  /// `<=`: where the sender stands, empty for the null sender.
  case arrival(sender: Field)
  /// `=>` or `->` with a reply of plain success, or without any.
  case delivery(recipient: Field, code: ReplyCode?)
  /// `Completed`.
  case completed
}

// The frequent lines in their frequent form, without a record: four of five lines. What is given is what `message` would find;
// whatever looks unusual is left to it.
extension EximParser {
  /// Reads the line from behind its message id; nil when it is of another kind or form.
  @inline(always)
  func plainLine(_ bytes: RawSpan, _ at: Int, _ end: Int) -> EximPlainLine? {
    let word = bytes.word(at)
    switch Word.first(3, of: word) {
    case Word.of("=> "), Word.of("-> "): return plainDelivery(bytes, at &+ 3, end)
    case Word.of("<= "): return plainArrival(bytes, at &+ 3, end)
    default:
      guard word == Word.of("Complete"), end &- at >= 9, bytes.byte(at &+ 8) == UInt8(ascii: "d") else { return nil }
      return .completed
    }
  }

  @inline(always)
  private func plainArrival(_ bytes: RawSpan, _ start: Int, _ end: Int) -> EximPlainLine? {
    // A sender that hides a blank in quotes or behind a backslash is left to others.
    let blank = bytes.shortIndex(of: ASCII.space, or: ASCII.quote, from: start, limit: end)
    guard blank > start &+ 2, blank < end, bytes.byte(blank) == ASCII.space, bytes.byte(blank &- 1) != ASCII.backslash
    else {
      return blank == start &+ 2 && bytes.hasWord("<> ", at: start) ? .arrival(sender: Field(blank, blank)) : nil
    }
    return .arrival(sender: Field(start, blank))
  }

  @inline(always)
  private func plainDelivery(_ bytes: RawSpan, _ start: Int, _ end: Int) -> EximPlainLine? {
    let blank = bytes.shortIndex(of: ASCII.space, from: start, limit: end)
    // Behind a backslash the blank and what looks like a field are the address's.
    guard blank > start, blank &+ 3 < end, bytes.hasWord(" R=", at: blank),
      bytes.byte(blank &- 1) != ASCII.colon, bytes.byte(blank &- 1) != ASCII.backslash
    else { return nil }
    let recipient = Field(start, blank)
    guard let open = firstQuote(bytes, blank, end) else { return .delivery(recipient: recipient, code: nil) }
    guard bytes.hasWord(" C=\"", at: open &- 3),
      let close = bytes.firstIndex(of: ASCII.quote, from: open &+ 1, to: end), close &+ 1 == end,
      let code = ReplyLines.code(in: bytes, at: open &+ 1, end: close), code.isPlainSuccess
    else { return nil }
    // What a filter of our own threw away is told by its reply; where DNS routed the mail it went to a server on the net.
    if !bytes.hasWord(" R=dnslo", at: blank), mayBeDiscarded(bytes, blank, open, close) { return nil }
    return .delivery(recipient: recipient, code: code)
  }

  /// Whether the reply between the quotes `open` and `close` may be a filter's of our own that threw the mail away; the fields in front of
  /// it begin at `start`.
  @inline(never)
  private func mayBeDiscarded(_ bytes: RawSpan, _ start: Int, _ open: Int, _ close: Int) -> Bool {
    let bracket = bytes.firstIndex(of: ASCII.openBracket, from: start, to: open)
    if let bracket, !bytes.mayBeOwnFilter(at: bracket &+ 1, end: open) { return false }
    return bytes.saysDiscarded((open &+ 1)..<close)
  }

  /// The first quote behind `start` but for those of the certificate's name. Without others in front of the reply, there is no
  /// quoted original that would make the fields a part of the address.
  @inline(__always)
  private func firstQuote(_ bytes: RawSpan, _ start: Int, _ end: Int) -> Int? {
    guard let quote = bytes.firstIndex(of: ASCII.quote, from: start, to: end) else { return nil }
    guard bytes.hasWord(" DN=\"", at: quote &- 4),
      let close = bytes.firstIndex(of: ASCII.quote, from: quote &+ 1, to: end),
      bytes.byte(close &- 1) != ASCII.backslash, bytes.byte(close &- 1) != ASCII.less
    else { return quote }
    return bytes.firstIndex(of: ASCII.quote, from: close &+ 1, to: end)
  }
}
