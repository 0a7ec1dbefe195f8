import SMTPReply

/// Writes values of JSON as plain bytes.
enum JSONValue {
  /// Writes the value at `range`: a string without its escapes; an array of numbers as the bytes they are, as journald
  /// gives a field that is no UTF-8; of an array of strings, a field said several times, the first; a number as it
  /// stands. False when it is none of them.
  static func append(_ bytes: RawSpan, _ range: Range<Int>, to text: inout LineText) -> Bool {
    guard !range.isEmpty else { return false }
    let first = bytes.byte(range.lowerBound)
    if first == ASCII.quote {
      appendString(bytes, (range.lowerBound &+ 1)..<(range.upperBound &- 1), to: &text)
      return true
    }
    if first == ASCII.openBracket { return appendArray(bytes, range, to: &text) }
    guard ASCII.isDigit(first) else { return false }
    text.append(bytes, range)
    return true
  }

  private static func appendArray(_ bytes: RawSpan, _ range: Range<Int>, to text: inout LineText) -> Bool {
    var at = range.lowerBound &+ 1
    while at < range.upperBound {
      let byte = bytes.byte(at)
      if byte == ASCII.quote {
        var close = at &+ 1
        while close < range.upperBound, bytes.byte(close) != ASCII.quote {
          close &+= bytes.byte(close) == ASCII.backslash ? 2 : 1
        }
        guard close < range.upperBound else { return false }
        appendString(bytes, (at &+ 1)..<close, to: &text)
        return true
      }
      if ASCII.isDigit(byte) {
        var number = 0
        while at < range.upperBound, ASCII.isDigit(bytes.byte(at)) {
          number = number &* 10 &+ Int(bytes.byte(at) & 15)
          guard number < 256 else { return false }
          at &+= 1
        }
        text.append(UInt8(number))
      } else {
        guard byte == ASCII.comma || byte == ASCII.space || byte == ASCII.closeBracket else { return false }
        at &+= 1
      }
    }
    return true
  }

  private static func appendString(_ bytes: RawSpan, _ range: Range<Int>, to text: inout LineText) {
    var at = range.lowerBound
    while at < range.upperBound {
      let stop = bytes.firstIndex(of: ASCII.backslash, from: at, to: range.upperBound) ?? range.upperBound
      text.append(bytes, at..<stop)
      guard stop &+ 1 < range.upperBound else { return }
      at = appendEscape(bytes, stop &+ 1, range.upperBound, to: &text)
    }
  }

  /// Writes what the escape whose letter is at `start` means; gives the offset behind it.
  private static func appendEscape(_ bytes: RawSpan, _ start: Int, _ end: Int, to text: inout LineText) -> Int {
    switch bytes.byte(start) {
    case UInt8(ascii: "n"): text.append(ASCII.newline)
    case UInt8(ascii: "r"): text.append(ASCII.carriageReturn)
    case UInt8(ascii: "t"): text.append(UInt8(ascii: "\t"))
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0c)
    case UInt8(ascii: "u"): return appendCodeUnit(bytes, start &+ 1, end, to: &text)
    default: text.append(bytes.byte(start))
    }
    return start &+ 1
  }

  /// `XXXX` at `start`, behind `\u`, or both halves of a surrogate pair; what is no character becomes U+FFFD.
  private static func appendCodeUnit(_ bytes: RawSpan, _ start: Int, _ end: Int, to text: inout LineText) -> Int {
    guard let unit = hexadecimal(bytes, start, end) else {
      text.append("\u{FFFD}" as Unicode.Scalar)
      return start
    }
    if let scalar = Unicode.Scalar(unit) {
      text.append(scalar)
      return start &+ 4
    }
    if unit < 0xdc00, start &+ 6 <= end, bytes.hasWord("\\u", at: start &+ 4),
      let low = hexadecimal(bytes, start &+ 6, end), low >= 0xdc00, low < 0xe000,
      let scalar = Unicode.Scalar(0x1_0000 &+ (unit &- 0xd800) << 10 &+ (low &- 0xdc00))
    {
      text.append(scalar)
      return start &+ 10
    }
    text.append("\u{FFFD}" as Unicode.Scalar)
    return start &+ 4
  }

  private static func hexadecimal(_ bytes: RawSpan, _ start: Int, _ end: Int) -> UInt32? {
    guard end &- start >= 4 else { return nil }
    var value: UInt32 = 0
    for index in 0..<4 {
      let byte = bytes.byte(start &+ index)
      let digit = ASCII.isDigit(byte) ? byte & 15 : (byte | 0x20) &- 0x61 &+ 10
      guard digit < 16, ASCII.isAlphanumeric(byte) else { return nil }
      value = value << 4 | UInt32(digit)
    }
    return value
  }
}
