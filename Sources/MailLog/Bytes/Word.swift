/// Up to eight bytes of ASCII text as one number in memory order, to compare with `RawSpan.word(_:)`.
///
/// At -O a literal folds to a constant.
@usableFromInline package enum Word {
  /// The bytes of `text`, at most eight.
  @inlinable @inline(__always)
  package static func of(_ text: StaticString) -> UInt64 {
    var word: UInt64 = 0
    let count = min(8, text.utf8CodeUnitCount)
    // A StaticString's bytes are constant; the index stays below its length.
    for index in 0..<count { unsafe word |= UInt64(text.utf8Start[index]) << UInt64(8 &* index) }
    return word
  }

  /// Up to eight bytes of `text` from its byte `start` on.
  @inlinable @inline(__always)
  package static func of(_ text: StaticString, from start: Int) -> UInt64 {
    var word: UInt64 = 0
    let count = min(8, text.utf8CodeUnitCount &- start)
    // A StaticString's bytes are constant; the index stays below its length.
    for index in 0..<max(0, count) { unsafe word |= UInt64(text.utf8Start[start &+ index]) << UInt64(8 &* index) }
    return word
  }

  /// `word` with only its first `count` bytes, 0 to 8.
  @inlinable @inline(__always)
  package static func first(_ count: Int, of word: UInt64) -> UInt64 {
    count >= 8 ? word : word & ((1 << UInt64(8 &* count)) &- 1)
  }
}

extension RawSpan {
  /// Whether the bytes from `offset` are those of `text`, which has at most eight.
  ///
  /// Nothing is compared with the line's end: the caller knows that the line goes on, or that a match across its end is
  /// impossible since `text` has no newline.
  @inline(__always)
  func hasWord(_ text: StaticString, at offset: Int) -> Bool {
    Word.first(text.utf8CodeUnitCount, of: word(offset)) == Word.of(text)
  }
}
