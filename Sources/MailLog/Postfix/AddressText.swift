import SMTPReply

/// Comparing an address in quotes with the same without.
enum AddressText {
  /// Where the text at `start` ends if it is the address in `field`, whose quotes are not there unless `isQuoted`; `limit` when it ends
  /// before the address does, nil when it is another text.
  static func end(_ bytes: RawSpan, of field: Field, at start: Int, limit: Int, isQuoted: Bool) -> Int? {
    let range = field.range
    var from = range.lowerBound
    var at = start
    var isInside = !isQuoted && !range.isEmpty && bytes.byte(from) == ASCII.quote
    if isInside { from &+= 1 }
    while from < range.upperBound {
      guard at < limit else { return limit }
      var byte = bytes.byte(from)
      if isInside {
        if byte == ASCII.quote {
          isInside = false
          from &+= 1
          continue
        }
        if byte == ASCII.backslash, from &+ 1 < range.upperBound {
          from &+= 1
          byte = bytes.byte(from)
        }
      }
      guard isSame(bytes.byte(at), byte) else { return nil }
      at &+= 1
      from &+= 1
    }
    return at
  }

  /// Whether a byte of a reply and one of the envelope are of the same byte: what cannot be printed is a blank in replies, and `?` in lines.
  static func isSame(_ reply: UInt8, _ envelope: UInt8) -> Bool {
    reply == envelope || reply == ASCII.space && envelope == ASCII.questionMark
  }
}
