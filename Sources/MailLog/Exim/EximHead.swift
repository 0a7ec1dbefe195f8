import SMTPReply

/// What stands in front of the text of an Exim line: `[STAMP ][[PID] ][MESSAGE-ID ]` (log.c `log_vwrite`).
enum EximHead {
  /// The offset behind the stamp at `start` and the blank that follows it; nil when there is none.
  ///
  /// `2026-11-23 15:20:10`, with `+millisec` `.347` behind it, with `log_timezone` ` -0330` behind that.
  @inline(__always)
  static func stampEnd(_ bytes: RawSpan, _ start: Int, _ end: Int) -> Int? {
    guard end &- start >= 20, bytes.byte(start &+ 4) == ASCII.hyphen, bytes.byte(start &+ 7) == ASCII.hyphen,
      bytes.byte(start &+ 10) == ASCII.space, bytes.byte(start &+ 13) == ASCII.colon,
      bytes.byte(start &+ 16) == ASCII.colon, ASCII.isDigit(bytes.byte(start &+ 18))
    else { return nil }
    var at = start &+ 19
    if bytes.byte(at) == ASCII.dot {
      at &+= 1
      while at < end, ASCII.isDigit(bytes.byte(at)) { at &+= 1 }
    }
    guard at < end, bytes.byte(at) == ASCII.space else { return nil }
    let sign = bytes.byte(at &+ 1)
    if sign == UInt8(ascii: "+") || sign == ASCII.hyphen, at &+ 6 < end, bytes.byte(at &+ 6) == ASCII.space,
      ASCII.isDigit(bytes.byte(at &+ 2)), ASCII.isDigit(bytes.byte(at &+ 5))
    {
      at &+= 6
    }
    return at &+ 1
  }

  /// The offset behind the `[PID] ` at `start`; nil when there is none.
  @inline(__always)
  static func pidEnd(_ bytes: RawSpan, _ start: Int, _ end: Int) -> Int? {
    guard start < end, bytes.byte(start) == ASCII.openBracket else { return nil }
    var at = start &+ 1
    while at < end, ASCII.isDigit(bytes.byte(at)) { at &+= 1 }
    guard at > start &+ 1, at &+ 1 < end, bytes.hasWord("] ", at: at) else { return nil }
    return at &+ 2
  }

  /// The offset behind the message id at `start`, which a blank follows; nil when there is none.
  ///
  /// `1xVVq2-0000mL-25` up to 4.96, `1xVVrE-0000000027K-1MTX` from 4.97 on: base 62, the case matters.
  @inline(__always)
  static func idEnd(_ bytes: RawSpan, _ start: Int, _ end: Int) -> Int? {
    guard let third = idShape(bytes, start, end), isID(bytes, start, third) else { return nil }
    return third
  }

  /// As `idEnd`, by hyphens and blank alone: what stands between them is not looked at.
  @inline(always)
  static func idShape(_ bytes: RawSpan, _ start: Int, _ end: Int) -> Int? {
    guard end &- start > 17, bytes.byte(start &+ 6) == ASCII.hyphen else { return nil }
    if bytes.byte(start &+ 18) == ASCII.hyphen, end &- start > 24, bytes.byte(start &+ 23) == ASCII.space {
      return start &+ 23
    }
    return bytes.byte(start &+ 13) == ASCII.hyphen && bytes.byte(start &+ 16) == ASCII.space ? start &+ 16 : nil
  }

  /// Whether letters and digits alone stand between the hyphens of `start..<end`, which has the shape of an id.
  @inline(always)
  static func isID(_ bytes: RawSpan, _ start: Int, _ end: Int) -> Bool {
    let second = end &- start == 23 ? start &+ 18 : start &+ 13
    return bytes.endOfAlphanumerics(from: start, limit: start &+ 6) == start &+ 6
      && bytes.endOfAlphanumerics(from: start &+ 7, limit: second) == second
      && bytes.endOfAlphanumerics(from: second &+ 1, limit: end) == end
  }
}
