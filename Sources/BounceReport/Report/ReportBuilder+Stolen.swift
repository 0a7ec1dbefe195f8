import SMTPReply

extension ReportBuilder {
  /// Logins that were refused senders of many domains, or from many networks: a stolen password looks like that, and to allow them
  /// more senders would help the thief.
  func stolenLogins() -> Report.Finding? {
    let suspects = tally.loginEvidence.counts.filter(\.value.isSuspicious).sorted { left, right in
      if left.value.refusals != right.value.refusals { return left.value.refusals > right.value.refusals }
      return tally.loginEvidence.login(left.key) < tally.loginEvidence.login(right.key)
    }
    guard !suspects.isEmpty else { return nil }
    let evidence = suspects.prefix(3).map { login, counts in
      words.text(
        "stolen_evidence",
        [
          "login": tally.loginEvidence.login(login), "refusals": words.count("times", counts.refusals),
          "domains": words.count("domains", counts.domains), "networks": words.count("networks", counts.networks),
        ])
    }
    return Report.Finding(
      cause: "stolen-login", causes: [], class: .senderRefused, direction: .inbound, isOwnClient: true,
      isWithinHost: false, actor: .receivingServer, permanence: .hard,
      title: words.count("stolen_title", suspects.count), codes: [],
      replies: suspects.reduce(0) { $0 + $1.value.refusals },
      affected: Report.Affected(kind: AffectedKind.login.rawValue, count: suspects.count), evidence: evidence,
      named: suspects.prefix(3).map { tally.loginEvidence.login($0.key) }, namesMore: suspects.count > 3, pages: [],
      fix: (1...4).map { words.text("stolen_fix_\($0)") })
  }
}
