import SMTPReply

// Before 3.5 a delivery's addresses have no quotes, so that one may hold all that follows an address, up to a status and a reply.
extension PostfixParser {
  /// Whether the text of `status=WORD (TEXT)` at `start` holds the end of such an address, and Postfix's own relay and status behind it:
  /// then the status here may be the inside of the address, and either reading may be true.
  ///
  /// Since 3.5 an address with blanks has quotes, and what looks so stands in a reply. So do keys that no version writes: those since 2.3
  /// have `delays=` and `dsn=`, those before have neither.
  ///
  /// More than five parameters: the bytes come beside the places in them.
  @inline(never)
  func mayBeAnother(
    _ bytes: RawSpan, _ start: Int, _ end: Int, _ recipient: Field, _ original: Field, hasRelay: Bool
  ) -> Bool {
    guard hidesDelivery(bytes, start, end), !isQuotedOfNeed(bytes, recipient), !isQuotedOfNeed(bytes, original) else {
      return false
    }
    let isWhole = hasRelay && leadsToStatus(bytes, recipient.range.upperBound &+ 3, start &+ 7)
    var from = start
    while let close = bytes.firstIndex(of: ">, ", from: from, to: end) {
      from = close &+ 1
      guard isAddressEnd(bytes, close, end), endsInDomain(bytes, close, from: start) else { continue }
      if leadsToStatus(bytes, close &+ 3, end), !isWhole || !isOpened(bytes, close, from: start) { return true }
    }
    return false
  }

  /// The cheap test: whether what follows an address stands anywhere in the text from `start` on.
  @inline(__always)
  func hidesDelivery(_ bytes: RawSpan, _ start: Int, _ end: Int) -> Bool {
    var from = start
    while let close = bytes.firstIndex(of: ASCII.greater, from: from, to: end) {
      if isAddressEnd(bytes, close, end) { return true }
      from = close &+ 1
    }
    return false
  }

  private func isAddressEnd(_ bytes: RawSpan, _ close: Int, _ end: Int) -> Bool {
    close &+ 10 < end && bytes.hasWord(">, ", at: close)
      && (bytes.hasWord("relay=", at: close &+ 3) || bytes.hasWord("orig_to=", at: close &+ 3))
  }

  /// Whether a domain stands in front of the bracket at `close`, `@example.com` or `@[192.0.2.1]`: every recipient has one.
  private func endsInDomain(_ bytes: RawSpan, _ close: Int, from start: Int) -> Bool {
    var at = close &- 1
    while at > start {
      let byte = bytes.byte(at)
      if byte == ASCII.at { return at < close &- 1 }
      if PostfixParser.isSpecial(byte), byte != ASCII.openBracket, byte != ASCII.closeBracket, byte != ASCII.colon {
        return false
      }
      at &-= 1
    }
    return false
  }

  /// Whether the address that ends at `close` begins in the text too, as in a delivery that a reply quotes: ` to=<a@example.com>`.
  private func isOpened(_ bytes: RawSpan, _ close: Int, from start: Int) -> Bool {
    guard let open = bytes.lastIndex(of: ASCII.less, from: start, to: close), open &- 4 > start,
      bytes.hasWord(" to=", at: open &- 4), bytes.byte(open &+ 1) != ASCII.at
    else { return false }
    return externalEnd(bytes, open &+ 1, close &+ 1) == close
  }

  /// Whether the keys at `start` go on to a status, and are those that a version writes.
  private func leadsToStatus(_ bytes: RawSpan, _ start: Int, _ end: Int) -> Bool {
    var at = start
    var hasDelays = false
    var hasNumber = false
    var count = 0
    while at < end, count < 12 {
      count &+= 1
      if bytes.hasWord("status=", at: at) { return hasDelays == hasNumber }
      if bytes.hasWord("delays=", at: at) { hasDelays = true }
      if bytes.hasWord("dsn=", at: at) { hasNumber = true }
      guard let comma = bytes.firstIndex(of: ", ", from: at, to: end) else { return false }
      at = comma &+ 2
    }
    return false
  }
}
