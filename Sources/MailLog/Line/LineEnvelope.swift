import SMTPReply

/// What containers and receivers of syslog put in front of a line. Each function gives the offset behind one such
/// piece.
enum LineEnvelope {
  /// `<22>`, the priority (RFC 3164 section 4.1.1, RFC 5424 section 6.2.1).
  static func priorityEnd(_ bytes: RawSpan, _ start: Int, _ end: Int) -> Int? {
    guard start < end, bytes.byte(start) == ASCII.less else { return nil }
    var at = start &+ 1
    while at < end, at &- start <= 3, ASCII.isDigit(bytes.byte(at)) { at &+= 1 }
    guard at > start &+ 1, at < end, bytes.byte(at) == ASCII.greater else { return nil }
    return at &+ 1
  }

  /// `postfix-1  | `, the service's name that `docker compose logs` writes, in colour or without.
  static func serviceEnd(_ bytes: RawSpan, _ start: Int, _ end: Int) -> Int? {
    let first = colourEnd(bytes, start, end) ?? start
    var at = first
    let limit = min(end, first &+ 128)
    while at < limit, isOfName(bytes.byte(at)) { at &+= 1 }
    let nameEnd = at
    while at < limit, bytes.byte(at) == ASCII.space { at &+= 1 }
    guard nameEnd > first, at > nameEnd, at < limit, bytes.byte(at) == UInt8(ascii: "|") else { return nil }
    at = colourEnd(bytes, at &+ 1, end) ?? at &+ 1
    guard at < end, bytes.byte(at) == ASCII.space else { return nil }
    return at &+ 1
  }

  /// The blank behind `2026-11-23T15:21:13.478328912Z`, which has a zone always (RFC 3339).
  static func stampEnd(_ bytes: RawSpan, _ start: Int, _ end: Int) -> Int? {
    guard end &- start > 20, bytes.byte(start &+ 4) == ASCII.hyphen, bytes.byte(start &+ 7) == ASCII.hyphen,
      bytes.byte(start &+ 10) == UInt8(ascii: "T"), bytes.byte(start &+ 13) == ASCII.colon,
      bytes.byte(start &+ 16) == ASCII.colon
    else { return nil }
    var at = start &+ 19
    if bytes.byte(at) == ASCII.dot {
      at &+= 1
      while at < end, ASCII.isDigit(bytes.byte(at)) { at &+= 1 }
    }
    guard at < end else { return nil }
    let zone = bytes.byte(at)
    if zone == UInt8(ascii: "Z") {
      at &+= 1
    } else if zone == UInt8(ascii: "+") || zone == ASCII.hyphen {
      at = bytes.shortIndex(of: ASCII.space, from: at, limit: min(end, at &+ 7))
    } else {
      return nil
    }
    guard at < end, bytes.byte(at) == ASCII.space else { return nil }
    return at
  }

  /// Behind `ESC [ 36 m`, which sets a colour; nil when none stands there.
  static func colourEnd(_ bytes: RawSpan, _ start: Int, _ end: Int) -> Int? {
    guard end &- start > 3, bytes.byte(start) == 0x1b, bytes.byte(start &+ 1) == ASCII.openBracket else { return nil }
    var at = start &+ 2
    while at < end, at &- start < 16, ASCII.isDigit(bytes.byte(at)) || bytes.byte(at) == UInt8(ascii: ";") { at &+= 1 }
    return at < end && bytes.byte(at) == UInt8(ascii: "m") ? at &+ 1 : nil
  }

  private static func isOfName(_ byte: UInt8) -> Bool {
    ASCII.isAlphanumeric(byte) || byte == ASCII.hyphen || byte == ASCII.dot || byte == UInt8(ascii: "_")
      || byte == ASCII.at
  }
}
