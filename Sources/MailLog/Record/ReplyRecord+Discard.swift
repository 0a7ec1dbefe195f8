import SMTPReply

// A filter of our own that takes mail in and throws it away: its reply is 250, and nobody will find the mail.
extension ReplyRecord {
  /// Makes a delivery one that was discarded when a filter of our own says so.
  ///
  /// amavis: `250 2.7.0 Ok, discarded, id=12345-01 - SPAM`; clamsmtp: `250 Virus Detected; Discarded Email`. What a server on the net
  /// says of mail that it took is its own affair.
  mutating func noteDiscard(_ line: RawSpan) {
    guard outcome == .delivered, line.saysDiscarded(reply.range), isWithOwnFilter(line) else { return }
    outcome = .discarded
  }
}

extension RawSpan {
  /// Whether the reply in `range` says that mail was taken and thrown away; a filter that names the id it handed it on under did not.
  ///
  /// `discarded`, `dropped` and `blackhole` are looked for by their rarest letters: most filters' replies have none of them.
  func saysDiscarded(_ range: Range<Int>) -> Bool {
    let start = range.lowerBound
    let end = range.upperBound
    // An LMTP server's last word is that it keeps the mail.
    guard end &- start >= 5, !hasWord("Saved", at: end &- 5) else { return false }
    guard
      firstIndex(of: "carded", from: start, to: end) != nil || firstIndex(of: "khole", from: start, to: end) != nil
        || saysDropped(start, end)
    else { return false }
    return firstIndex(of: "queued as ", from: start, to: end) == nil
      && firstIndex(of: "OK id=", from: start, to: end) == nil
  }

  private func saysDropped(_ start: Int, _ end: Int) -> Bool {
    guard let hit = firstIndex(of: "pped", from: start, to: end), hit >= start &+ 3 else { return false }
    return starts(with: "ropped", at: hit &- 2, end: end)
  }

  /// Whether the address at `start`, which a bracket and perhaps a port follow, may be one of a filter of our own: `127.`, `::1`,
  /// `fd00:` or a socket, or a private one with another port than 25. Few of the net's begin so.
  @inline(__always)
  func mayBeOwnFilter(at start: Int, end: Int) -> Bool {
    let word = word(start)
    let first = UInt8(truncatingIfNeeded: word)
    guard first == UInt8(ascii: "1") else { return first > UInt8(ascii: "9") || first == ASCII.slash }
    let four = Word.first(4, of: word)
    if four == Word.of("127.") { return true }
    let isPrivate =
      four == Word.of("172.") || Word.first(3, of: word) == Word.of("10.") || word == Word.of("192.168.")
    return isPrivate && hasFilterPort(start, end)
  }

  /// Whether another port than 25 stands behind the bracket that ends the address at `start`.
  private func hasFilterPort(_ start: Int, _ end: Int) -> Bool {
    let close = shortIndex(of: ASCII.closeBracket, from: start, limit: min(end, start &+ 40))
    guard close &+ 4 < end, byte(close &+ 1) == ASCII.colon else { return false }
    return !(Word.first(4, of: word(close)) == Word.of("]:25") && !ASCII.isDigit(byte(close &+ 4)))
  }

  /// Whether the bytes of `range` are those of `text`.
  func isExactly(_ text: StaticString, _ range: Range<Int>) -> Bool {
    range.count == text.utf8CodeUnitCount && starts(with: text, at: range.lowerBound, end: range.upperBound)
  }

  /// `end` without the blanks in front of it, as templates, terminals and copying leave them at the end of a line.
  @inline(__always)
  func endWithoutBlanks(_ start: Int, _ end: Int) -> Int {
    var end = end
    while end > start, byte(end &- 1) == ASCII.space { end &-= 1 }
    return end
  }
}
