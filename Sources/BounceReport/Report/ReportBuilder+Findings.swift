import ReplyGuide
import SMTPReply

extension ReportBuilder {
  /// What to fix: stolen logins first, then the most worthwhile: how much mail is hit, how bad it is, and whether you can act.
  func findings() -> [Report.Finding] {
    let all = groups
    let explained = numbers { $0.explanation.cause != nil && $0.explanation.class != .accepted }
    let parted = Dictionary(grouping: explained) { FindingKey(all[$0]) }
    let findings = parted.compactMap { key, members in finding(key, members) }
    let sorted = findings.sorted { left, right in
      let weights = (weight(left), weight(right))
      if weights.0 != weights.1 { return weights.0 > weights.1 }
      if left.cause != right.cause { return left.cause < right.cause }
      return (left.direction.rawValue, left.isOwnClient ? 1 : 0) < (right.direction.rawValue, right.isOwnClient ? 1 : 0)
    }
    return (stolenLogins().map { [$0] } ?? []) + sorted
  }

  private func finding(_ key: FindingKey, _ members: [Int]) -> Report.Finding? {
    let all = groups
    let causes = Set(members.compactMap { all[$0].explanation.cause?.id }).sorted()
    // One cause alone has words for just its own case.
    guard let id = key.cause, let own = all[members[0]].explanation.cause else { return nil }
    let cause = causes.count == 1 ? own : guide.cause(id) ?? own
    let named = named(cause, key, members)
    let kinds = Set(members.compactMap { all[$0].explanation.permanence })
    // Replies of both kinds have the cause's own.
    let permanence = kinds.contains(cause.permanence) ? cause.permanence : kinds.first ?? cause.permanence
    return Report.Finding(
      cause: cause.id, causes: causes, class: cause.class, direction: key.direction, isOwnClient: key.isOwnClient,
      actor: cause.actor(key.direction, isOwnClient: key.isOwnClient), permanence: permanence,
      title: cause.title, codes: codeNames(members), replies: members.reduce(0) { $0 + all[$1].replies },
      affected: affected(cause, key), evidence: [], named: named.names, namesMore: named.hasMore,
      pages: pages(cause, key, members), fix: cause.fix(key.direction, isOwnClient: key.isOwnClient))
  }

  /// The codes of `members` as text, the most frequent first, four at most.
  private func codeNames(_ members: [Int]) -> [String] {
    var counts: [String: Int] = [:]
    for group in members.map({ groups[$0] }) {
      guard let code = group.code else { continue }
      counts[[code.description, group.enhanced?.description].compactMap { $0 }.joined(separator: " "), default: 0] +=
        group.replies
    }
    return counts.sorted { ($0.value, $1.key) > ($1.value, $0.key) }.prefix(4).map(\.key)
  }

  private func affected(_ cause: Cause, _ key: FindingKey) -> Report.Affected {
    let kind = AffectedKind(cause.class, key.direction)
    let count = self.named.names(kind, of: key)?.count ?? reach.recipientsByFinding[key] ?? 0
    return Report.Affected(kind: kind.rawValue, count: count)
  }

  /// The more replies, the worse for the mail, the more it is yours to act: the higher.
  private func weight(_ finding: Report.Finding) -> Double {
    let severity =
      switch guide.cause(finding.cause)?.permanence ?? finding.permanence {
      case .hard: 3.0
      case .soft: 1.5
      case .info: 0.1
      }
    let isOurs = finding.direction == .outbound || finding.isOwnClient
    let reach =
      switch finding.actor {
      case .nobody: 0.05
      case .network, .receivingServer, .recipient: 0.5
      case .senderList: isOurs ? 1.0 : 0.1
      case .senderServer, .senderDNS, .senderReputation: isOurs ? 2.0 : 0.3
      }
    return Double(finding.replies) * severity * reach
  }
}
