import ReplyCounts
import SMTPReply

extension Report {
  /// What to fix first: ten findings at most that somebody can act on.
  func writeFindings(_ canvas: inout TextCanvas) {
    canvas.gap()
    let shown = findings.filter(\.isOpen).prefix(10)
    canvas.heading(words.text("fix_first"))
    if let calm { canvas.line("  " + calm) }
    for (place, finding) in shown.enumerated() { write(finding, place + 1, &canvas) }
    for line in knownLines { canvas.paragraph(line, label: "· ", indent: 2) }
    if let unexplainedLine { canvas.paragraph(unexplainedLine, indent: 2) }
    let quiet = findings.filter { !$0.isActionable }.reduce(0) { $0 + $1.replies }
    if quiet > 0 { canvas.paragraph(words.count("quiet", quiet), indent: 2) }
  }

  private func write(_ finding: Finding, _ place: Int, _ canvas: inout TextCanvas) {
    canvas.heading(TextCanvas.right("\(place)", 2) + "  " + finding.title)
    canvas.paragraph(facts(of: finding).joined(separator: " · "), indent: 4)
    for evidence in finding.evidence { canvas.paragraph(evidence, label: "! ", indent: 4) }
    if finding.evidence.isEmpty, !finding.named.isEmpty {
      canvas.paragraph(words.text("named", ["names": names(of: finding)]), indent: 4)
    }
    // Where stolen logins are a finding of their own, their step is said already.
    let isSaid = finding.isOwnClient && finding.class == .senderRefused && findings.first?.evidence.isEmpty == false
    if let fix = isSaid && finding.evidence.isEmpty ? finding.fix.dropFirst().first : finding.fix.first {
      canvas.paragraph(fix, label: "→ ", indent: 4)
    }
    if finding.trend.count > 1 {
      canvas.line("    \(Sparkline.text(finding.trend)) \(words.count("trend", finding.trend.count))")
    }
    for page in finding.pages.prefix(2) { canvas.paragraph(words.text("page", ["page": page]), label: "  ", indent: 4) }
  }

  /// Codes, how often, whom, who said it and who acts.
  func facts(of finding: Finding) -> [String] {
    let isOwnKind = finding.codes.isEmpty
    var facts: [String] = []
    if finding.evidence.isEmpty {
      facts.append(isOwnKind ? words.text("no_reply") : finding.codes.joined(separator: ", "))
    }
    facts.append(words.count(isOwnKind ? "times" : "replies", finding.replies))
    let affected = finding.affected
    facts.append(
      affected.count > 0
        ? words.count(affected.kind, affected.count) : words.text(affected.kind + "_other", ["n": "–"]))
    facts.append(
      words.said(
        finding.direction, isOwnClient: finding.isOwnClient, isReply: !isOwnKind, isWithinHost: finding.isWithinHost))
    facts.append(
      finding.evidence.isEmpty
        ? words.actor(finding.actor, finding.direction, isOwnClient: finding.isOwnClient) : words.text("stolen_actor"))
    if let unsure = unsure(finding.unsure, of: finding.replies) { facts.append(unsure) }
    return facts
  }

  /// What the finding names, in one text.
  func names(of finding: Finding) -> String {
    let names = finding.named.joined(separator: ", ")
    return finding.namesMore ? words.text("named_more", ["names": names]) : names
  }
}

extension Report.Finding {
  /// Whether somebody has to act.
  var isActionable: Bool { !evidence.isEmpty || actor != .nobody }

  /// Whether somebody has to act, and nobody said that it is known.
  var isOpen: Bool { isActionable && !isKnown }
}
