/// The shares of each name of a ledger, brought together: a chain of the further ones behind the first. O(names) to make.
struct NameShares {
  private var further: [PairTable.Entry] = []
  /// By name, the place of the first in `further`; -1 where there is none.
  private var heads: [Int32]
  /// Behind each the place of the next.
  private var behind: [Int32] = []

  init(_ ledger: borrowing NameLedger) {
    var heads = [Int32](repeating: -1, count: ledger.count)
    var further: [PairTable.Entry] = []
    var behind: [Int32] = []
    ledger.furtherShares.forEach { entry in
      behind.append(heads[Int(entry.right)])
      heads[Int(entry.right)] = Int32(further.count)
      further.append(entry)
    }
    (self.heads, self.further, self.behind) = (heads, further, behind)
  }

  /// Whether the name has more shares than its first.
  func exist(for name: UInt32) -> Bool { heads[Int(name)] >= 0 }

  /// Calls `body` with the shares of `name`, its first one first and the others by group; none when it was never hit.
  func forEach(of name: UInt32, in ledger: borrowing NameLedger, _ body: (NameLedger.Share) -> Void) {
    guard ledger.firstShares[Int(name)].replies > 0 else { return }
    body(ledger.firstShares[Int(name)])
    var place = heads[Int(name)]
    guard place >= 0 else { return }
    var others: [NameLedger.Share] = []
    while place >= 0 {
      let entry = further[Int(place)]
      others.append(NameLedger.Share(group: entry.left, replies: entry.count, first: entry.first, last: entry.last))
      place = behind[Int(place)]
    }
    if others.count > 1 { others.sort { $0.group < $1.group } }
    for share in others { body(share) }
  }
}
