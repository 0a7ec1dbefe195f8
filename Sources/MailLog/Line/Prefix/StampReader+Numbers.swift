import SMTPReply

// Stamps that are one number.
extension StampReader {
  /// Seconds, milliseconds, microseconds or nanoseconds since 1970.
  static func epoch(_ bytes: RawSpan, _ start: Int, _ end: Int) -> WrittenStamp? {
    var at = start
    var value: Int64 = 0
    while at < end, at &- start < 19, ASCII.isDigit(bytes.byte(at)) {
      value = value &* 10 &+ Int64(bytes.byte(at) & 15)
      at &+= 1
    }
    let digits = at &- start
    let behind = start &+ 10
    switch digits {
    case 10: break
    case 13, 16, 19: for _ in 10..<digits { value /= 10 }
    default: return nil
    }
    var stamp = of(second: value)
    stamp?.fraction = digits > 10 ? behind..<at : nil
    if digits == 10, at &+ 1 < end, bytes.byte(at) == ASCII.dot, ASCII.isDigit(bytes.byte(at &+ 1)) {
      let first = at &+ 1
      at = first
      while at < end, ASCII.isDigit(bytes.byte(at)) { at &+= 1 }
      stamp?.fraction = first..<at
    }
    stamp?.end = at
    return stamp
  }

  /// `@4000000069651a2f1dcd6500`: TAI64N, 10 seconds in front of UTC as multilog and svlogd write it (libtai).
  static func label(_ bytes: RawSpan, _ start: Int, _ end: Int) -> WrittenStamp? {
    guard end &- start > 25, bytes.byte(start &+ 25) == ASCII.space else { return nil }
    var value: UInt64 = 0
    for index in 1..<25 {
      let byte = bytes.byte(start &+ index) | 0x20
      let digit = ASCII.isDigit(bytes.byte(start &+ index)) ? byte & 15 : byte &- 0x61 &+ 10
      guard digit < 16 else { return nil }
      if index <= 16 { value = value << 4 | UInt64(digit) }
    }
    guard value >= 1 << 62, value < 1 << 62 &+ 1 << 40 else { return nil }
    var stamp = of(second: Int64(value &- 1 << 62) &- 10)
    stamp?.end = start &+ 25
    return stamp
  }

  private static func of(second: Int64) -> WrittenStamp? {
    // From 2000 on, and before 2100.
    guard second >= 946_684_800, second < 4_102_444_800 else { return nil }
    let date = CivilDate(dayNumber: Int(second / 86_400))
    let inDay = Int(second % 86_400)
    return WrittenStamp(
      year: date.year, month: date.month, day: date.day, hour: inDay / 3_600, minute: inDay / 60 % 60,
      second: inDay % 60, zone: 0)
  }
}
