import MailLog
package import SMTPReply

/// How many different recipients and domains each code and cause hit, and whom each code hit most.
///
/// One pass over the ledger: O(shares), with small numbers for codes and causes instead of look-ups.
package struct RecipientReach {
  /// A cause below a code; no code for what the MTA settled by itself.
  package struct SectionKey: Hashable {
    /// Nil for what the MTA settled by itself.
    package var code: ReplyCode?
    /// The cause below it.
    package var cause: CauseKey

    /// The key of `cause` below `code`.
    package init(code: ReplyCode?, cause: CauseKey) {
      self.code = code
      self.cause = cause
    }
  }

  /// How many different recipients each code hit.
  package private(set) var recipientsByCode: [ReplyCode: Int] = [:]
  /// How many different domains these have.
  package private(set) var domainsByCode: [ReplyCode: Int] = [:]
  /// The domains whose recipients got the most replies of each code.
  package private(set) var topDomainsByCode: [ReplyCode: [DomainReach.Domain]] = [:]
  /// How many different recipients each cause below a code hit.
  package private(set) var recipientsBySection: [SectionKey: Int] = [:]
  /// How many different recipients each finding is about.
  package private(set) var recipientsByFinding: [FindingKey: Int] = [:]
  /// Those with the most replies first.
  package private(set) var topByCode: [ReplyCode: [TopRecipients.Row]] = [:]

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
    var domains = DomainReach(memory: tally.memory)
    tally.names.recipients.forEachPart { part in
      codes.beginPart()
      sections.beginPart()
      findings.beginPart()
      part.forEach { recipient, shares in
        for index in shares.indices {
          let number = numbers[Int(shares[index].group)]
          if codes.see(number.code, for: recipient) {
            tops[number.code].add(recipient, shares, part, groups) { numbers[Int($0)].code == number.code }
            var replies = 0
            for own in shares.indices where numbers[Int(shares[own].group)].code == number.code {
              replies += Int(shares[own].replies)
            }
            domains.add(replies, of: number.code, for: recipient, in: part)
          }
          _ = sections.see(number.section, for: recipient)
          _ = findings.see(number.finding, for: recipient)
        }
      }
      domains.spillIfNeeded()
    }
    recipientsBySection = sections.counts
    recipientsByFinding = findings.counts
    let (domainCounts, topDomains) = domains.counts(codes.count, top: top)
    for (code, number) in codes.numbers {
      guard let code else { continue }
      recipientsByCode[code] = codes.count(number)
      domainsByCode[code] = domainCounts[number]
      topByCode[code] = tops[number].rows
      topDomainsByCode[code] = topDomains[number]
    }
  }
}
