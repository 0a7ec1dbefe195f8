import MailLog

/// A set of pairs of numbers, such as (group, sender): open addressing, O(1) on average, eight bytes a place.
struct PairSet: Sendable {
  /// Left number plus one in the upper half, right number in the lower; 0 is a free place.
  private var keys = [UInt64](repeating: 0, count: 256)
  private var mask = 255
  private(set) var count = 0

  /// Adds the pair, if it is new.
  @inline(__always)
  mutating func insert(_ left: UInt32, _ right: UInt32) {
    let key = (UInt64(left) &+ 1) << 32 | UInt64(right)
    var place = Int(truncatingIfNeeded: Mixer.hash(left, right)) & mask
    while keys[place] != 0 {
      if keys[place] == key { return }
      place = (place &+ 1) & mask
    }
    keys[place] = key
    count &+= 1
    if count &* 3 > keys.count &* 2 { grow() }
  }

  /// Calls `body` with every pair, in no particular order.
  func forEach(_ body: (_ left: UInt32, _ right: UInt32) -> Void) {
    for key in keys where key != 0 { body(UInt32(key >> 32) &- 1, UInt32(truncatingIfNeeded: key)) }
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
    let old = keys
    keys = [UInt64](repeating: 0, count: old.count * 2)
    mask = keys.count - 1
    for key in old where key != 0 {
      let left = UInt32(key >> 32) &- 1
      var place = Int(truncatingIfNeeded: Mixer.hash(left, UInt32(truncatingIfNeeded: key))) & mask
      while keys[place] != 0 { place = (place &+ 1) & mask }
      keys[place] = key
    }
  }
}
