import MailLog
import ReplyCounts
import SMTPReply

extension Report {
  /// The report as plain text, `width` columns wide. `saysWhetherToWorry` puts that first even where nothing is compared.
  public func text(width: Int, isColoured: Bool, saysWhetherToWorry: Bool = false) -> String {
    var canvas = TextCanvas(width: width, isColoured: isColoured)
    if hasVerdict || saysWhetherToWorry { writeVerdict(&canvas) }
    writeSummary(&canvas)
    if isOfNothing {
      canvas.gap()
      canvas.paragraph(words.text("nothing_read"))
      return canvas.text
    }
    writeFindings(&canvas)
    writeCodeTable(&canvas)
    for section in codes where section.isExplainedInFull { write(section, &canvas) }
    for section in codes where !section.isExplainedInFull && section.recipients != nil { write(section, &canvas) }
    writeWithoutReply(&canvas)
    writeAudit(&canvas)
    writeNotUnderstood(&canvas)
    writeLimits(&canvas)
    return canvas.text
  }

  private func writeSummary(_ canvas: inout TextCanvas) {
    canvas.heading("\(names) · \(words.time(first)) – \(words.time(last))")
    canvas.paragraph(lineCounts)
    for note in notes { canvas.paragraph(note) }
    for input in inputs where !input.isComplete {
      canvas.paragraph(words.text("not_complete", ["path": input.path]))
    }
    // What waits from runs before is there without a line of this one.
    if isOfNothing, totals.deferred == 0 { return }
    canvas.gap()
    let all = totals.delivered + totals.bounced + totals.deferred
    let labels = ["recipients", "on_the_way", "refused", "thrown_away"].map { words.text($0) }
    let shown = labels.prefix(totals.discarded > 0 ? 4 : 3)
    let indent = (shown.map(\.columns).max() ?? 0) + 2
    let settled = [
      words.text("delivered", totals.delivered) + "  " + words.share(totals.delivered, all),
      words.text("bounced", totals.bounced) + "  " + words.share(totals.bounced, all),
      words.text("deferred", totals.deferred),
    ]
    canvas.line("  " + TextCanvas.left(labels[0], indent) + settled.joined(separator: "     "))
    canvas.line("  " + TextCanvas.left(labels[1], indent) + onTheWay.joined(separator: ", "))
    canvas.line("  " + TextCanvas.left(labels[2], indent) + words.number(totals.rejected))
    if totals.discarded > 0 {
      canvas.line("  " + TextCanvas.left(labels[3], indent) + words.number(totals.discarded))
    }
  }

  private func writeVerdict(_ canvas: inout TextCanvas) {
    for line in verdict { canvas.heading(line) }
    for line in newsLines { canvas.paragraph(line.text, label: Report.mark(line.kind), indent: 1) }
    let trends = trends
    let indent = (trends.map(\.name.columns).max() ?? 0) + 2
    for trend in trends {
      canvas.line(
        "   " + TextCanvas.left(trend.name, indent) + Sparkline.text(trend.counts) + "  "
          + words.count("trend", trend.counts.count))
    }
    canvas.gap()
  }

  /// What stands in front of a piece of news.
  private static func mark(_ kind: NewsLine.Kind) -> String {
    switch kind {
    case .news(.fixed): "+ "
    case .rare: "· "
    default: "! "
    }
  }

  private func writeCodeTable(_ canvas: inout TextCanvas) {
    canvas.gap()
    let columns = ["replies", "recipients", "domains"].map { TextCanvas.right(words.text("column_\($0)"), 11) }
    canvas.heading(
      TextCanvas.left(words.text("by_code"), 36) + columns.joined() + "  " + words.text("column_says"))
    for section in codes {
      let figures = [section.replies, section.recipients, section.domains]
        .map { TextCanvas.right(words.number($0), 11) }.joined()
      let head = " \(section.code)  \(TextCanvas.left(section.name, 30))" + figures + "  "
      canvas.line(head + TextCanvas.cut(remark(on: section), max(20, canvas.width - head.columns)))
    }
  }

  private func writeNotUnderstood(_ canvas: inout TextCanvas) {
    guard !notUnderstood.isEmpty else { return }
    canvas.gap()
    canvas.heading(words.text("not_understood"))
    for line in notUnderstood { canvas.line("  " + line) }
  }

  private func writeLimits(_ canvas: inout TextCanvas) {
    guard lines.postfix > 0 || lines.exim == 0 else { return }
    canvas.gap()
    canvas.paragraph(words.text("limits_postfix"))
  }
}
