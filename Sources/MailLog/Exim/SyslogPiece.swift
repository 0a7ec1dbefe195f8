import SMTPReply

/// The number of a piece that a long line was cut into: `[2/5] ` or `[2\14] ` (log.c `write_syslog`).
struct SyslogPiece {
  var index: Int
  var count: Int
  /// Whether the piece ends at a newline of the message and not at 870 bytes.
  var endsAtNewline: Bool
  /// The first byte of the piece's text.
  var text: Int

  /// Reads the number at `start`; nil when none stands there.
  init?(_ bytes: RawSpan, _ start: Int, _ end: Int) {
    guard end &- start >= 6, bytes.byte(start) == ASCII.openBracket else { return nil }
    var at = start &+ 1
    guard let index = SyslogPiece.number(bytes, &at, end) else { return nil }
    let separator = bytes.byte(at)
    guard separator == ASCII.slash || separator == ASCII.backslash else { return nil }
    at &+= 1
    guard let count = SyslogPiece.number(bytes, &at, end), index >= 1, index <= count, at &+ 1 < end,
      bytes.hasWord("] ", at: at)
    else { return nil }
    self.index = index
    self.count = count
    endsAtNewline = separator == ASCII.backslash
    text = at &+ 2
  }

  private static func number(_ bytes: RawSpan, _ at: inout Int, _ end: Int) -> Int? {
    var value = 0
    let start = at
    while at < end, at &- start < 4, ASCII.isDigit(bytes.byte(at)) {
      value = value &* 10 &+ Int(bytes.byte(at) & 15)
      at &+= 1
    }
    return at > start && at < end ? value : nil
  }
}
