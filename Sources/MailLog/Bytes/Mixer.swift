/// The hash function of the tables: multiply, and fold both halves of the product (as in wyhash and FxHash's successors).
public enum Mixer {
  /// Mixes two words into one.
  @inlinable @inline(__always)
  public static func mix(_ left: UInt64, _ right: UInt64) -> UInt64 {
    let product = (left ^ 0xa076_1d64_78bd_642f).multipliedFullWidth(by: right ^ 0xe703_7ed1_a0b4_28db)
    return product.high ^ product.low
  }

  /// A hash of the bytes of `range`, which eight more bytes follow in the span.
  @inlinable @inline(__always)
  public static func hash(_ bytes: RawSpan, _ range: Range<Int>) -> UInt64 {
    var hash = UInt64(truncatingIfNeeded: range.count)
    var at = range.lowerBound
    while at &+ 8 < range.upperBound {
      hash = mix(hash, bytes.word(at))
      at &+= 8
    }
    return mix(hash, Word.first(range.upperBound &- at, of: bytes.word(at)))
  }

  /// A hash of a pair of numbers.
  @inlinable @inline(__always)
  public static func hash(_ left: UInt32, _ right: UInt32) -> UInt64 {
    mix(UInt64(left) | UInt64(right) << 32, 0x9e37_79b9_7f4a_7c15)
  }
}
