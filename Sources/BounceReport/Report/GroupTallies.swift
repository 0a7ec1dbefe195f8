/// The pair tables of a summary, turned to be asked by group.
struct GroupTallies {
  /// Members of each group, by number.
  typealias Members = [[UInt32]]

  let recipients: Members
  let senders: Members
  let logins: Members
  let hosts: Members

  init(_ summary: Summary) {
    let count = summary.groups.groups.count
    recipients = GroupTallies.turn(summary.groupRecipients, count)
    senders = GroupTallies.turn(summary.groupSenders, count)
    logins = GroupTallies.turn(summary.groupLogins, count)
    hosts = GroupTallies.turn(summary.groupHosts, count)
  }

  private static func turn(_ table: PairTable, _ count: Int) -> Members {
    var members = Members(repeating: [], count: count)
    table.forEach { members[Int($0.left)].append($0.right) }
    return members
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
