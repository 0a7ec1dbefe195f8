/// Which bytes belong to a token of a reply text.
enum TokenClass {
  /// Whether `byte` is part of a token: letters, digits, bytes of UTF-8, and what stands inside addresses and ids.
  @inline(__always)
  static func isInside(_ byte: UInt8) -> Bool {
    // Two words of 64 bits instead of a table: no memory is touched, and no lazy global asked for.
    if byte >= 0x80 { return true }
    let bits = byte < 64 ? low : high
    return bits >> UInt64(byte & 63) & 1 != 0
  }

  /// Bytes 0 to 63: `! $ % ' * + - .`, digits and the colon.
  @inline(__always)
  private static var low: UInt64 { 0x07ff_6cb2_0000_0000 }

  /// Bytes 64 to 127: `@`, letters, `^ _ ~`.
  @inline(__always)
  private static var high: UInt64 { 0x47ff_fffe_c7ff_ffff }

  /// Whether `byte`, at a token's end, belongs to the sentence and not to the token.
  @inline(__always)
  static func isTrailing(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ".") || byte == UInt8(ascii: ":") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "'")
  }

  /// The first offset in `start..<limit` that holds no ASCII letter, or `limit`; eight bytes at a time.
  @inline(__always)
  static func endOfLetters(_ text: RawSpan, from start: Int, limit: Int) -> Int {
    let ones: UInt64 = 0x0101_0101_0101_0101
    var at = start
    while at < limit {
      let word = text.word(at)
      // Small letters; a high bit is set where the byte is at least the bound: additions stay inside each byte.
      let small = (word & (0x7f &* ones)) | 0x20 &* ones
      let letters = (small &+ (0x80 &- 0x61) &* ones) & ~(small &+ (0x80 &- 0x7b) &* ones) & ~word
      let others = ~letters & (0x80 &* ones)
      if others != 0 { return min(limit, at &+ others.trailingZeroBitCount >> 3) }
      at &+= 8
    }
    return limit
  }

  /// The end of the token at `start..<end` without the sentence's punctuation.
  @inline(__always)
  static func withoutTrailing(_ text: RawSpan, _ start: Int, _ end: Int) -> Int {
    var stop = end
    while stop > start, isTrailing(text.byte(stop &- 1)) { stop &-= 1 }
    return stop
  }
}
