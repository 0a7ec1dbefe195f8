/// Damages lines, always in the same way for the same seed (a linear congruential generator with Knuth's MMIX constants).
package struct LineMutator {
  private var state: UInt64

  /// A sequence of its own for each seed.
  package init(seed: UInt64) {
    state = seed
  }

  /// The next number below `bound`.
  package mutating func below(_ bound: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return bound > 0 ? Int(state >> 33) % bound : 0
  }

  /// Flips a byte, cuts the line, doubles a piece of it or takes one out; never makes a second line of it.
  package mutating func mutate(_ line: inout [UInt8]) {
    guard !line.isEmpty else { return }
    let start = below(line.count)
    let piece = start..<min(line.count, start + 1 + below(40))
    switch below(4) {
    case 0:
      line[start] ^= UInt8(1 + below(255))
      if line[start] == 10 { line[start] = 0 }
    case 1: line.removeSubrange(start...)
    case 2: line.insert(contentsOf: line[piece], at: below(line.count))
    default: line.removeSubrange(piece)
    }
  }
}
