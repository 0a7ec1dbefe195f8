import MailLog

/// A set of pairs of numbers, such as (group, sender): open addressing, O(1) on average, eight bytes a place.
struct PairSet: Sendable {
  /// Left number plus one in the upper half, right number in the lower; 0 is a free place.
  private var pairs = [UInt64](repeating: 0, count: 256)
  private var places = OpenAddressing(count: 256)
  private let key = HashKey()
  private(set) var count = 0

  /// Adds the pair, if it is new.
  @inline(__always)
  mutating func insert(_ left: UInt32, _ right: UInt32) {
    let pair = (UInt64(left) &+ 1) << 32 | UInt64(right)
    var place = home(left, right)
    while pairs[place] != 0 {
      if pairs[place] == pair { return }
      place = places.next(place)
    }
    pairs[place] = pair
    count &+= 1
    if places.isOver(count, .twoThirds) { grow() }
  }

  @inline(__always)
  private func home(_ left: UInt32, _ right: UInt32) -> Int { places.home(key.hash(left, right)) }

  /// The home of the pair that stands as `pair`.
  private func home(of pair: UInt64) -> Int { home(UInt32(pair >> 32) &- 1, UInt32(truncatingIfNeeded: pair)) }

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
    places = places.doubled
    pairs = [UInt64](repeating: 0, count: places.count)
    for pair in old where pair != 0 { pairs[places.free(from: home(of: pair)) { pairs[$0] != 0 }] = pair }
  }

  #if DEBUG
    /// Traps unless the places are in order. O(n).
    func checkInvariants() {
      precondition(pairs.count == places.count)
      places.checkInvariants(count, .twoThirds, isTaken: { pairs[$0] != 0 }, home: { home(of: pairs[$0]) })
    }
  #endif
}
