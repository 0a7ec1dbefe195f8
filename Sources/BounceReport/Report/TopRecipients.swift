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

  /// Offers a recipient with those of its shares whose group is one of the code's. O(limit) when it gets in, else O(shares).
  mutating func add(
    _ recipient: UInt32, _ shares: Span<RecipientLedger.Share>, _ tally: borrowing Tally,
    isOwn: (_ group: UInt32) -> Bool
  ) {
    var replies = 0
    for index in shares.indices where isOwn(shares[index].group) { replies += Int(shares[index].replies) }
    if rows.count == limit, let worst = rows.last, worst.replies > replies { return }
    var first = UInt32.max
    var latest: RecipientLedger.Share?
    for index in shares.indices where isOwn(shares[index].group) {
      first = min(first, shares[index].first)
      if latest.map({ isLater(shares[index], than: $0, tally) }) ?? true { latest = shares[index] }
    }
    guard let latest else { return }
    // An address is only fetched when the count alone does not tell that the recipient is no better than the last row.
    if rows.count == limit, let worst = rows.last, worst.replies == replies, worst.last > latest.last { return }
    let row = Row(
      recipient: recipient, replies: replies, first: first, last: latest.last, lastGroup: latest.group,
      address: tally.recipients.bytes(recipient))
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
