import MailLog
import SMTPReply

/// How many different recipients and domains each code and cause hit, and whom each code hit most.
///
/// One pass over the ledger: O(shares), with small numbers for codes and causes instead of look-ups.
struct RecipientReach {
  /// A cause below a code; no code for what the MTA settled by itself.
  struct SectionKey: Hashable {
    var code: ReplyCode?
    var cause: CauseKey
  }

  /// A domain and how many replies its recipients got.
  struct Domain {
    var name: String
    var replies: Int
  }

  private(set) var recipientsByCode: [ReplyCode: Int] = [:]
  private(set) var domainsByCode: [ReplyCode: Int] = [:]
  /// The domains whose recipients got the most replies of each code.
  private(set) var topDomainsByCode: [ReplyCode: [Domain]] = [:]
  private(set) var recipientsBySection: [SectionKey: Int] = [:]
  private(set) var recipientsByFinding: [FindingKey: Int] = [:]
  /// Those with the most replies first.
  private(set) var topByCode: [ReplyCode: [TopRecipients.Row]] = [:]

  /// Counts the recipients of `tally`; `top` rows a code.
  init(_ tally: borrowing Tally, top: Int) {
    let groups = tally.groups.groups
    var codes = DistinctCounter<ReplyCode?>()
    var sections = DistinctCounter<SectionKey>()
    var findings = DistinctCounter<FindingKey>()
    let numbers = groups.map { group in
      let cause = CauseKey(group)
      return (
        code: codes.number(of: group.code), section: sections.number(of: SectionKey(code: group.code, cause: cause)),
        finding: findings.number(of: FindingKey(group))
      )
    }
    var tops = [TopRecipients](repeating: TopRecipients(limit: top), count: codes.count)
    var domains = DomainCounter()
    tally.recipients.forEach { recipient, shares in
      for index in shares.indices {
        let number = numbers[Int(shares[index].group)]
        if codes.see(number.code, for: recipient) {
          tops[number.code].add(recipient, shares, tally) { numbers[Int($0)].code == number.code }
          var replies = 0
          for own in shares.indices where numbers[Int(shares[own].group)].code == number.code {
            replies += Int(shares[own].replies)
          }
          domains.see(recipient, of: tally.recipients, for: number.code, replies: replies)
        }
        _ = sections.see(number.section, for: recipient)
        _ = findings.see(number.finding, for: recipient)
      }
    }
    recipientsBySection = sections.counts
    recipientsByFinding = findings.counts
    let domainCounts = domains.counts
    let topDomains = domains.top(top)
    for (code, number) in codes.numbers {
      guard let code else { continue }
      recipientsByCode[code] = codes.count(number)
      domainsByCode[code] = domainCounts[UInt32(number)] ?? 0
      topByCode[code] = tops[number].rows
      topDomainsByCode[code] = topDomains[UInt32(number)] ?? []
    }
  }
}

/// Counts how many different recipients were seen with each key, if all keys of one recipient come together.
private struct DistinctCounter<Key: Hashable> {
  private(set) var numbers: [Key: Int] = [:]
  private var seen: [Int] = []
  /// The recipient seen last with each key, plus one.
  private var last: [UInt32] = []

  var count: Int { seen.count }

  mutating func number(of key: Key) -> Int {
    if let number = numbers[key] { return number }
    numbers[key] = seen.count
    seen.append(0)
    last.append(0)
    return seen.count - 1
  }

  /// Notes the pair; tells whether it is new.
  @inline(__always)
  mutating func see(_ number: Int, for recipient: UInt32) -> Bool {
    guard last[number] != recipient &+ 1 else { return false }
    last[number] = recipient &+ 1
    seen[number] += 1
    return true
  }

  func count(_ number: Int) -> Int { seen[number] }

  var counts: [Key: Int] { numbers.mapValues { seen[$0] } }
}

/// Counts the different domains of each code's recipients, and how many recipients each has.
private struct DomainCounter {
  private var names = ByteInterner(ignoresCase: true)
  private var pairs = PairTable()

  /// A recipient of `code`, which is seen once.
  mutating func see(_ recipient: UInt32, of ledger: RecipientLedger, for code: Int, replies: Int) {
    let (storage, range) = ledger.domain(of: recipient)
    let span = storage.span
    pairs.add(UInt32(code), unsafe names.intern(span.bytes, range), times: replies, at: 0)
  }

  var counts: [UInt32: Int] {
    var counts: [UInt32: Int] = [:]
    pairs.forEach { counts[$0.left, default: 0] += 1 }
    return counts
  }

  /// The domains of each code with the most replies, at most `limit`; equal ones by name.
  func top(_ limit: Int) -> [UInt32: [RecipientReach.Domain]] {
    var best: [UInt32: TopDomains] = [:]
    pairs.forEach { best[$0.left, default: TopDomains(limit: limit)].add($0) }
    return best.mapValues { domains in
      let rows = domains.entries.map { RecipientReach.Domain(name: names.string($0.right), replies: Int($0.count)) }
      return Array(rows.sorted { ($1.replies, $0.name) < ($0.replies, $1.name) }.prefix(limit))
    }
  }
}

/// The domains of one code that may be among those with the most replies. O(1) a domain on average, also where all have as many.
private struct TopDomains {
  private(set) var entries: [PairTable.Entry] = []
  private let limit: Int
  /// Those with fewer replies are not wanted.
  private var least: UInt32 = 0
  /// How many there may be before those that are not wanted are taken out.
  private var room: Int

  init(limit: Int) {
    self.limit = limit
    room = 8 * limit
  }

  mutating func add(_ entry: PairTable.Entry) {
    guard entry.count >= least else { return }
    entries.append(entry)
    guard entries.count >= room else { return }
    entries.sort { $0.count > $1.count }
    // All that are as good as the last wanted one stay: names tell between them at the end.
    let last = entries[limit - 1].count
    entries.removeAll { $0.count < last }
    least = last
    room = max(8 * limit, 2 * entries.count)
  }
}
