import MailLog
import SMTPReply

/// Finds IP addresses in the text of a reply.
package enum AddressScan {
  /// Where the first IPv4 or IPv6 address of the text lies; nil when there is none. Eight more bytes follow the text.
  package static func first(in text: RawSpan, _ range: Range<Int>) -> Range<Int>? {
    // Either begins with a group of letters and digits and a dot or a colon behind it, so only these are looked for.
    var at = range.lowerBound
    while at < range.upperBound {
      let word = text.word(at)
      let marks =
        Word.firstZeroByte(word ^ UInt64(UInt8(ascii: ".")) &* Word.ones)
        | Word.firstZeroByte(word ^ UInt64(UInt8(ascii: ":")) &* Word.ones)
      guard marks != 0 else {
        at &+= 8
        continue
      }
      at &+= marks.trailingZeroBitCount >> 3
      guard at < range.upperBound else { return nil }
      if let address = address(text, at, range) { return address }
      at &+= 1
    }
    return nil
  }

  /// The address whose first group ends in front of the dot or colon at `mark`.
  @inline(__always)
  private static func address(_ text: RawSpan, _ mark: Int, _ range: Range<Int>) -> Range<Int>? {
    var start = mark
    var isNumber = true
    while start > range.lowerBound, ASCII.isAlphanumeric(text.byte(start &- 1)) {
      start &-= 1
      if mark &- start > 4 { return nil }
      if text.byte(start) > UInt8(ascii: "9") { isNumber = false }
    }
    guard start == range.lowerBound || !isInside(text.byte(start &- 1)) else { return nil }
    if text.byte(mark) == UInt8(ascii: ":") {
      return ipv6End(text, start, range.upperBound).map { start..<$0 }
    }
    guard isNumber, start < mark else { return nil }
    return ipv4End(text, start, range.upperBound).map { start..<$0 }
  }

  /// The end of the four numbers up to 255 at `start`; nil when the word is no IPv4 address.
  private static func ipv4End(_ text: RawSpan, _ start: Int, _ limit: Int) -> Int? {
    var at = start
    for part in 0..<4 {
      var number = 0
      let first = at
      while at < limit, at &- first < 3, ASCII.isDigit(text.byte(at)) {
        number = number &* 10 &+ Int(text.byte(at) & 15)
        at &+= 1
      }
      guard at > first, number <= 255 else { return nil }
      if part == 3 { break }
      guard at < limit, text.byte(at) == UInt8(ascii: ".") else { return nil }
      at &+= 1
    }
    return isEnd(text, at, limit) ? at : nil
  }

  /// The end of an IPv6 address at `start`: up to eight groups of up to four hexadecimal digits; fewer need a `::`, which a time
  /// does not have.
  private static func ipv6End(_ text: RawSpan, _ start: Int, _ limit: Int) -> Int? {
    var at = start
    var colons = 0
    var length = 0
    var isShortened = false
    while at < limit, at &- start <= 45 {
      let byte = text.byte(at)
      if byte == UInt8(ascii: ":") {
        if at > start, text.byte(at &- 1) == byte { isShortened = true }
        colons += 1
        length = 0
      } else if ASCII.isHexadecimal(byte) {
        length += 1
        if length > 4 { return nil }
      } else {
        break
      }
      at &+= 1
    }
    // The sentence may go on behind a colon.
    if length == 0, at &- start > 1, text.byte(at &- 2) != UInt8(ascii: ":") {
      at &-= 1
      colons -= 1
    }
    guard colons >= 2, colons <= 7, colons == 7 || isShortened, isEnd(text, at, limit) else { return nil }
    return at
  }

  /// Whether the word that began ends at `at`; a full stop or a colon may follow it.
  private static func isEnd(_ text: RawSpan, _ at: Int, _ limit: Int) -> Bool {
    guard at < limit, isInside(text.byte(at)) else { return true }
    let isStop = text.byte(at) == UInt8(ascii: ".") || text.byte(at) == UInt8(ascii: ":")
    return isStop && (at &+ 1 >= limit || !isInside(text.byte(at &+ 1)))
  }

  private static func isInside(_ byte: UInt8) -> Bool {
    ASCII.isAlphanumeric(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: ":")
      || byte == UInt8(ascii: "-")
  }
}
