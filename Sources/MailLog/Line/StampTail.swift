import SMTPReply

/// What stands between the clock time of a stamp and the host, `.478328+00:00 `: a fraction of up to six digits or none, and a zone or none.
struct StampTail {
  /// How many bytes the clock time has with it: 9 for a blank alone.
  private(set) var count = 0
  /// Whether nothing is in it but the blank.
  var isPlain: Bool { count == 9 }
  /// What the fraction begins with, and which of the bytes behind it are its digits; none without one.
  private var mark: UInt8 = 0
  private var digitMask: UInt64 = 0
  /// The zone and the blank, the last of the eight bytes in front of the host.
  private var zone: UInt64 = 0
  private var zoneMask: UInt64 = 0

  /// Takes that of a stamp with `head`; false when it is in another form.
  mutating func take(_ bytes: RawSpan, _ head: borrowing LineHead) -> Bool {
    let end = head.host.lowerBound
    var zoneStart = head.clock &+ 8
    count = 0
    digitMask = 0
    mark = bytes.byte(zoneStart)
    if mark == ASCII.dot || mark == ASCII.comma {
      let first = zoneStart &+ 1
      zoneStart = first
      while zoneStart < end, ASCII.isDigit(bytes.byte(zoneStart)) { zoneStart &+= 1 }
      guard zoneStart > first, zoneStart &- first <= 6 else { return false }
      digitMask = Word.first(zoneStart &- first, of: ~0)
    }
    let zoneCount = end &- zoneStart
    guard zoneCount > 0, zoneCount <= 8 else { return false }
    count = end &- head.clock
    zoneMask = ~Word.first(8 &- zoneCount, of: ~0)
    zone = bytes.word(end &- 8) & zoneMask
    return true
  }

  /// Whether a tail like this stands behind the clock time at `clock`, from which the host begins as far behind as `count` says.
  @inline(always)
  func fits(_ bytes: RawSpan, _ clock: Int) -> Bool {
    guard bytes.word(clock &+ count &- 8) & zoneMask == zone else { return false }
    guard digitMask != 0 else { return true }
    guard bytes.byte(clock &+ 8) == mark else { return false }
    let values = digits(bytes, clock)
    // A digit plus six stays below sixteen.
    return (values | (values &+ 0x0606_0606_0606)) & 0xf0f0_f0f0_f0f0 == 0
  }

  /// The microseconds of the fraction behind the clock time at `clock`, where the tail fits; 0 without one.
  @inline(__always)
  func micros(_ bytes: RawSpan, _ clock: Int) -> Int64 {
    // Two zeros in front, then neighbours are joined: to pairs, to fours, to eight.
    let digits = digits(bytes, clock) << 16
    let pairs = (digits &* 10 &+ digits >> 8) & 0x00ff_00ff_00ff_00ff
    let fours = (pairs &* 100 &+ pairs >> 16) & 0x0000_ffff_0000_ffff
    return Int64(truncatingIfNeeded: (fours &* 10_000 &+ fours >> 32) & 0xffff_ffff)
  }

  /// The fraction's digits as numbers, a byte each; zeros behind them.
  @inline(always)
  private func digits(_ bytes: RawSpan, _ clock: Int) -> UInt64 {
    (bytes.word(clock &+ 9) ^ Word.of("000000")) & digitMask
  }
}

extension LogTime {
  /// The same second without its fraction.
  var withoutFraction: LogTime {
    var time = self
    if fractionDigits > 0 { time.wall -= wall >= 0 ? wall % 1_000_000 : (wall % 1_000_000 + 1_000_000) % 1_000_000 }
    return time
  }

  /// The time so much later in the same second.
  @inline(__always)
  func adding(micros: Int64) -> LogTime {
    var time = self
    time.wall &+= micros
    return time
  }
}
