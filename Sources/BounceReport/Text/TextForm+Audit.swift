import ReplyCounts

extension TextForm {
  /// The audit's tables; what does not fit the width is left to the other forms.
  func writeAudit(_ canvas: inout TextCanvas) {
    guard let audit = report.audit else { return }
    canvas.gap()
    canvas.heading(words.text("audit"))
    canvas.paragraph(words.text("audit_legend"), indent: 2)
    if audit.handedOn > 0 { canvas.paragraph(words.text("audit_handed_on", audit.handedOn), indent: 2) }
    for (heading, table) in report.auditTables {
      let places = auditPlaces(in: canvas.width, table)
      canvas.gap()
      canvas.line(" " + auditLine(heading, Report.auditColumns.map { words.text($0) }, places, canvas.width))
      for row in table.rows {
        canvas.line("  " + auditLine(row.name, report.cells(row.figures), places, canvas.width - 1))
      }
      canvas.line("  " + auditLine(words.text("audit_total"), report.cells(audit.total), places, canvas.width - 1))
    }
  }

  /// The columns that fit the width, the most telling ones first.
  private func auditPlaces(in width: Int, _ table: Report.Audit.Table) -> [Int] {
    // Refusals tell of our own clients alone; messages and the rarer percentiles come last.
    let isOfClients = table.dimension == .client || table.dimension == .login || table.dimension == .senderDomain
    let wanted = [1, 2, 3, 4] + (isOfClients ? [10, 5] : [5, 6]) + [9, 0, 6, 8, 7].filter { isOfClients || $0 != 6 }
    return wanted.prefix((width - 26) / 11).sorted()
  }

  private func auditLine(_ name: String, _ cells: [String], _ places: [Int], _ width: Int) -> String {
    let left = TextCanvas.left(TextCanvas.harmless(name), width - 1 - 11 * places.count)
    return left + places.map { TextCanvas.right(cells[$0], 11) }.joined()
  }
}
