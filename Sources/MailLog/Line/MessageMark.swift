import SMTPReply

/// What some syslog daemons put between a tag and its message.
///
/// Templates write more blanks than one. Solaris writes `[ID 197553 mail.info] ` there (syslog(3C)). rsyslog sums up the same line said again as
/// `message repeated 3 times: [ TEXT]`, three times besides the first (rsyslog, action.c).
enum MessageMark {
  /// The greatest number of repeats that is believed.
  static let mostTimes = 1_000_000

  /// Whether a message with this first byte may have such a mark.
  @inline(__always)
  static func mayBegin(with byte: UInt8) -> Bool {
    // One comparison for `m` and `[`, which it lets pass with a few others that begin no message of weight.
    byte | 0x36 == 0x7f || byte <= ASCII.space
  }

  /// Moves `message` and `end` to the text itself; gives how often it was said.
  @inline(never)
  static func read(_ bytes: RawSpan, _ message: inout Int, _ end: inout Int) -> Int {
    // The tag and the message of some templates have a blank each.
    while message < end, bytes.byte(message) == ASCII.space || bytes.byte(message) == UInt8(ascii: "\t") {
      message &+= 1
    }
    if let text = solarisEnd(bytes, message, end) { message = text }
    guard bytes.starts(with: "message repeated ", at: message, end: end),
      let (times, behind) = times(bytes, message &+ 17, end),
      bytes.starts(with: " times: [", at: behind, end: end)
    else { return 1 }
    message = behind &+ 9
    while message < end, bytes.byte(message) == ASCII.space { message &+= 1 }
    // The text is cut at 800 bytes, the bracket is there nevertheless.
    if end > message, bytes.byte(end &- 1) == ASCII.closeBracket { end &-= 1 }
    return times
  }

  /// A number of repeats, 1 to `mostTimes`, and the offset behind it.
  static func times(_ bytes: RawSpan, _ start: Int, _ end: Int) -> (times: Int, behind: Int)? {
    var times = 0
    var at = start
    while at < end, ASCII.isDigit(bytes.byte(at)) {
      times = times &* 10 &+ Int(bytes.byte(at) & 15)
      guard times <= mostTimes else { return nil }
      at &+= 1
    }
    return times > 0 ? (times, at) : nil
  }

  /// How often a reply was said that a line tells `count` times and that was repeated; no more than is believed, so that the lines of no
  /// log bring a sum to overflow.
  static func times(_ count: Int, _ repeats: Int) -> Int { min(count &* repeats, mostTimes) }

  private static func solarisEnd(_ bytes: RawSpan, _ start: Int, _ end: Int) -> Int? {
    guard bytes.starts(with: "[ID ", at: start, end: end),
      let close = bytes.shortFirst(of: ASCII.closeBracket, from: start, to: min(end, start &+ 48)),
      bytes.hasWord("] ", at: close)
    else { return nil }
    return close &+ 2
  }
}
