import MailLog

/// A set of pairs of numbers, such as (group, sender): open addressing, O(1) on average, eight bytes a place.
struct PairSet: Sendable {
  /// Left number plus one in the upper half, right number in the lower; 0 is a free place.
  private var pairs = [UInt64](repeating: 0, count: 256)
  private var mask = 255
  private let key = HashKey()
  private(set) var count = 0

  /// Adds the pair, if it is new.
  @inline(__always)
  mutating func insert(_ left: UInt32, _ right: UInt32) {
    let pair = (UInt64(left) &+ 1) << 32 | UInt64(right)
    var place = Int(truncatingIfNeeded: key.hash(left, right)) & mask
    while pairs[place] != 0 {
      if pairs[place] == pair { return }
      place = (place &+ 1) & mask
    }
    pairs[place] = pair
    count &+= 1
    if count &* 3 > pairs.count &* 2 { grow() }
  }

  /// Calls `body` with every pair, in no particular order.
  func forEach(_ body: (_ left: UInt32, _ right: UInt32) -> Void) {
    for pair in pairs where pair != 0 { body(UInt32(pair >> 32) &- 1, UInt32(truncatingIfNeeded: pair)) }
  }

  /// The set with both numbers of each pair replaced.
  func mapped(left: [UInt32], right: [UInt32]?) -> PairSet {
    var mapped = PairSet()
    forEach { mapped.insert(left[Int($0)], right?[Int($1)] ?? $1) }
    return mapped
  }

  /// Adds the pairs of `other`.
  mutating func formUnion(_ other: PairSet) {
    other.forEach { insert($0, $1) }
  }

  private mutating func grow() {
    let old = pairs
    pairs = [UInt64](repeating: 0, count: old.count * 2)
    mask = pairs.count - 1
    for pair in old where pair != 0 {
      let left = UInt32(pair >> 32) &- 1
      var place = Int(truncatingIfNeeded: key.hash(left, UInt32(truncatingIfNeeded: pair))) & mask
      while pairs[place] != 0 { place = (place &+ 1) & mask }
      pairs[place] = pair
    }
  }
}
