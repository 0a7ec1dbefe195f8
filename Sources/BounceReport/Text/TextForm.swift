import MailLog
import ReplyCounts
import SMTPReply

/// A report as plain text, for a terminal, a file or a mail.
package struct TextForm {
  let report: Report
  private let width: Int
  private let isColoured: Bool
  private let saysWhetherToWorry: Bool

  var words: ReportWords { report.words }

  /// `report` in lines of `width` columns, 60 at least, with headings in bold where it `isColoured`. `saysWhetherToWorry` puts that first even
  /// where nothing is compared.
  package init(_ report: Report, width: Int = 100, isColoured: Bool = false, saysWhetherToWorry: Bool = false) {
    self.report = report
    self.width = width
    self.isColoured = isColoured
    self.saysWhetherToWorry = saysWhetherToWorry
  }

  /// The text in UTF-8.
  package func bytes() -> [UInt8] { Array(text().utf8) }

  /// The text.
  package func text() -> String {
    var canvas = TextCanvas(width: width, isColoured: isColoured)
    if report.hasVerdict || saysWhetherToWorry { writeVerdict(&canvas) }
    writeSummary(&canvas)
    if report.isOfNothing {
      canvas.gap()
      canvas.paragraph(words.text("nothing_read"))
      return canvas.text
    }
    writeFindings(&canvas)
    writeCodeTable(&canvas)
    for section in report.codes where section.isExplainedInFull { write(section, &canvas) }
    for section in report.codes where !section.isExplainedInFull && section.recipients != nil {
      write(section, &canvas)
    }
    writeWithoutReply(&canvas)
    writeAudit(&canvas)
    writeNotUnderstood(&canvas)
    writeLimits(&canvas)
    return canvas.text
  }

  private func writeSummary(_ canvas: inout TextCanvas) {
    canvas.heading("\(report.names) · \(words.time(report.first)) – \(words.time(report.last))")
    canvas.paragraph(report.lineCounts)
    for note in report.notes { canvas.paragraph(note) }
    for input in report.inputs where !input.isComplete {
      canvas.paragraph(words.text("not_complete", ["path": input.path]))
    }
    // What waits from runs before is there without a line of this one.
    if report.isOfNothing, report.totals.deferred == 0 { return }
    canvas.gap()
    let all = report.totals.delivered + report.totals.bounced + report.totals.deferred
    let labels = ["recipients", "on_the_way", "refused", "thrown_away"].map { words.text($0) }
    let shown = labels.prefix(report.totals.discarded > 0 ? 4 : 3)
    let indent = (shown.map(\.columns).max() ?? 0) + 2
    let settled = [
      words.text("delivered", report.totals.delivered) + "  " + words.share(report.totals.delivered, all),
      words.text("bounced", report.totals.bounced) + "  " + words.share(report.totals.bounced, all),
      words.text("deferred", report.totals.deferred),
    ]
    canvas.line("  " + TextCanvas.left(labels[0], indent) + settled.joined(separator: "     "))
    canvas.line("  " + TextCanvas.left(labels[1], indent) + report.onTheWay.joined(separator: ", "))
    canvas.line("  " + TextCanvas.left(labels[2], indent) + words.number(report.totals.rejected))
    if report.totals.discarded > 0 {
      canvas.line("  " + TextCanvas.left(labels[3], indent) + words.number(report.totals.discarded))
    }
  }

  private func writeVerdict(_ canvas: inout TextCanvas) {
    for line in report.verdict { canvas.heading(line) }
    for line in report.newsLines { canvas.paragraph(line.text, label: TextForm.mark(line.kind), indent: 1) }
    let trends = report.trends
    let indent = (trends.map(\.name.columns).max() ?? 0) + 2
    for trend in trends {
      canvas.line(
        "   " + TextCanvas.left(trend.name, indent) + Sparkline.text(trend.counts) + "  "
          + words.count("trend", trend.counts.count))
    }
    canvas.gap()
  }

  /// What stands in front of a piece of news.
  private static func mark(_ kind: Report.NewsLine.Kind) -> String {
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
    for section in report.codes {
      let figures = [section.replies, section.recipients, section.domains]
        .map { TextCanvas.right(words.number($0), 11) }.joined()
      let head = " \(section.code)  \(TextCanvas.left(section.name, 30))" + figures + "  "
      canvas.line(head + TextCanvas.cut(report.remark(on: section), max(20, canvas.width - head.columns)))
    }
  }

  private func writeNotUnderstood(_ canvas: inout TextCanvas) {
    guard !report.notUnderstood.isEmpty else { return }
    canvas.gap()
    canvas.heading(words.text("not_understood"))
    for line in report.notUnderstood { canvas.line("  " + line) }
  }

  private func writeLimits(_ canvas: inout TextCanvas) {
    guard report.lines[.postfix] > 0 || report.lines.ofServers == 0 else { return }
    canvas.gap()
    canvas.paragraph(words.text("limits_postfix"))
  }
}
