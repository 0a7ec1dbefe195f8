import MailLog

/// Finds IP addresses in the text of a reply.
enum AddressScan {
  /// Where the first IPv4 or IPv6 address of the text lies; nil when there is none.
  static func first(in text: RawSpan, _ range: Range<Int>) -> Range<Int>? {
    var at = range.lowerBound
    while at < range.upperBound {
      guard isHex(text.byte(at)) || text.byte(at) == UInt8(ascii: ":") else {
        at += 1
        continue
      }
      let start = at
      var dots = 0
      var colons = 0
      var letters = 0
      while at < range.upperBound, isInside(text.byte(at)) {
        let byte = text.byte(at)
        if byte == UInt8(ascii: ".") { dots += 1 }
        if byte == UInt8(ascii: ":") { colons += 1 }
        if (byte | 0x20) &- 0x61 < 26 { letters += 1 }
        at += 1
      }
      var end = at
      while end > start, text.byte(end - 1) == UInt8(ascii: ".") || text.byte(end - 1) == UInt8(ascii: ":") {
        if text.byte(end - 1) == UInt8(ascii: ".") { dots -= 1 } else { colons -= 1 }
        end -= 1
      }
      if letters == 0, colons == 0, dots == 3, isIPv4(text, start, end) { return start..<end }
      if colons >= 2, dots == 0 || dots == 3, isIPv6(text, start, end, colons) { return start..<end }
    }
    return nil
  }

  /// Four numbers up to 255.
  private static func isIPv4(_ text: RawSpan, _ start: Int, _ end: Int) -> Bool {
    var number = -1
    for at in start..<end {
      let byte = text.byte(at)
      if byte == UInt8(ascii: ".") {
        guard number >= 0 else { return false }
        number = -1
      } else {
        number = max(0, number) * 10 + Int(byte & 15)
        guard number <= 255 else { return false }
      }
    }
    return number >= 0
  }

  /// Up to eight groups of up to four hexadecimal digits; fewer need a `::`, and a time has none.
  private static func isIPv6(_ text: RawSpan, _ start: Int, _ end: Int, _ colons: Int) -> Bool {
    guard colons <= 7, end - start <= 45 else { return false }
    var length = 0
    var isShortened = false
    for at in start..<end {
      let byte = text.byte(at)
      if byte == UInt8(ascii: ":") {
        if length == 0, at > start { isShortened = true }
        length = 0
        continue
      }
      guard isHex(byte) || byte == UInt8(ascii: ".") else { return false }
      length += 1
      if length > 4, byte != UInt8(ascii: "."), colons == 7 { return false }
    }
    return colons == 7 || isShortened
  }

  private static func isHex(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 6 }

  /// What may stand inside the word that an address is: letters that are no digits tell that it is none.
  private static func isInside(_ byte: UInt8) -> Bool {
    byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26 || byte == UInt8(ascii: ".") || byte == UInt8(ascii: ":")
      || byte == UInt8(ascii: "-")
  }
}
