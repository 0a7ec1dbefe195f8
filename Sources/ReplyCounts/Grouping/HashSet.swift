/// A set of hashes: open addressing, O(1) on average; nothing is hashed again.
struct HashSet: Sendable {
  /// 0 is a free place; the hash 0 is kept as 1.
  private var places = [UInt64](repeating: 0, count: 64)
  private var mask = 63
  private var count = 0

  /// Adds `hash`, if it is new.
  mutating func insert(_ hash: UInt64) {
    guard !contains(hash) else { return }
    if count &* 4 >= places.count { grow() }
    put(max(1, hash))
    count += 1
  }

  /// Whether `hash` was added.
  @inline(__always)
  func contains(_ hash: UInt64) -> Bool {
    let wanted = max(1, hash)
    var place = Int(truncatingIfNeeded: wanted >> 32) & mask
    while places[place] != 0 {
      if places[place] == wanted { return true }
      place = (place &+ 1) & mask
    }
    return false
  }

  private mutating func put(_ hash: UInt64) {
    var place = Int(truncatingIfNeeded: hash >> 32) & mask
    while places[place] != 0 { place = (place &+ 1) & mask }
    places[place] = hash
  }

  private mutating func grow() {
    let old = places
    places = Array(repeating: 0, count: old.count * 2)
    mask = places.count - 1
    for hash in old where hash != 0 { put(hash) }
  }
}
