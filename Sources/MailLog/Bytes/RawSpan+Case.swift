// Comparing and hashing with ASCII capitals and small letters as one.
extension HashMixer {
  /// Every ASCII capital of `word` as a small letter; other bytes as they are.
  @inlinable @inline(__always)
  package static func lowercased(_ word: UInt64) -> UInt64 {
    let ones: UInt64 = 0x0101_0101_0101_0101
    // A byte's high bit is set in `upper` when it is 'A'...'Z' and no byte of UTF-8: additions stay inside each byte, since
    // the high bits are taken out first.
    let low = word & (0x7f &* ones)
    let fromA = low &+ ((0x80 &- 0x41) &* ones)
    let beyondZ = low &+ ((0x80 &- 0x5b) &* ones)
    let upper = fromA & ~beyondZ & ~word & (0x80 &* ones)
    return word | upper >> 2
  }
}

extension RawSpan {
  /// Whether the bytes of `range` are those of `other`'s `otherRange` but for ASCII case; eight more bytes follow both.
  @inlinable @inline(__always)
  package func equalsIgnoringCase(_ range: Range<Int>, _ other: RawSpan, _ otherRange: Range<Int>) -> Bool {
    guard range.count == otherRange.count else { return false }
    var at = 0
    while at < range.count {
      let count = min(8, range.count &- at)
      let left = Word.first(count, of: word(range.lowerBound &+ at))
      let right = Word.first(count, of: other.word(otherRange.lowerBound &+ at))
      // Nearly always they are the same as they stand.
      if left != right, HashMixer.lowercased(left) != HashMixer.lowercased(right) { return false }
      at &+= 8
    }
    return true
  }
}
