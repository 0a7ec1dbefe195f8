/// The places of a hash table with open addressing and linear probing: where a look-up begins and goes on, when the table has to grow, and
/// what a deletion moves.
///
/// What stands at the places each table keeps as its speed demands; how they are walked is the same for all, and stands here.
@usableFromInline
package struct OpenAddressing: Sendable {
  /// How many of the places may be in use: the fewer, the shorter the walks.
  @usableFromInline
  package enum Load: Sendable {
    case quarter
    case half
    case twoThirds
  }

  @usableFromInline let mask: Int

  /// Places `0..<count`; `count` is a power of two.
  @inlinable
  package init(count: Int) {
    precondition(count > 0 && count & (count - 1) == 0)
    mask = count - 1
  }

  /// How many places there are.
  @inlinable @inline(always)
  package var count: Int { mask &+ 1 }

  /// Twice as many places.
  @inlinable @inline(always)
  package var doubled: OpenAddressing { OpenAddressing(count: count * 2) }

  /// The place where a look-up of `hash` begins.
  @inlinable @inline(always)
  package func home(_ hash: UInt64) -> Int { Int(truncatingIfNeeded: hash) & mask }

  /// The place behind `place`; the first comes behind the last.
  @inlinable @inline(always)
  package func next(_ place: Int) -> Int { (place &+ 1) & mask }

  /// Whether `used` places are more than `load` allows.
  @inlinable @inline(always)
  package func isOver(_ used: Int, _ load: Load) -> Bool {
    switch load {
    case .quarter: used &* 4 > count
    case .half: used &* 2 > count
    case .twoThirds: used &* 3 > count &* 2
    }
  }

  /// The first free place at `home` or behind it. O(1) on average.
  @inlinable @inline(always)
  package func free(from home: Int, isTaken: (Int) -> Bool) -> Int {
    var place = home
    while isTaken(place) { place = next(place) }
    return place
  }

  /// Shifts back what stands behind `place`, which was emptied, so that no look-up ends at a hole before its entry; gives the place that
  /// is free in the end. O(1) on average.
  @inlinable @inline(always)
  package func close(
    _ place: Int, isTaken: (Int) -> Bool, home: (Int) -> Int, move: (_ from: Int, _ to: Int) -> Void
  ) -> Int {
    var hole = place
    var place = next(place)
    while isTaken(place) {
      // An entry may move into the hole only if the hole is not in front of its home.
      if (place &- home(place)) & mask >= (place &- hole) & mask {
        move(place, hole)
        hole = place
      }
      place = next(place)
    }
    return hole
  }

  #if DEBUG
    /// Traps unless `used` places are taken, no more than `load` allows, and a look-up of each entry gets from its home to its place
    /// without meeting a hole. O(count) for usual loads.
    package func checkInvariants(_ used: Int, _ load: Load, isTaken: (Int) -> Bool, home: (Int) -> Int) {
      let taken = (0..<count).filter(isTaken)
      precondition(taken.count == used, "\(taken.count) places are taken, and \(used) are counted")
      precondition(!isOver(used, load), "\(used) of \(count) places are taken")
      for place in taken {
        var at = home(place)
        precondition((0..<count).contains(at), "an entry has no home")
        while at != place {
          precondition(isTaken(at), "a hole at \(at) hides the entry at \(place)")
          at = next(at)
        }
      }
    }
  #endif
}
