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

  /// Whether the address that begins with the bytes of `word` may be one of a server of our own: `127.`, `10.`, `172.`, `192.168.`,
  /// `::1`, `fd00:` or a socket. Few of the net's begin so.
  @inline(__always)
  static func mayBeginOwnAddress(_ word: UInt64) -> Bool {
    let first = UInt8(truncatingIfNeeded: word)
    guard first == UInt8(ascii: "1") else { return first > UInt8(ascii: "9") || first == ASCII.slash }
    let four = Word.first(4, of: word)
    return four == Word.of("127.") || four == Word.of("172.") || Word.first(3, of: word) == Word.of("10.")
      || word == Word.of("192.168.")
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
