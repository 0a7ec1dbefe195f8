/// The rows that a message was counted in: mostly a handful, which an array holds in the least room, and of a mailing list many.
struct CountedRows {
  private static let few = 16

  private var first: [Int] = []
  private var rest: Set<Int> = []

  /// Notes a row; tells whether it is new. O(1).
  mutating func insert(_ row: Int) -> Bool {
    if first.contains(row) { return false }
    if first.count == CountedRows.few { return rest.insert(row).inserted }
    first.append(row)
    return true
  }
}
