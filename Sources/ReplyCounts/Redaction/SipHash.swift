/// SipHash-2-4: a keyed hash that tells nothing of what it was made of to who lacks the key (J.-P. Aumasson and D. J. Bernstein,
/// "SipHash: a fast short-input PRF", 2012).
///
/// Our own, since it is a page with its authors' test vectors, and a library with it takes longer to build than all the rest.
package struct SipHash: Sendable {
  private let key: (UInt64, UInt64)

  /// A hash under the key of two words.
  package init(key: (UInt64, UInt64)) {
    self.key = key
  }

  /// A hash under a key of any length.
  package init(key bytes: [UInt8]) {
    let words = (SipHash(key: (0, 0)).hash(bytes), SipHash(key: (1, 0)).hash(bytes))
    key = words
  }

  /// The hash of `bytes`.
  package func hash(_ bytes: some Collection<UInt8>) -> UInt64 {
    var state = State(key)
    var word: UInt64 = 0
    var count: UInt64 = 0
    for byte in bytes {
      word |= UInt64(byte) << (8 * (count & 7))
      count += 1
      guard count & 7 == 0 else { continue }
      state.take(word)
      word = 0
    }
    state.take(word | count << 56)
    return state.finish()
  }

  private struct State {
    var v0: UInt64
    var v1: UInt64
    var v2: UInt64
    var v3: UInt64

    init(_ key: (UInt64, UInt64)) {
      v0 = key.0 ^ 0x736f_6d65_7073_6575
      v1 = key.1 ^ 0x646f_7261_6e64_6f6d
      v2 = key.0 ^ 0x6c79_6765_6e65_7261
      v3 = key.1 ^ 0x7465_6462_7974_6573
    }

    mutating func take(_ word: UInt64) {
      v3 ^= word
      round()
      round()
      v0 ^= word
    }

    mutating func finish() -> UInt64 {
      v2 ^= 0xff
      for _ in 0..<4 { round() }
      return v0 ^ v1 ^ v2 ^ v3
    }

    private mutating func round() {
      v0 &+= v1
      v1 = State.rotated(v1, 13) ^ v0
      v0 = State.rotated(v0, 32)
      v2 &+= v3
      v3 = State.rotated(v3, 16) ^ v2
      v0 &+= v3
      v3 = State.rotated(v3, 21) ^ v0
      v2 &+= v1
      v1 = State.rotated(v1, 17) ^ v2
      v2 = State.rotated(v2, 32)
    }

    private static func rotated(_ word: UInt64, _ places: UInt64) -> UInt64 { word << places | word >> (64 - places) }
  }
}
