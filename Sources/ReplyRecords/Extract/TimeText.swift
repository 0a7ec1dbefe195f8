import MailLog

/// The text of times, the last one kept: many lines tell the same second.
struct TimeText {
  private var wall = Int64.min
  private var zone: Int16?
  private var fractionDigits: UInt8 = 0
  /// ISO 8601.
  private(set) var bytes = PaddedBytes()

  /// Sets the time.
  @inline(__always)
  mutating func set(_ time: LogTime) {
    if time.wall == wall, time.zone == zone, time.fractionDigits == fractionDigits { return }
    change(time)
  }

  private mutating func change(_ time: LogTime) {
    let isSameMinute =
      time.zone == zone && time.fractionDigits == 0 && fractionDigits == 0 && bytes.count >= 19
      && time.wall.quotient(60_000_000) == wall.quotient(60_000_000)
    wall = time.wall
    zone = time.zone
    fractionDigits = time.fractionDigits
    if isSameMinute {
      let second = Int((wall - wall.quotient(60_000_000) * 60_000_000) / 1_000_000)
      bytes[17] = UInt8(ascii: "0") + UInt8(second / 10)
      bytes[18] = UInt8(ascii: "0") + UInt8(second % 10)
    } else {
      bytes = PaddedBytes(time.iso8601.utf8)
    }
  }
}

extension Int64 {
  /// The quotient by `divisor`, rounded down.
  fileprivate func quotient(_ divisor: Int64) -> Int64 { self >= 0 ? self / divisor : (self - divisor + 1) / divisor }
}
