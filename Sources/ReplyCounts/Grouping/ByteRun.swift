import MailLog

/// The ASCII letters and digits that up to eight bytes of a text begin with, as masks: the high bit of each byte that is one.
///
/// Additions stay inside each byte, since the high bits are taken out first.
struct ByteRun {
  private(set) var letters: UInt64
  private(set) var digits: UInt64
  /// How many bytes there are in front of the first that is neither, at most eight.
  private(set) var count: Int

  /// Looks at the first `limit` bytes of `word`, which is above 0.
  @inline(__always)
  init(_ word: UInt64, limit: Int) {
    let low = word & ~Word.highBits
    let small = low | 0x20 &* Word.ones
    digits = (low &+ (0x80 &- 0x30) &* Word.ones) & ~(low &+ (0x80 &- 0x3a) &* Word.ones) & ~word & Word.highBits
    letters = (small &+ (0x80 &- 0x61) &* Word.ones) & ~(small &+ (0x80 &- 0x7b) &* Word.ones) & ~word & Word.highBits
    let others = ~(digits | letters) & Word.highBits
    count = min(limit, others.trailingZeroBitCount >> 3)
    let within = Word.first(count, of: ~0)
    letters &= within
    digits &= within
  }

  @inline(__always)
  var letterCount: Int { ByteRun.count(letters) }

  @inline(__always)
  var digitCount: Int { ByteRun.count(digits) }

  /// Whether a letter stands behind a digit: the greatest bit tells which of two masks without a common bit reaches further.
  @inline(__always)
  var hasLetterAfterDigit: Bool { digits != 0 && letters > digits & (0 &- digits) }

  /// How many high bits are set: the product adds them up in the topmost byte.
  @inline(__always)
  private static func count(_ mask: UInt64) -> Int { Int(truncatingIfNeeded: ((mask >> 7) &* Word.ones) >> 56) }
}
