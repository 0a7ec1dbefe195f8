// Searches over a few bytes, eight at a time: a call of memchr costs more than they do, and a loop over bytes nine
// instructions each. The words may reach past `limit`, into the buffer's padding; what they find there is not counted.
extension RawSpan {
  /// The offset of the first `byte` in `start..<limit`, or `limit`. For distances of up to some dozen bytes.
  @inlinable @inline(__always)
  package func shortIndex(of byte: UInt8, from start: Int, limit: Int) -> Int {
    let pattern = UInt64(byte) &* Word.ones
    var at = start
    while at < limit {
      let zeros = Word.firstZeroByte(word(at) ^ pattern)
      if zeros != 0 { return min(limit, at &+ zeros.trailingZeroBitCount >> 3) }
      at &+= 8
    }
    return limit
  }

  /// As `shortIndex`, for the first of two bytes.
  @inline(__always)
  func shortIndex(of first: UInt8, or second: UInt8, from start: Int, limit: Int) -> Int {
    let left = UInt64(first) &* Word.ones
    let right = UInt64(second) &* Word.ones
    var at = start
    while at < limit {
      let word = word(at)
      let zeros = Word.firstZeroByte(word ^ left) | Word.firstZeroByte(word ^ right)
      if zeros != 0 { return min(limit, at &+ zeros.trailingZeroBitCount >> 3) }
      at &+= 8
    }
    return limit
  }

  /// As `shortIndex`, nil when there is none.
  @inline(__always)
  func shortFirst(of byte: UInt8, from start: Int, to end: Int) -> Int? {
    let at = shortIndex(of: byte, from: start, limit: end)
    return at < end ? at : nil
  }

  /// The offset of the first byte in `start..<limit` that is no ASCII letter or digit, or `limit`.
  @inline(__always)
  func endOfAlphanumerics(from start: Int, limit: Int) -> Int {
    var at = start
    while at < limit {
      let others = Word.othersThanAlphanumerics(word(at))
      if others != 0 { return min(limit, at &+ others.trailingZeroBitCount >> 3) }
      at &+= 8
    }
    return limit
  }
}

extension Word {
  /// The high bit of every byte of `word` that is no ASCII letter or digit.
  @inline(__always)
  static func othersThanAlphanumerics(_ word: UInt64) -> UInt64 {
    let low = word & ~highBits
    let small = low | 0x20 &* ones
    // A high bit is set where the byte is at least the bound: additions stay inside each byte.
    let digits = (low &+ (0x80 &- 0x30) &* ones) & ~(low &+ (0x80 &- 0x3a) &* ones)
    let letters = (small &+ (0x80 &- 0x61) &* ones) & ~(small &+ (0x80 &- 0x7b) &* ones)
    return ~((digits | letters) & ~word) & highBits
  }

  /// 1 in every byte.
  @inlinable @inline(__always) package static var ones: UInt64 { 0x0101_0101_0101_0101 }
  /// The high bit of every byte.
  @inlinable @inline(__always) package static var highBits: UInt64 { 0x8080_8080_8080_8080 }

  /// A word whose lowest set bit is the high bit of the first byte of `word` that is zero; 0 when none is. Bits above it mean
  /// nothing.
  @inlinable @inline(__always)
  package static func firstZeroByte(_ word: UInt64) -> UInt64 { (word &- ones) & ~word & highBits }
}
