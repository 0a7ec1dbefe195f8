import ReplyCounts
import SMTPReply

extension ReportBuilder {
  /// Logins that were refused senders of many domains, or from many networks: a stolen password looks like that, and to allow them
  /// more senders would help the thief.
  func stolenLogins() -> Report.Finding? {
    let suspects = figures.suspects
    guard !suspects.isEmpty else { return nil }
    let evidence = suspects.prefix(3).map { suspect in
      words.text(
        "stolen_evidence",
        [
          "login": suspect.login, "refusals": words.count("times", suspect.refusals),
          "domains": words.count("domains", suspect.domains), "networks": words.count("networks", suspect.networks),
        ])
    }
    return Report.Finding(
      cause: "stolen-login", causes: [], class: .senderRefused, direction: .inbound, isOwnClient: true,
      isWithinHost: false, actor: .receivingServer, permanence: .hard,
      title: words.count("stolen_title", suspects.count), codes: [],
      replies: suspects.reduce(0) { $0 + $1.refusals },
      affected: Report.Affected(kind: .login, count: suspects.count), evidence: evidence,
      named: suspects.prefix(3).map(\.login), namesMore: suspects.count > 3, pages: [],
      fix: (1...4).map { words.text("stolen_fix_\($0)") })
  }
}
