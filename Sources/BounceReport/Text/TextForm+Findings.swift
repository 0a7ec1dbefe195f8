import ReplyCounts
import SMTPReply

extension TextForm {
  /// What to fix first: ten findings at most that somebody can act on.
  func writeFindings(_ canvas: inout TextCanvas) {
    canvas.gap()
    let shown = report.findings.filter(\.isOpen).prefix(10)
    canvas.heading(words.text("fix_first"))
    if let calm = report.calm { canvas.line("  " + calm) }
    for (place, finding) in shown.enumerated() { write(finding, place + 1, &canvas) }
    for line in report.knownLines { canvas.paragraph(line, label: "· ", indent: 2) }
    if let unexplainedLine = report.unexplainedLine { canvas.paragraph(unexplainedLine, indent: 2) }
    if let quietLine = report.quietLine { canvas.paragraph(quietLine, indent: 2) }
  }

  private func write(_ finding: Report.Finding, _ place: Int, _ canvas: inout TextCanvas) {
    canvas.heading(TextCanvas.right("\(place)", 2) + "  " + finding.title)
    canvas.paragraph(report.facts(of: finding).joined(separator: " · "), indent: 4)
    for evidence in finding.evidence { canvas.paragraph(evidence, label: "! ", indent: 4) }
    if finding.evidence.isEmpty, !finding.named.isEmpty {
      canvas.paragraph(words.text("named", ["names": report.names(of: finding)]), indent: 4)
    }
    // Where stolen logins are a finding of their own, their step is said already.
    let isSaid =
      finding.isOwnClient && finding.class == .senderRefused && report.findings.first?.evidence.isEmpty == false
    if let fix = isSaid && finding.evidence.isEmpty ? finding.fix.dropFirst().first : finding.fix.first {
      canvas.paragraph(fix, label: "→ ", indent: 4)
    }
    if finding.trend.count > 1 {
      canvas.line("    \(Sparkline.text(finding.trend)) \(words.count("trend", finding.trend.count))")
    }
    for page in finding.pages.prefix(2) { canvas.paragraph(words.text("page", ["page": page]), label: "  ", indent: 4) }
  }
}
