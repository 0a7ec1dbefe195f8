import SMTPReply

/// Remote hosts of each code's replies whose cause is about hosts: the first in the order of bytes, so that a list depends on the log
/// alone. One pass over the pairs of group and host; nearly all are no better than the last that is kept.
struct HostsByCode {
  private var numbers: [ReplyCode: [UInt32]] = [:]
  private let hosts: ByteInterner

  /// Up to `limit` hosts of each code.
  init(_ tally: borrowing Tally, limit: Int) {
    hosts = tally.hosts
    let groups = tally.groups.groups
    var kept: [[UInt32]] = []
    var places: [ReplyCode: Int] = [:]
    let placeOfGroup = groups.map { group -> Int in
      guard let code = group.code, group.replies > 0 else { return -1 }
      if let place = places[code] { return place }
      places[code] = kept.count
      kept.append([])
      return kept.count - 1
    }
    let hosts = hosts
    tally.groupHosts.forEach { group, host in
      let place = placeOfGroup[Int(group)]
      guard place >= 0 else { return }
      let bytes = hosts.bytes(host)
      let count = kept[place].count
      if count == limit, !bytes.lexicographicallyPrecedes(hosts.bytes(kept[place][count - 1])) { return }
      guard !kept[place].contains(host) else { return }
      let at = kept[place].firstIndex { bytes.lexicographicallyPrecedes(hosts.bytes($0)) } ?? count
      kept[place].insert(host, at: at)
      if kept[place].count > limit { kept[place].removeLast() }
    }
    for (code, place) in places { numbers[code] = kept[place] }
  }

  /// The names of the hosts of `code`.
  func names(of code: ReplyCode) -> [String] { (numbers[code] ?? []).map { hosts.string($0) } }
}
