extension RawSpan {
  /// The offset of the last `byte` in `start..<end`, or nil; eight places at once.
  package func lastIndex(of byte: UInt8, from start: Int, to end: Int) -> Int? {
    let pattern = UInt64(byte) &* Word.ones
    var at = end
    while at &- start >= 8 {
      let difference = word(at &- 8) ^ pattern
      let low = difference & ~Word.highBits
      // A high bit is set where the byte is zero, and nowhere else: additions stay inside each byte.
      let zeros = ~((low &+ ~Word.highBits) | difference) & Word.highBits
      if zeros != 0 { return at &- 1 &- zeros.leadingZeroBitCount >> 3 }
      at &-= 8
    }
    while at > start {
      at &-= 1
      if self.byte(at) == byte { return at }
    }
    return nil
  }
}
