import ReplyCounts
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
      return left.side < right.side
    }
    return (stolenLogins().map { [$0] } ?? []) + (hiddenClients(beside: sorted).map { [$0] } ?? []) + sorted
  }

  private func finding(_ key: FindingKey, _ members: [Int]) -> Report.Finding? {
    let all = groups
    let causes = Set(members.compactMap { all[$0].explanation.cause?.id }).sorted()
    // One cause alone has words for just its own case.
    guard let id = key.cause, let own = all[members[0]].explanation.cause else { return nil }
    var cause = causes.count == 1 ? own : guide.cause(id) ?? own
    cause.isWithinHost = own.isWithinHost
    let named = named(cause, key, members)
    var finding = Report.Finding(
      cause: cause.id, causes: causes, class: cause.class, direction: key.direction, isOwnClient: key.isOwnClient,
      isWithinHost: key.isWithinHost, actor: cause.actor(key.direction, isOwnClient: key.isOwnClient),
      permanence: permanence(of: members, usually: cause.permanence),
      title: cause.title, codes: codeNames(members), replies: members.reduce(0) { $0 + all[$1].replies },
      affected: affected(cause, key), evidence: [], named: named.names, namesMore: named.hasMore,
      pages: pages(cause, key, members), fix: cause.fix(key.direction, isOwnClient: key.isOwnClient))
    finding.unsure = unsure(members)
    return finding
  }

  /// The codes of `members` as text, the most frequent first, four at most.
  func codeNames(_ members: [Int]) -> [String] {
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
    let count = figures.named.names(kind, of: key)?.count ?? figures.reach.recipientsByFinding[key] ?? 0
    return Report.Affected(kind: kind, count: count)
  }

  /// The more replies, the worse for the mail, the more it is yours to act: the higher.
  private func weight(_ finding: Report.Finding) -> Double {
    let severity =
      switch finding.permanence {
      case .hard: 3.0
      case .soft: 1.5
      case .info: 0.1
      }
    let isOurs = finding.direction == .outbound || finding.isOwnClient
    let reach =
      switch finding.actor {
      case .nobody: 0.05
      // A fault of our own puts good mail off.
      case .receivingServer where finding.class == .serverError && finding.direction == .inbound: 2.0
      case .network, .receivingServer, .recipient: 0.5
      case .senderList: isOurs ? 1.0 : 0.1
      case .senderServer, .senderDNS, .senderReputation: isOurs ? 2.0 : 0.3
      }
    return Double(finding.replies) * severity * reach
  }
}

extension ReportBuilder {
  /// The permanence of the groups `members` together: of replies that put off and replies that refuse, those that refuse lose mail.
  func permanence(of members: [Int], usually: Permanence) -> Permanence {
    let kinds = Set(members.compactMap { groups[$0].explanation.permanence })
    return [.hard, .soft].first(where: kinds.contains) ?? usually
  }
}

extension Report.Finding {
  /// Findings of one cause, in the order of who said it to whom.
  fileprivate var side: (String, Int, Int) { (direction.rawValue, isOwnClient ? 1 : 0, isWithinHost ? 1 : 0) }
}
