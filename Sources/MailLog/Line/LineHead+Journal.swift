import SMTPReply

// Stamps that only `journalctl` writes (systemd, shared/logs-show.c).
extension LineHead {
  /// `1795447064.511000 HOST TAG`, of `-o short-unix`.
  static func unix(_ bytes: RawSpan, from start: Int, to end: Int) -> LineHead? {
    var at = start
    while at < end, at &- start < 12, ASCII.isDigit(bytes.byte(at)) { at &+= 1 }
    guard at &- start >= 9, at &- start <= 11, bytes.byte(at) == ASCII.dot else { return nil }
    let fraction = at &+ 1
    at = fraction
    while at < end, ASCII.isDigit(bytes.byte(at)) { at &+= 1 }
    guard at > fraction, at < end, bytes.byte(at) == ASCII.space else { return nil }
    return host(bytes, stamp: .unix, start: start, clock: start, from: at &+ 1, to: end)
  }

  /// `Mon 2026-11-23 15:21:13 UTC HOST TAG`, of `-o short-full` and `-o with-unit`.
  static func weekday(_ bytes: RawSpan, from start: Int, to end: Int) -> LineHead? {
    guard end &- start >= 30, bytes.byte(start &+ 3) == ASCII.space, bytes.byte(start &+ 8) == ASCII.hyphen,
      bytes.byte(start &+ 11) == ASCII.hyphen, bytes.byte(start &+ 14) == ASCII.space,
      bytes.byte(start &+ 17) == ASCII.colon, bytes.byte(start &+ 20) == ASCII.colon
    else { return nil }
    var at = start &+ 23
    if bytes.byte(at) != ASCII.space { at = bytes.shortIndex(of: ASCII.space, from: at, limit: end) }
    let zone = at &+ 1
    at = bytes.shortIndex(of: ASCII.space, from: zone, limit: end)
    guard at > zone else { return nil }
    return host(bytes, stamp: .weekday, start: start, clock: start &+ 15, from: at &+ 1, to: end)
  }

  // More than five parameters: the bytes come beside the places in them.
  private static func host(
    _ bytes: RawSpan, stamp: Stamp, start: Int, clock: Int, from host: Int, to end: Int
  ) -> LineHead? {
    let at = bytes.shortIndex(of: ASCII.space, from: host, limit: end)
    guard at > host, at &+ 1 < end else { return nil }
    return LineHead(stamp: stamp, start: start, clock: clock, host: host..<at, tag: at &+ 1)
  }
}

extension LogTime {
  /// The time of `1795447064.511000` at `start`; nil when there are no such digits.
  init?(unix bytes: RawSpan, _ start: Int, _ end: Int) {
    var seconds: Int64 = 0
    var at = start
    while at < end, at &- start < 11, ASCII.isDigit(bytes.byte(at)) {
      seconds = seconds &* 10 &+ Int64(bytes.byte(at) & 15)
      at &+= 1
    }
    guard at > start, at < end, bytes.byte(at) == ASCII.dot else { return nil }
    self.init(wall: seconds &* 1_000_000, zone: 0)
    takeFraction(bytes, at &+ 1, end)
  }

  /// Adds the digits of a second's fraction from `start` on; gives the offset behind them.
  @discardableResult @inline(__always)
  mutating func takeFraction(_ bytes: RawSpan, _ start: Int, _ end: Int) -> Int {
    // Digits behind the sixth are below a microsecond.
    let stop = min(end, start &+ 6)
    var at = start
    var micros: Int64 = 0
    while at < stop {
      let digit = bytes.byte(at) &- 0x30
      guard digit < 10 else { break }
      micros = micros &* 10 &+ Int64(digit)
      at &+= 1
    }
    let digits = at &- start
    fractionDigits = UInt8(truncatingIfNeeded: digits)
    for _ in digits..<6 { micros &*= 10 }
    wall &+= micros
    while at < end, ASCII.isDigit(bytes.byte(at)) { at &+= 1 }
    return at
  }
}
