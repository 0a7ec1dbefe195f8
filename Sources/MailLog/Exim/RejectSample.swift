/// Some of a run's rejections: those whose hashes are the lowest. Of a few it has all.
///
/// What is the lowest does not depend on the order or the division of the log. So two runs tell of each other whether one repeats the
/// other: below the highest hash that both have room for, each has all of its own.
struct RejectSample: Sendable {
  static let limit = 128

  /// A rejection as one number, of its words and its time, and that time.
  struct Entry: Sendable {
    var hash: UInt64
    var time: Int64
  }

  /// In the order of hashes, each once.
  private(set) var entries: [Entry] = []
  /// No hash above it is kept.
  private var bound: UInt64 = .max

  /// How the rejections of one run compare with those of another in its time.
  struct Comparison {
    /// How many both have.
    var common = 0
    /// How many the other would have, too, if it had them all.
    var missing = 0

    /// Whether the one repeats the other, but for a few lines: the same client may come twice in a second.
    var isCopy: Bool { common > 0 && common >= 4 * missing }
    /// Whether it surely does not.
    var isOther: Bool { common == 0 && missing > 0 }
  }

  @inline(__always)
  mutating func note(_ seen: RejectRuns.Seen) {
    if seen.hash <= bound { insert(Entry(hash: seen.hash, time: seen.time)) }
  }

  @inline(never)
  private mutating func insert(_ entry: Entry) {
    let place = place(of: entry.hash)
    if place < entries.count, entries[place].hash == entry.hash { return }
    entries.insert(entry, at: place)
    if entries.count > RejectSample.limit { entries.removeLast() }
    if entries.count == RejectSample.limit, let last = entries.last { bound = last.hash }
  }

  /// Takes over those of `other`.
  mutating func append(_ other: RejectSample) {
    for entry in other.entries where entry.hash <= bound { insert(entry) }
  }

  /// Compares with a run whose rejections are from `times`.
  func compared(with other: RejectSample, in times: ClosedRange<Int64>) -> Comparison {
    var comparison = Comparison()
    for entry in entries where entry.hash <= other.bound && times.contains(entry.time) {
      let place = other.place(of: entry.hash)
      if place < other.entries.count, other.entries[place].hash == entry.hash {
        comparison.common += 1
      } else {
        comparison.missing += 1
      }
    }
    return comparison
  }

  /// Where `hash` stands, or belongs.
  private func place(of hash: UInt64) -> Int {
    var (low, high) = (0, entries.count)
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].hash < hash { low = middle + 1 } else { high = middle }
    }
    return low
  }

  func write(to state: inout StateWriter) {
    state.write(entries.count)
    for entry in entries {
      state.write(fixed: entry.hash)
      state.write(signed: entry.time)
    }
  }

  init() {}

  init(from state: inout StateReader) throws(StateReader.Failure) {
    for _ in 0..<(try state.int(upTo: RejectSample.limit)) {
      insert(Entry(hash: try state.fixed(), time: try state.second()))
    }
  }
}
