/// The sets of pairs of a tally, turned to be asked by group.
struct GroupTallies {
  /// Members of each group, by number.
  typealias Members = [[UInt32]]

  let senders: Members
  let logins: Members
  let hosts: Members

  init(_ tally: borrowing Tally) {
    let count = tally.groups.groups.count
    senders = GroupTallies.turn(tally.groupSenders, count)
    logins = GroupTallies.turn(tally.groupLogins, count)
    hosts = GroupTallies.turn(tally.groupHosts, count)
  }

  private static func turn(_ set: PairSet, _ count: Int) -> Members {
    var members = Members(repeating: [], count: count)
    set.forEach { left, right in members[Int(left)].append(right) }
    return members
  }

  /// How many different members `groups` have together.
  func count(_ members: Members, _ groups: [Int]) -> Int { distinct(members, groups).count }

  /// The different members of `groups`.
  func distinct(_ members: Members, _ groups: [Int]) -> Set<UInt32> {
    var seen: Set<UInt32> = []
    for group in groups { seen.formUnion(members[group]) }
    return seen
  }
}
