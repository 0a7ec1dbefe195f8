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

  /// Whether the report says first whether to worry: it was compared, or had thresholds to keep.
  var hasVerdict: Bool { news != nil || !alerts.isEmpty }

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
  private static func mark(_ kind: String) -> String {
    switch kind {
    case "fixed": "+ "
    case "rare": "· "
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

  /// The input's name, or how many there are.
  var names: String {
    switch inputs.count {
    case 0: words.text("no_new_lines")
    case 1: inputs[0].path
    default: words.text("files", inputs.count)
    }
  }

  /// All lines, and how they were accounted for.
  var lineCounts: String {
    let lines = lines
    var parts = ["\(words.number(lines.postfix)) Postfix"]
    if lines.exim > 0 { parts.append("\(words.number(lines.exim)) Exim") }
    parts.append(words.text("other_programs", lines.other))
    parts.append(words.text("lines_not_understood", lines.notUnderstood))
    if lines.cut > 0 { parts.append(words.text("lines_cut", lines.cut)) }
    return "\(words.count("lines", lines.total)): " + parts.joined(separator: ", ")
  }

  /// What the report is confined to; nil when it covers all replies.
  var selected: String? {
    selection.isEmpty ? nil : words.text("selected", ["filters": selection.joined(separator: " ")])
  }

  /// What the report is confined to, what was not read for that, and whether it is redacted.
  var notes: [String] {
    let left = skipped.isEmpty ? nil : words.count("skipped", skipped.count)
    return [selected, left, redaction].compactMap { $0 }
  }

  /// What has pseudonyms; nil when nothing has.
  var redaction: String? { redacted.map { words.text("redacted_\($0.rawValue)") } }

  /// What happened before recipients were settled.
  var onTheWay: [String] {
    [
      words.text("after_deferral", totals.deliveredAfterDeferral), words.count("deferrals", totals.deferrals),
      words.count("attempts", totals.attempts),
    ]
  }

  /// What the table says of a code.
  func remark(on section: CodeSection) -> String {
    if section.implied > 0 { return words.text("implied", section.implied) }
    if section.causes.count > 1 { return words.text("causes_below", section.causes.count) }
    if section.isExplainedInFull, section.replies > 0 { return words.text("see_below") }
    return section.causes.first?.title ?? ""
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

extension Report.CodeSection {
  /// 252 and 553 are always explained in full.
  var isExplainedInFull: Bool { code == .cannotVerify || code == .mailboxNameNotAllowed }
}
