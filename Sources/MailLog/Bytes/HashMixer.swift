/// The hash function of what files keep: the same in every run, so that what two runs know of a host, a recipient or a line agrees.
///
/// Its key stands here for everybody to read, so a table never goes by it: see `HashKey`.
@usableFromInline package enum HashMixer {
  @inlinable @inline(__always)
  static var key: HashKey { HashKey(0xa076_1d64_78bd_642f, 0xe703_7ed1_a0b4_28db) }

  /// Mixes two words into one.
  @inlinable @inline(__always)
  package static func mix(_ left: UInt64, _ right: UInt64) -> UInt64 { key.mix(left, right) }

  /// A hash of the bytes of `range`, which eight more bytes follow in the span.
  @inlinable @inline(__always)
  package static func hash(_ bytes: RawSpan, _ range: Range<Int>) -> UInt64 { key.chain(bytes, range) }

  /// As `hash`, the same for strings that differ only in ASCII case.
  @inlinable @inline(__always)
  package static func hashIgnoringCase(_ bytes: RawSpan, _ range: Range<Int>) -> UInt64 {
    key.chainIgnoringCase(bytes, range)
  }
}
