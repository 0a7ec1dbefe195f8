import ReplyCounts
import SMTPReply

extension TextForm {
  /// One code: what it means, then its causes and recipients.
  func write(_ section: Report.CodeSection, _ canvas: inout TextCanvas) {
    canvas.gap()
    canvas.heading("\(section.code)  \((section.title ?? section.name).uppercased()) · \(words.kind(of: section.code))")
    let labels = ["meaning", "when", "fix", "differs"].map { words.text($0) }
    let indent = (labels.map(\.columns).max() ?? 0) + 2
    let label = { TextCanvas.left(labels[$0], indent) }
    canvas.paragraph(section.meaning, label: label(0), indent: 2)
    if let when = section.when { canvas.paragraph(when, label: label(1), indent: 2) }
    for (place, step) in section.fix.enumerated() {
      canvas.paragraph(step, label: place == 0 ? label(2) : String(repeating: " ", count: indent), indent: 2)
    }
    if let differences = section.differences { canvas.paragraph(differences, label: label(3), indent: 2) }
    guard section.replies > 0 else {
      canvas.line("  " + words.text("none"))
      return
    }
    for cause in section.causes where cause.class != .accepted || section.isExplainedInFull {
      write(cause, of: section, &canvas)
    }
    writeRecipients(section, &canvas)
  }

  func writeWithoutReply(_ canvas: inout TextCanvas) {
    guard !report.withoutReply.isEmpty else { return }
    canvas.gap()
    canvas.heading(words.text("without_reply"))
    for cause in report.withoutReply { write(cause, of: nil, &canvas) }
  }

  /// One cause, below the code `section` or below none.
  private func write(_ cause: Report.CauseSection, of section: Report.CodeSection?, _ canvas: inout TextCanvas) {
    let isFull = section?.isExplainedInFull == true
    let share = isFull ? section.map { words.share(cause.replies, $0.replies) } : nil
    canvas.gap()
    let facts = report.facts(of: cause, share: share)
    canvas.paragraph("\(cause.title) — " + facts.joined(separator: ", "), label: "• ", indent: 2)
    for template in cause.templates.prefix(isFull ? 2 : 1) {
      let count = TextCanvas.right(words.number(template.replies), 6)
      canvas.line(TextCanvas.cut("      \(count)  \(template.text)", canvas.width))
    }
    if isFull, !cause.meaning.isEmpty { canvas.paragraph(cause.meaning, indent: 6) }
    for (place, step) in cause.fix.prefix(isFull ? 4 : 1).enumerated() {
      canvas.paragraph(step, label: isFull ? "\(place + 1). " : "→ ", indent: 6)
    }
    if isFull, cause.direction == .inbound || cause.actor == .senderServer {
      for setting in cause.settings { canvas.paragraph(setting.text, label: "\(setting.server): ", indent: 6) }
    }
  }

  private func writeRecipients(_ section: Report.CodeSection, _ canvas: inout TextCanvas) {
    guard let rows = section.topRecipients, !rows.isEmpty else { return }
    canvas.gap()
    canvas.line(
      "  " + TextCanvas.left(words.text("recipients_table"), 37) + TextCanvas.right(words.text("column_replies"), 9)
        + "  " + TextCanvas.left(words.text("column_last_seen"), 21) + words.text("column_last_reply"))
    for row in rows.prefix(section.isExplainedInFull ? 10 : 3) {
      let head =
        "   \(TextCanvas.left(row.recipient, 36))\(TextCanvas.right(words.number(row.replies), 9))  "
        + TextCanvas.left(words.time(row.last), 21)
      canvas.line(head + TextCanvas.cut(row.reply, max(20, canvas.width - head.columns)))
    }
  }
}
