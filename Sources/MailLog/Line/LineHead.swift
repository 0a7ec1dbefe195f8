import SMTPReply

/// Where the parts of a line's head are: `STAMP HOST TAG...`.
///
/// Only offsets; the time itself is read when a line needs it, by `LogClock`.
struct LineHead {
  /// How the time stamp is written.
  enum Stamp {
    /// `Nov  3 04:05:06`, `Nov 03 04:05:06` or `Nov 3 04:05:06` (RFC 3164 section 4.1.2; postlogd pads with zeros).
    case rfc3164
    /// `2013 Jun 10 06:27:30`, otherwise as RFC 3164.
    case yearFirst
    /// `2026-11-23T15:21:13.478328+00:00` (RFC 3339).
    case rfc3339
    /// `2026-11-23 15:20:10`, with `.347` and ` -0330` behind it or without: Exim's own, which neither host nor tag follows.
    case exim
    /// `1795447064.511000`, seconds since 1970-01-01 00:00:00 UTC.
    case unix
    /// `Mon 2026-11-23 15:21:13 UTC`.
    case weekday
    /// No stamp at all.
    case none
  }

  var stamp: Stamp
  /// The first byte of the stamp.
  var start: Int
  /// The first byte of the clock time, `04:05:06`.
  var clock: Int
  /// The host name.
  var host: Range<Int>
  /// The first byte of the tag.
  var tag: Int

  /// A head to read others into.
  static let empty = LineHead(stamp: .rfc3164, start: 0, clock: 0, host: 0..<0, tag: 0)

  /// Reads the head of the line at `start..<end`; nil when it has none that is known.
  @inline(__always)
  static func read(_ bytes: RawSpan, from start: Int, to end: Int) -> LineHead? {
    guard var head = readForm(bytes, from: start, to: end) else { return nil }
    if head.host.isEmpty { return head }
    if bytes.byte(head.host.upperBound &- 1) == ASCII.colon {
      // No host: what stands there is the tag.
      head.tag = head.host.lowerBound
      head.host = head.tag..<head.tag
    } else if PrefixWords.isSeverity(bytes, head.host) {
      head.host = head.host.lowerBound..<head.host.lowerBound
    }
    return head
  }

  @inline(__always)
  private static func readForm(_ bytes: RawSpan, from start: Int, to end: Int) -> LineHead? {
    guard end &- start >= 20 else { return nil }
    let first = bytes.byte(start)
    if ASCII.isDigit(first) {
      return bytes.byte(start &+ 4) == ASCII.hyphen
        ? rfc3339(bytes, from: start, to: end) : yearFirst(bytes, from: start, to: end)
    }
    // No month begins with another byte; the header lines in Exim's reject log could be made to look like a head.
    guard ASCII.isLetter(first) else { return nil }
    return rfc3164(bytes, from: start, to: end, stamp: .rfc3164, stampStart: start)
      ?? weekday(bytes, from: start, to: end)
  }

  /// `Mmm dd hh:mm:ss`, with the day's padding in any of the three forms.
  @inline(__always)
  private static func rfc3164(
    _ bytes: RawSpan, from start: Int, to end: Int, stamp: Stamp, stampStart: Int
  ) -> LineHead? {
    guard end &- start >= 20, bytes.byte(start &+ 3) == ASCII.space else { return nil }
    var clock = start &+ 7
    if bytes.byte(start &+ 6) != ASCII.space {
      // One digit and no padding: everything stands one byte further left.
      guard bytes.byte(start &+ 5) == ASCII.space else { return nil }
      clock = start &+ 6
    }
    return rest(bytes, stamp: stamp, start: stampStart, clock: clock, to: end)
  }

  private static func yearFirst(_ bytes: RawSpan, from start: Int, to end: Int) -> LineHead? {
    guard bytes.byte(start &+ 4) == ASCII.space else { return unix(bytes, from: start, to: end) }
    for index in 1..<4 where !ASCII.isDigit(bytes.byte(start &+ index)) { return nil }
    return rfc3164(bytes, from: start &+ 5, to: end, stamp: .yearFirst, stampStart: start)
  }

  @inline(__always)
  private static func rfc3339(_ bytes: RawSpan, from start: Int, to end: Int) -> LineHead? {
    guard bytes.byte(start &+ 7) == ASCII.hyphen else { return nil }
    guard bytes.byte(start &+ 10) == UInt8(ascii: "T") else { return exim(bytes, from: start, to: end) }
    return rest(bytes, stamp: .rfc3339, start: start, clock: start &+ 11, to: end)
  }

  /// Where the colons of `04:05:06` are.
  @inline(__always) private static var colons: UInt64 { 0x0000_ff00_00ff_0000 }

  /// The clock time's colons, then the host and the tag behind it.
  @inline(__always)
  private static func rest(_ bytes: RawSpan, stamp: Stamp, start: Int, clock: Int, to end: Int) -> LineHead? {
    guard clock &+ 8 < end else { return nil }
    guard bytes.word(clock) & LineHead.colons == Word.of("  :  :  ") & LineHead.colons else { return nil }
    var at = clock &+ 8
    if bytes.byte(at) != ASCII.space { at = bytes.shortIndex(of: ASCII.space, from: at, limit: end) }
    let host = at &+ 1
    at = bytes.shortIndex(of: ASCII.space, from: host, limit: end)
    guard at > host, at &+ 1 < end else { return nil }
    return LineHead(stamp: stamp, start: start, clock: clock, host: host..<at, tag: at &+ 1)
  }
}
