import MailLog
import SMTPReply

extension Report {
  /// The report as plain text, `width` columns wide.
  public func text(width: Int, isColoured: Bool) -> String {
    var canvas = TextCanvas(width: width, isColoured: isColoured)
    writeSummary(&canvas)
    writeFindings(&canvas)
    writeCodeTable(&canvas)
    for section in codes where section.isExplainedInFull { write(section, &canvas) }
    for section in codes where !section.isExplainedInFull && section.recipients != nil { write(section, &canvas) }
    writeWithoutReply(&canvas)
    writeNotUnderstood(&canvas)
    writeLimits(&canvas)
    return canvas.text
  }

  private func writeSummary(_ canvas: inout TextCanvas) {
    let n = TextCanvas.number
    let lines = lines
    let names = inputs.count == 1 ? inputs[0].path : "\(inputs.count) files"
    canvas.heading("\(names) · \(Report.shown(first)) – \(Report.shown(last))")
    canvas.paragraph(
      "\(n(lines.total)) lines: \(n(lines.postfix)) Postfix, "
        + (lines.exim > 0 ? "\(n(lines.exim)) Exim, " : "") + "\(n(lines.other)) other programs, "
        + "\(n(lines.notUnderstood)) not understood" + (lines.cut > 0 ? ", \(n(lines.cut)) cut at 64 KiB" : ""))
    for input in inputs where !input.isComplete {
      canvas.paragraph("NOT COMPLETE: \(input.path) could not be read to its end; the report covers the rest.")
    }
    canvas.gap()
    let all = totals.delivered + totals.bounced + totals.deferred
    canvas.line(
      "  recipients   delivered \(n(totals.delivered))  \(share(totals.delivered, all))"
        + "     bounced \(n(totals.bounced))  \(share(totals.bounced, all))"
        + "     still deferred \(n(totals.deferred))")
    canvas.line(
      "  on the way   \(n(totals.deliveredAfterDeferral)) delivered after a deferral, "
        + "\(n(totals.deferrals)) deferrals, \(n(totals.attempts)) attempts at other hosts")
    canvas.line("  refused by us  \(n(totals.rejected))")
  }

  private func writeFindings(_ canvas: inout TextCanvas) {
    canvas.gap()
    let isActionable: (Finding) -> Bool = { !$0.evidence.isEmpty || $0.actor != .nobody }
    let shown = findings.filter(isActionable).prefix(10)
    canvas.heading("WHAT TO FIX FIRST")
    if shown.isEmpty { canvas.line("  Nothing that you could act on.") }
    for (place, finding) in shown.enumerated() {
      canvas.heading(TextCanvas.right("\(place + 1)", 2) + "  " + finding.title)
      let codes = finding.codes.isEmpty ? "no reply" : finding.codes.joined(separator: ", ")
      canvas.paragraph(
        "\(codes) · \(TextCanvas.number(finding.replies)) "
          + (finding.codes.isEmpty ? "times" : finding.replies == 1 ? "reply" : "replies")
          + " · \(TextCanvas.number(finding.affected.count)) \(finding.affected.kind)"
          + (finding.affected.count == 1 ? "" : "s")
          + " · \(finding.direction == .inbound ? "said by us" : "said to us") · \(finding.actor.text(finding.direction))",
        indent: 4)
      for evidence in finding.evidence { canvas.paragraph(evidence, label: "! ", indent: 4) }
      // With evidence of a stolen login the first step is said already.
      let next = finding.evidence.isEmpty ? finding.fix.first : finding.fix.dropFirst().first
      if let fix = next { canvas.paragraph(fix, label: "→ ", indent: 4) }
    }
    let quiet = findings.filter { !isActionable($0) }.reduce(0) { $0 + $1.replies }
    if quiet > 0 {
      canvas.paragraph(
        "\(TextCanvas.number(quiet)) more replies need nothing from you: strangers refused, greylisting and the like.",
        indent: 2)
    }
  }

  private func writeCodeTable(_ canvas: inout TextCanvas) {
    canvas.gap()
    canvas.heading("REPLIES BY CODE                          replies  recipients  domains  what it says")
    for section in codes {
      let column = { (number: Int?, width: Int) in
        TextCanvas.right(number.map(TextCanvas.number) ?? "–", width)
      }
      let hasOwn = section.isExplainedInFull && section.replies > 0
      let remark =
        section.implied > 0
        ? "\(TextCanvas.number(section.implied)) implied, not in the log"
        : section.causes.count > 1
          ? "\(section.causes.count) causes, see below" : hasOwn ? "see below" : section.causes.first?.title ?? ""
      let head =
        " \(section.code)  \(TextCanvas.left(section.name, 33)) \(column(section.replies, 8)) "
        + "\(column(section.recipients, 11)) \(column(section.domains, 8))  "
      canvas.line(head + TextCanvas.cut(remark, max(20, canvas.width - head.count)))
    }
  }

  private func writeNotUnderstood(_ canvas: inout TextCanvas) {
    guard !notUnderstood.isEmpty else { return }
    canvas.gap()
    canvas.heading("NOT UNDERSTOOD: lines that look like they carry a reply; please send us these")
    for line in notUnderstood { canvas.line("  " + line) }
  }

  private func writeLimits(_ canvas: inout TextCanvas) {
    canvas.gap()
    canvas.paragraph(
      "What a Postfix log cannot show: a 252 that a remote server gives to RCPT, our own 553 5.6.7 (SMTPUTF8), and most "
        + "replies to commands out of order, failed logins and rate limits.")
  }

  /// A share of a whole in percent; – when there is no whole.
  private func share(_ part: Int, _ whole: Int) -> String {
    guard whole > 0 else { return "–" }
    let tenths = (part * 1_000 + whole / 2) / whole
    return "\(tenths / 10).\(tenths % 10) %"
  }

  /// A time without its fraction and zone, or –.
  static func shown(_ time: LogTime?) -> String {
    guard let time else { return "–" }
    return String(time.iso8601.prefix(19)).replacing("T", with: " ")
  }
}

extension Report.CodeSection {
  /// 252 and 553 are always explained in full.
  var isExplainedInFull: Bool { code == .cannotVerify || code == .mailboxNameNotAllowed }
}

extension Actor {
  /// Who that is, seen from here.
  func text(_ direction: Direction) -> String {
    let side = direction == .outbound ? "you" : "your user, if it is one"
    return switch self {
    case .senderList: "\(side): list of addresses"
    case .senderServer: "\(side): server or program"
    case .senderDNS: "\(side): DNS"
    case .senderReputation: "\(side): reputation"
    case .recipient: "the recipient"
    case .receivingServer: direction == .outbound ? "their server" : "you: server"
    case .network: "network"
    case .nobody: "nobody"
    }
  }
}
