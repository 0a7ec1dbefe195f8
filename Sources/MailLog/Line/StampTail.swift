/// What stands between the clock time of a stamp and the host, `.478328+00:00 `: a fraction of six digits or none, and a zone or none.
struct StampTail {
  /// How many bytes the clock time has with it: 9 for a blank alone.
  private(set) var count = 0
  /// Whether nothing is in it but the blank.
  var isPlain: Bool { count == 9 }
  private var hasFraction = false
  /// The zone and the blank, the last of the eight bytes in front of the host.
  private var zone: UInt64 = 0
  private var zoneMask: UInt64 = 0

  /// Takes that of a stamp with `head`; false when it is in another form.
  mutating func take(_ bytes: RawSpan, _ head: borrowing LineHead) -> Bool {
    let end = head.host.lowerBound
    let start = head.clock &+ 8
    let mark = bytes.byte(start)
    hasFraction = mark == ASCII.dot && StampTail.sixDigits(bytes.word(start &+ 1)) != nil
    let zoneStart = hasFraction ? start &+ 7 : start
    let zoneCount = end &- zoneStart
    // A fraction of another length, or behind a comma.
    let isUnusual = hasFraction ? ASCII.isDigit(bytes.byte(zoneStart)) : mark == ASCII.dot || mark == ASCII.comma
    guard !isUnusual, zoneCount > 0, zoneCount <= 8 else {
      count = 0
      return false
    }
    count = end &- head.clock
    zoneMask = ~Word.first(8 &- zoneCount, of: ~0)
    zone = bytes.word(end &- 8) & zoneMask
    return true
  }

  /// The microseconds of the fraction behind the clock time at `clock`, 0 without one; nil when what stands there is no tail like
  /// this. The host has to begin as far behind it as `count` says.
  @inline(__always)
  func micros(_ bytes: RawSpan, _ clock: Int) -> Int64? {
    guard bytes.word(clock &+ count &- 8) & zoneMask == zone else { return nil }
    guard hasFraction else { return 0 }
    guard bytes.byte(clock &+ 8) == ASCII.dot else { return nil }
    return StampTail.sixDigits(bytes.word(clock &+ 9))
  }

  /// The number that the first six bytes of `word` are; nil when one is no digit.
  @inline(__always)
  private static func sixDigits(_ word: UInt64) -> Int64? {
    let values = (word ^ Word.of("000000")) & 0xffff_ffff_ffff
    // A digit plus six stays below sixteen.
    guard (values | (values &+ 0x0606_0606_0606)) & 0xf0f0_f0f0_f0f0 == 0 else { return nil }
    // Two zeros in front, then neighbours are joined: to pairs, to fours, to eight.
    let digits = values << 16
    let pairs = (digits &* 10 &+ digits >> 8) & 0x00ff_00ff_00ff_00ff
    let fours = (pairs &* 100 &+ pairs >> 16) & 0x0000_ffff_0000_ffff
    return Int64(truncatingIfNeeded: (fours &* 10_000 &+ fours >> 32) & 0xffff_ffff)
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
