/// The recipients of one code with the most replies, among all that are shown to it.
struct TopRecipients {
  /// One recipient, all its replies of the code together.
  struct Row {
    var recipient: UInt32
    var replies: Int
    var first: UInt32
    var last: UInt32
    /// The group of the last reply.
    var lastGroup: UInt32
    var address: ArraySlice<UInt8>
  }

  /// Best first: more replies, then the later last one, then the address, so that the order depends on the log alone.
  private(set) var rows: [Row] = []
  private let limit: Int

  init(limit: Int) {
    self.limit = limit
  }

  /// Offers a recipient with its shares of the code. O(limit) when it gets in, else O(shares).
  mutating func add(_ recipient: UInt32, _ shares: [RecipientLedger.Share], _ tally: borrowing Tally) {
    let replies = shares.reduce(0) { $0 + Int($1.replies) }
    if rows.count == limit, let worst = rows.last, worst.replies > replies { return }
    guard let latest = shares.max(by: { isLater($1, than: $0, tally) }) else { return }
    let row = Row(
      recipient: recipient, replies: replies, first: shares.reduce(.max) { min($0, $1.first) }, last: latest.last,
      lastGroup: latest.group, address: tally.recipients.bytes(recipient))
    let place = rows.firstIndex { isBetter(row, than: $0) } ?? rows.count
    guard place < limit else { return }
    rows.insert(row, at: place)
    if rows.count > limit { rows.removeLast() }
  }

  private func isLater(
    _ left: RecipientLedger.Share, than right: RecipientLedger.Share, _ tally: borrowing Tally
  ) -> Bool {
    guard left.last == right.last else { return left.last > right.last }
    let groups = tally.groups.groups
    return groups[Int(left.group)].template > groups[Int(right.group)].template
  }

  private func isBetter(_ left: Row, than right: Row) -> Bool {
    if left.replies != right.replies { return left.replies > right.replies }
    if left.last != right.last { return left.last > right.last }
    return left.address.lexicographicallyPrecedes(right.address)
  }
}
