import ReplyCounts

/// A report as Markdown (CommonMark with tables), for tickets and wikis.
package struct MarkdownForm {
  private let report: Report

  private var words: ReportWords { report.words }

  /// The text of `report`.
  package init(_ report: Report) {
    self.report = report
  }

  /// The text in UTF-8.
  package func bytes() -> [UInt8] {
    var text = "# \(Markdown.escaped(report.names))\n\n"
    if report.hasVerdict {
      text += report.verdict.map { "**\(Markdown.escaped($0))**\n" }.joined(separator: "\n") + "\n"
      text +=
        report.newsLines.map { "- \(Markdown.escaped($0.text))\n" }.joined() + (report.newsLines.isEmpty ? "" : "\n")
    }
    text += "\(words.time(report.first)) – \(words.time(report.last)) · \(report.lineCounts)\n"
    for note in report.notes { text += "\n\(Markdown.escaped(note))\n" }
    for input in report.inputs where !input.isComplete {
      text += "\n**\(Markdown.escaped(words.text("not_complete", ["path": input.path])))**\n"
    }
    if report.isOfNothing {
      if report.totals.deferred > 0 { text += "\n" + outcomes.map { "- \($0)\n" }.joined() }
      return Array((text + "\n**\(words.text("nothing_read"))**\n").utf8)
    }
    text += "\n" + outcomes.map { "- \($0)\n" }.joined()
    text += "\n## \(words.text("findings"))\n"
    let shown = report.findings.filter(\.isOpen)
    if let calm = report.calm { text += "\n\(calm)\n" }
    for (place, finding) in shown.enumerated() { text += markdown(finding, place + 1) }
    if !report.knownLines.isEmpty { text += "\n" + report.knownLines.map { "- \(Markdown.escaped($0))\n" }.joined() }
    if let unexplainedLine = report.unexplainedLine { text += "\n\(unexplainedLine)\n" }
    if let quietLine = report.quietLine { text += "\n\(quietLine)\n" }
    text += "\n## \(words.text("codes_heading"))\n\n" + codeTable
    for section in report.codes where section.recipients != nil && section.replies > 0 { text += markdown(section) }
    if !report.withoutReply.isEmpty {
      text += "\n## \(words.text("without_reply"))\n" + report.withoutReply.map(markdown).joined()
    }
    if report.audit != nil { text += auditMarkdown }
    if !report.notUnderstood.isEmpty {
      text += "\n## \(words.text("not_understood"))\n\n"
      text += report.notUnderstood.map { "- \(Markdown.code($0))\n" }.joined()
    }
    return Array(text.utf8)
  }

  private var auditMarkdown: String {
    guard let audit = report.audit else { return "" }
    var text = "\n## \(words.text("audit"))\n\n\(words.text("audit_legend"))\n"
    if audit.handedOn > 0 { text += "\n\(words.text("audit_handed_on", audit.handedOn))\n" }
    for (heading, table) in report.auditTables {
      let heads = [heading] + Report.auditColumns.map { words.text($0) }
      text +=
        "\n| " + heads.joined(separator: " | ") + " |\n|---" + String(repeating: "|--:", count: heads.count - 1) + "|\n"
      for row in table.rows + [Report.Audit.Row(name: words.text("audit_total"), figures: audit.total)] {
        text += "| " + ([Markdown.escaped(row.name)] + report.cells(row.figures)).joined(separator: " | ") + " |\n"
      }
    }
    return text
  }

  /// What became of the recipients, a line each.
  private var outcomes: [String] {
    let all = report.totals.delivered + report.totals.bounced + report.totals.deferred
    return [
      "\(words.text("delivered", report.totals.delivered)) (\(words.share(report.totals.delivered, all))), "
        + "\(words.text("bounced", report.totals.bounced)) (\(words.share(report.totals.bounced, all))), "
        + words.text("deferred", report.totals.deferred),
      report.onTheWay.joined(separator: ", "), "\(words.text("refused")): \(words.number(report.totals.rejected))",
    ] + (report.totals.discarded > 0 ? ["\(words.text("thrown_away")): \(words.number(report.totals.discarded))"] : [])
  }

  private func markdown(_ finding: Report.Finding, _ place: Int) -> String {
    var text = "\n### \(place). \(Markdown.escaped(finding.title))\n\n"
    text += Markdown.escaped(report.facts(of: finding).joined(separator: " · ")) + "\n"
    for evidence in finding.evidence { text += "\n**\(Markdown.escaped(evidence))**\n" }
    if finding.evidence.isEmpty, !finding.named.isEmpty {
      text += "\n\(Markdown.escaped(words.text("named", ["names": report.names(of: finding)])))\n"
    }
    text += "\n" + Markdown.steps(finding.fix)
    for page in finding.pages { text += "\n<\(page)>\n" }
    return text
  }

  private var codeTable: String {
    let heads = [
      words.text("code"), words.text("name"), words.text("column_replies"), words.text("column_recipients"),
      words.text("column_domains"), words.text("column_says"),
    ]
    var text = "| " + heads.joined(separator: " | ") + " |\n|---|---|--:|--:|--:|---|\n"
    for section in report.codes {
      let cells = [
        section.code.description, section.name, words.number(section.replies), words.number(section.recipients),
        words.number(section.domains), report.remark(on: section),
      ]
      text += "| " + cells.map(Markdown.escaped).joined(separator: " | ") + " |\n"
    }
    return text
  }

  private func markdown(_ section: Report.CodeSection) -> String {
    var text = "\n## \(section.code) \(Markdown.escaped(section.title ?? section.name))\n\n"
    text += Markdown.escaped(section.meaning) + "\n"
    for cause in section.causes where cause.class != .accepted { text += markdown(cause) }
    return text
  }

  private func markdown(_ cause: Report.CauseSection) -> String {
    var text = "\n### \(Markdown.escaped(cause.title))\n\n"
    text += Markdown.escaped(report.facts(of: cause, share: nil).joined(separator: " · ")) + "\n\n"
    text += Markdown.steps(cause.fix)
    if !cause.templates.isEmpty { text += "\n" }
    text += cause.templates.map { "- \(words.number($0.replies)) × \(Markdown.code($0.text))\n" }.joined()
    return text
  }
}
