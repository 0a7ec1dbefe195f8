package import SMTPReply

/// Which senders, logins and hosts each finding is about, and which hosts each code's replies are of whose cause is about hosts.
///
/// Of many names the first in the order of bytes are kept, so that a list depends on the log alone. One pass over each ledger.
package struct NameReach {
  /// The different names of one finding.
  package struct Names {
    /// How many different ones there are.
    package var count = 0
    /// The first few of them.
    package var first = FirstNames(limit: NameReach.shown)
  }

  /// How many names of a finding are kept.
  package static let shown = 3

  private var names: [AffectedKind: [FindingKey: Names]] = [:]
  private var hosts: [ReplyCode: FirstNames] = [:]

  /// Goes through the names of `tally`; up to `limit` hosts of each code.
  init(_ tally: borrowing Tally, limit: Int) {
    names[.sender] = NameReach.byFinding(tally.names.senders, tally.groups.groups)
    names[.login] = NameReach.byFinding(tally.names.logins, tally.groups.groups)
    names[.host] = NameReach.byFinding(tally.names.hosts, tally.groups.groups)
    countHosts(tally, limit)
  }

  /// The names of `kind` that the finding is about; nil for recipients, of which there are too many.
  package func names(_ kind: AffectedKind, of finding: FindingKey) -> Names? {
    kind == .recipient ? nil : names[kind]?[finding] ?? Names()
  }

  /// The hosts of `code`.
  package func hosts(of code: ReplyCode) -> [String] { hosts[code]?.texts ?? [] }

  private static func byFinding(_ ledger: NameLedger, _ groups: [ReplyGroup]) -> [FindingKey: Names] {
    var findings = DistinctCounter<FindingKey>()
    let numbers = groups.map { $0.replies > 0 ? findings.number(of: FindingKey($0)) : -1 }
    var first = [FirstNames](repeating: FirstNames(limit: shown), count: findings.count)
    ledger.forEachPart { part in
      findings.beginPart()
      part.forEach { name, shares in
        for index in shares.indices {
          let number = numbers[Int(shares[index].group)]
          if number >= 0, findings.see(number, for: name) { first[number].offer(part.bytes(name)) }
        }
      }
    }
    return findings.numbers.mapValues { Names(count: findings.count($0), first: first[$0]) }
  }

  private mutating func countHosts(_ tally: borrowing Tally, _ limit: Int) {
    var codes = DistinctCounter<ReplyCode>()
    let numbers = tally.groups.groups.map { group in
      group.replies > 0 ? group.code.map { codes.number(of: $0) } ?? -1 : -1
    }
    var first = [FirstNames](repeating: FirstNames(limit: limit), count: codes.count)
    tally.names.hosts.forEachPart { part in
      codes.beginPart()
      part.forEach { host, shares in
        for index in shares.indices {
          let number = numbers[Int(shares[index].group)]
          if number >= 0, codes.see(number, for: host) { first[number].offer(part.bytes(host)) }
        }
      }
    }
    hosts = codes.numbers.mapValues { first[$0] }
  }
}

/// The first names in the order of bytes of all that are offered, each of which is offered once.
package struct FirstNames {
  private var names: [[UInt8]] = []
  private let limit: Int

  init(limit: Int) {
    self.limit = limit
  }

  /// The names, in order.
  package var texts: [String] { names.map { String(decoding: $0, as: UTF8.self) } }

  mutating func offer(_ name: ArraySlice<UInt8>) {
    if names.count == limit, let last = names.last, !name.lexicographicallyPrecedes(last) { return }
    let place = names.firstIndex { name.lexicographicallyPrecedes($0) } ?? names.count
    names.insert(Array(name), at: place)
    if names.count > limit { names.removeLast() }
  }
}
