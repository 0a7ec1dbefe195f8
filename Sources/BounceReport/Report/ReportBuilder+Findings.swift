import ReplyGuide
import SMTPReply

extension ReportBuilder {
  /// What to fix, the most worthwhile first: how much mail is hit, how bad it is, and whether you can act.
  func findings() -> [Report.Finding] {
    let all = groups
    let explained = all.indices.filter { all[$0].explanation.cause != nil && all[$0].explanation.class != .accepted }
    let parted = Dictionary(grouping: explained) { CauseKey(all[$0]) }
    let findings = parted.compactMap { key, members in finding(key, members) }
    return findings.sorted { left, right in
      let weights = (weight(left), weight(right))
      return weights.0 == weights.1 ? left.cause < right.cause : weights.0 > weights.1
    }
  }

  private func finding(_ key: CauseKey, _ members: [Int]) -> Report.Finding? {
    let all = groups
    guard let cause = all[members[0]].explanation.cause else { return nil }
    return Report.Finding(
      cause: cause.id, class: cause.class, direction: key.direction, actor: cause.actor(key.direction),
      permanence: cause.permanence, title: cause.title, codes: codeNames(members),
      replies: members.reduce(0) { $0 + all[$1].replies }, affected: affected(key, members),
      evidence: key.direction == .inbound && key.reason == .senderRefused ? loginEvidence(members) : [],
      fix: cause.fix(key.direction))
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

  private func affected(_ key: CauseKey, _ members: [Int]) -> Report.Affected {
    let kind = AffectedKind(key.reason, key.direction)
    let count =
      switch kind {
      case .sender: tallies.count(tallies.senders, members)
      case .login: tallies.count(tallies.logins, members)
      case .host: tallies.count(tallies.hosts, members)
      case .recipient: reach.recipientsByCause[key] ?? 0
      }
    return Report.Affected(kind: kind.rawValue, count: count)
  }

  /// Logins that were refused senders of many domains, or from many networks: a stolen password looks like that.
  private func loginEvidence(_ members: [Int]) -> [String] {
    let counts = summary.tally.loginEvidence.counts
    let suspects = tallies.distinct(tallies.logins, members)
      .compactMap { login in counts[login].map { (login: login, domains: $0.domains, networks: $0.networks) } }
      .filter { $0.domains >= 5 || $0.networks >= 4 }
      .sorted { ($0.domains, $0.networks, $1.login) > ($1.domains, $1.networks, $0.login) }
    return suspects.prefix(3).map { suspect in
      "First rule out a stolen password: login \(summary.tally.logins.string(suspect.login)) was refused senders of "
        + "\(suspect.domains) domains, from \(suspect.networks) networks. Lock it if that is not its owner."
    }
  }

  /// The more replies, the worse for the mail, the more it is yours to act: the higher.
  private func weight(_ finding: Report.Finding) -> Double {
    let severity =
      switch finding.permanence {
      case .hard: 3.0
      case .soft: 1.5
      case .info: 0.1
      }
    let reach =
      switch finding.actor {
      case .nobody: 0.05
      case .network, .receivingServer, .recipient: 0.5
      case .senderList: finding.direction == .outbound ? 1.0 : 0.1
      case .senderServer, .senderDNS, .senderReputation: finding.direction == .outbound ? 2.0 : 0.3
      }
    let alarm = finding.evidence.isEmpty ? 1.0 : 20.0
    return Double(finding.replies) * severity * reach * alarm
  }
}
