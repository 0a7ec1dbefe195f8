import MailLog

/// A set of hashes: open addressing, O(1) on average; nothing is hashed again.
struct HashedKeys: Sendable {
  /// 0 is a free place; the hash 0 is kept as 1.
  private var hashes = [UInt64](repeating: 0, count: 64)
  private var places = OpenAddressing(count: 64)
  private(set) var count = 0

  /// Adds `hash`, if it is new.
  mutating func insert(_ hash: UInt64) {
    guard !contains(hash) else { return }
    if places.isOver(count &+ 1, .quarter) { grow() }
    put(max(1, hash))
    count += 1
  }

  /// Whether `hash` was added.
  @inline(__always)
  func contains(_ hash: UInt64) -> Bool {
    let wanted = max(1, hash)
    var place = places.home(wanted >> 32)
    while hashes[place] != 0 {
      if hashes[place] == wanted { return true }
      place = places.next(place)
    }
    return false
  }

  private mutating func put(_ hash: UInt64) {
    hashes[places.free(from: places.home(hash >> 32)) { hashes[$0] != 0 }] = hash
  }

  private mutating func grow() {
    let old = hashes
    places = places.doubled
    hashes = Array(repeating: 0, count: places.count)
    for hash in old where hash != 0 { put(hash) }
  }

  #if DEBUG
    /// Traps unless the places are in order. O(n).
    func checkInvariants() {
      precondition(hashes.count == places.count)
      places.checkInvariants(
        count, .quarter, isTaken: { hashes[$0] != 0 }, home: { places.home(hashes[$0] >> 32) })
    }
  #endif
}
