import SMTPReply

extension Report {
  /// One code: what it means, then its causes and recipients.
  func write(_ section: CodeSection, _ canvas: inout TextCanvas) {
    canvas.gap()
    let kind =
      switch section.code.severity {
      case 2: "not a failure"
      case 4: "temporary failure"
      case 5: "permanent failure"
      default: "unusual"
      }
    canvas.heading("\(section.code)  \((section.title ?? section.name).uppercased()) · \(kind)")
    canvas.paragraph(section.meaning, label: "Meaning  ", indent: 2)
    if let when = section.when { canvas.paragraph(when, label: "When     ", indent: 2) }
    for (place, step) in section.fix.enumerated() {
      canvas.paragraph(step, label: place == 0 ? "Fix      " : "         ", indent: 2)
    }
    if let differences = section.differences { canvas.paragraph(differences, label: "Differs  ", indent: 2) }
    guard section.replies > 0 else {
      canvas.line("  None in this log.")
      return
    }
    for cause in section.causes where cause.class != .accepted || section.isExplainedInFull {
      write(cause, isFull: section.isExplainedInFull, &canvas)
    }
    writeRecipients(section, &canvas)
  }

  func writeWithoutReply(_ canvas: inout TextCanvas) {
    guard !withoutReply.isEmpty else { return }
    canvas.gap()
    canvas.heading("WITHOUT ANY REPLY: settled by Postfix itself")
    for cause in withoutReply { write(cause, isFull: false, &canvas) }
  }

  private func write(_ cause: CauseSection, isFull: Bool, _ canvas: inout TextCanvas) {
    let n = TextCanvas.number
    canvas.gap()
    canvas.paragraph(
      "\(cause.title) — \(n(cause.replies)) \(cause.replies == 1 ? "time" : "times"), "
        + "\(cause.recipients.map(n) ?? "–") recipient\(cause.recipients == 1 ? "" : "s"), "
        + "\(cause.direction == .inbound ? "said by us" : "said to us"), acts: \(cause.actor.text(cause.direction))",
      label: "• ", indent: 2)
    for template in cause.templates.prefix(isFull ? 2 : 1) {
      canvas.line(TextCanvas.cut("      \(TextCanvas.right(n(template.replies), 6))  \(template.text)", canvas.width))
    }
    if isFull, !cause.meaning.isEmpty { canvas.paragraph(cause.meaning, indent: 6) }
    for (place, step) in cause.fix.prefix(isFull ? 4 : 1).enumerated() {
      canvas.paragraph(step, label: isFull ? "\(place + 1). " : "→ ", indent: 6)
    }
    if isFull, cause.direction == .inbound || cause.actor == .senderServer {
      for setting in cause.settings { canvas.paragraph(setting.text, label: "\(setting.server): ", indent: 6) }
    }
  }

  private func writeRecipients(_ section: CodeSection, _ canvas: inout TextCanvas) {
    guard let rows = section.topRecipients, !rows.isEmpty else { return }
    canvas.gap()
    canvas.line("  Recipients                             replies  last seen            last reply")
    for row in rows.prefix(section.isExplainedInFull ? 10 : 3) {
      let head =
        "   \(TextCanvas.left(row.recipient, 36)) \(TextCanvas.right(TextCanvas.number(row.replies), 8))  "
        + "\(Report.shown(row.last))  "
      canvas.line(head + TextCanvas.cut(row.reply, max(20, canvas.width - head.count)))
    }
  }
}
