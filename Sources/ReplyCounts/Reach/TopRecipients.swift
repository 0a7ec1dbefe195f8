/// The recipients of one code with the most replies, among all that are shown to it.
package struct TopRecipients {
  /// One recipient, all its replies of the code together.
  package struct Row {
    /// Replies of the code that it got.
    package var replies: Int
    /// The first one's second on the log's own clock, since 1970.
    package var first: UInt32
    /// The last one's.
    package var last: UInt32
    /// The group of the last reply.
    package var lastGroup: UInt32
    /// The recipient, as the log has it.
    package var address: [UInt8]
  }

  /// Up to twice as many as are wanted, in no particular order.
  private var kept: [Row] = []
  /// The worst of the best, once there were enough: what is no better need not be kept.
  private var worst: Row?
  private let limit: Int

  init(limit: Int) {
    self.limit = limit
  }

  /// Best first: more replies, then the later last one, then the address, so that the order depends on the log alone.
  var rows: [Row] { Array(kept.sorted(by: isBetter).prefix(limit)) }

  /// Offers a recipient with those of its shares whose group is one of the code's. O(shares), and O(log limit) on average when it
  /// gets in.
  mutating func add(
    _ recipient: UInt32, _ shares: Span<NameLedger.Share>, _ ledger: NameLedger, _ groups: [ReplyGroup],
    isOwn: (_ group: UInt32) -> Bool
  ) {
    var replies = 0
    for index in shares.indices where isOwn(shares[index].group) { replies += Int(shares[index].replies) }
    if let worst, worst.replies > replies { return }
    var first = UInt32.max
    var latest: NameLedger.Share?
    for index in shares.indices where isOwn(shares[index].group) {
      first = min(first, shares[index].first)
      if latest.map({ isLater(shares[index], than: $0, groups) }) ?? true { latest = shares[index] }
    }
    guard let latest else { return }
    if let worst, worst.replies == replies, worst.last > latest.last { return }
    kept.append(
      Row(
        replies: replies, first: first, last: latest.last, lastGroup: latest.group,
        address: Array(ledger.bytes(recipient))))
    guard kept.count >= 2 * limit else { return }
    kept = rows
    worst = kept.last
  }

  private func isLater(
    _ left: NameLedger.Share, than right: NameLedger.Share, _ groups: [ReplyGroup]
  ) -> Bool {
    guard left.last == right.last else { return left.last > right.last }
    return groups[Int(left.group)].template > groups[Int(right.group)].template
  }

  private func isBetter(_ left: Row, than right: Row) -> Bool {
    if left.replies != right.replies { return left.replies > right.replies }
    if left.last != right.last { return left.last > right.last }
    return left.address.lexicographicallyPrecedes(right.address)
  }
}
