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
  private var places = OpenAddressing(count: 256)
  private let key = HashKey()
  private(set) var count = 0

  init() {
    entries = Array(repeating: PairTable.free, count: places.count)
  }

  /// How much memory it takes.
  var byteCount: Int { entries.capacity * MemoryLayout<Entry>.stride }

  private static let free = Entry(left: 0, right: 0, count: 0, first: 0, last: 0)

  /// Counts the pair `times` more, at `time`.
  @inline(__always)
  mutating func add(_ left: UInt32, _ right: UInt32, times: Int, at second: Int64) {
    let time = UInt32(clamping: second)
    var place = home(left, right)
    while entries[place].count != 0 {
      if entries[place].left == left, entries[place].right == right {
        entries[place].count = entries[place].count.addingClamped(UInt32(clamping: times))
        if time < entries[place].first { entries[place].first = time }
        if time > entries[place].last { entries[place].last = time }
        return
      }
      place = places.next(place)
    }
    entries[place] = Entry(left: left, right: right, count: UInt32(clamping: times), first: time, last: time)
    count &+= 1
    if places.isOver(count, .twoThirds) { grow() }
  }

  @inline(__always)
  private func home(_ left: UInt32, _ right: UInt32) -> Int { places.home(key.hash(left, right)) }

  /// The count at the place that the pair belongs to: what a look-up waits for.
  @inline(__always)
  func replies(at left: UInt32, _ right: UInt32) -> UInt32 {
    entries[home(left, right)].count
  }

  /// Calls `body` with every pair, in no particular order.
  func forEach(_ body: (Entry) -> Void) {
    for entry in entries where entry.count != 0 { body(entry) }
  }

  private mutating func grow() {
    let old = entries
    places = places.doubled
    entries = Array(repeating: PairTable.free, count: places.count)
    for entry in old where entry.count != 0 {
      entries[places.free(from: home(entry.left, entry.right)) { entries[$0].count != 0 }] = entry
    }
  }

  #if DEBUG
    /// Traps unless the places are in order. O(n).
    func checkInvariants() {
      precondition(entries.count == places.count)
      places.checkInvariants(
        count, .twoThirds, isTaken: { entries[$0].count != 0 }, home: { home(entries[$0].left, entries[$0].right) })
    }
  #endif
}
