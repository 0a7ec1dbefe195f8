import MailLog

/// Counts pairs of numbers, such as (group, recipient), with the first and the last second each was seen.
///
/// Open addressing; O(1) on average, 20 bytes a place, at most two thirds of them in use.
struct PairTable: Sendable {
  /// One pair and its count.
  struct Entry: Sendable {
    var left: UInt32
    var right: UInt32
    /// 0 marks a free place.
    var count: UInt32
    /// Seconds of the wall clock since 1970, until 2106.
    var first: UInt32
    var last: UInt32
  }

  private var entries: [Entry]
  private var mask: Int
  private let key = HashKey()
  private(set) var count = 0

  init() {
    entries = Array(repeating: PairTable.free, count: 256)
    mask = 255
  }

  /// How much memory it takes.
  var byteCount: Int { entries.capacity * MemoryLayout<Entry>.stride }

  private static let free = Entry(left: 0, right: 0, count: 0, first: 0, last: 0)

  /// Counts the pair `times` more, at `time`.
  @inline(__always)
  mutating func add(_ left: UInt32, _ right: UInt32, times: Int, at second: Int64) {
    let time = UInt32(clamping: second)
    var place = Int(truncatingIfNeeded: key.hash(left, right)) & mask
    while entries[place].count != 0 {
      if entries[place].left == left, entries[place].right == right {
        entries[place].count = entries[place].count.addingClamped(UInt32(clamping: times))
        if time < entries[place].first { entries[place].first = time }
        if time > entries[place].last { entries[place].last = time }
        return
      }
      place = (place &+ 1) & mask
    }
    entries[place] = Entry(left: left, right: right, count: UInt32(clamping: times), first: time, last: time)
    count &+= 1
    if count &* 3 > entries.count &* 2 { grow() }
  }

  /// The count at the place that the pair belongs to: what a look-up waits for.
  @inline(__always)
  func replies(at left: UInt32, _ right: UInt32) -> UInt32 {
    entries[Int(truncatingIfNeeded: key.hash(left, right)) & mask].count
  }

  /// Calls `body` with every pair, in no particular order.
  func forEach(_ body: (Entry) -> Void) {
    for entry in entries where entry.count != 0 { body(entry) }
  }

  private mutating func grow() {
    let old = entries
    entries = Array(repeating: PairTable.free, count: old.count * 2)
    mask = entries.count - 1
    for entry in old where entry.count != 0 {
      var place = Int(truncatingIfNeeded: key.hash(entry.left, entry.right)) & mask
      while entries[place].count != 0 { place = (place &+ 1) & mask }
      entries[place] = entry
    }
  }
}
