import ReplyCounts

extension HTMLForm {
  /// One code with its causes and recipients.
  func section(_ code: Report.CodeSection) -> [String: Any] {
    var section: [String: Any] = [
      "code": code.code.description, "severity": code.code.severity, "anchor": "code-\(code.code)",
      "title": code.title ?? code.name, "kind": words.kind(of: code.code), "meaning": code.meaning,
      "hasFix": !code.fix.isEmpty, "fix": code.fix,
      "causes": code.causes.filter { $0.class != .accepted || code.isExplainedInFull }.map {
        article($0, code.code.description, share: words.share($0.replies, code.replies))
      },
      "hasRecipients": code.topRecipients?.isEmpty == false,
      "recipients": (code.topRecipients ?? []).prefix(HTMLForm.openRows).map(row),
      "more": moreRecipients(code.topRecipients ?? []),
    ]
    if let when = code.when { section["when"] = when }
    if let differences = code.differences { section["differs"] = differences }
    if let use = code.use { section["use"] = use }
    if !code.topDomains.isEmpty {
      section["domains"] = code.topDomains.map {
        ["name": TextCanvas.harmless($0.name), "count": words.number($0.replies)]
      }
      section["hasDomains"] = true
    }
    if !code.topHosts.isEmpty { section["hosts"] = TextCanvas.harmless(code.topHosts.joined(separator: ", ")) }
    if code.replies == 0 { section["none"] = words.text("none") }
    return section
  }

  /// How many recipients of a code stand open on the page; the others are folded away in parts, so that a browser has little to lay
  /// out however many there are.
  private static var openRows: Int { 300 }
  private static var foldedRows: Int { 1_000 }

  /// The recipients beyond those that stand open.
  private func moreRecipients(_ all: [Report.TopRecipient]) -> [[String: Any]] {
    stride(from: HTMLForm.openRows, to: all.count, by: HTMLForm.foldedRows).map { start in
      let end = min(all.count, start + HTMLForm.foldedRows)
      return [
        "label": "\(words.text("recipients_table")) \(words.number(start + 1))–\(words.number(end))",
        "recipients": all[start..<end].map(row),
      ]
    }
  }

  /// What the mail server settled by itself, in a section of its own; none without it.
  var settledAlone: [[String: Any]] {
    guard !report.withoutReply.isEmpty else { return [] }
    return [
      [
        "code": "–", "severity": 0, "anchor": "code-none", "title": words.text("without_reply"), "kind": "",
        "meaning": "", "hasFix": false, "causes": report.withoutReply.map { article($0, "none", share: nil) },
        "hasRecipients": false,
      ]
    ]
  }

  /// The name of a cause's place on the page.
  func anchor(_ cause: Report.CauseSection, _ code: String) -> String {
    let side = cause.isOwnClient ? "-own" : cause.isWithinHost ? "-host" : ""
    return "c\(code)-\(cause.id ?? cause.class.rawValue)-\(cause.direction.rawValue)\(side)"
  }

  private func article(_ cause: Report.CauseSection, _ code: String, share: String?) -> [String: Any] {
    var article: [String: Any] = [
      "anchor": anchor(cause, code), "title": cause.title, "facts": report.facts(of: cause, share: share),
      "fix": cause.fix,
      "settings": cause.direction == .inbound || cause.actor == .senderServer
        ? cause.settings.map { ["server": $0.server, "text": $0.text] } : [],
      "templates": cause.templates.map {
        ["count": words.number($0.replies), "text": TextCanvas.harmless($0.text)]
      },
    ]
    if !cause.meaning.isEmpty { article["meaning"] = cause.meaning }
    return article
  }

  private func row(_ recipient: Report.TopRecipient) -> [String: Any] {
    [
      "address": TextCanvas.harmless(recipient.recipient), "repliesValue": recipient.replies,
      "replies": words.number(recipient.replies), "lastValue": recipient.last.wall / 1_000_000,
      "last": words.time(recipient.last), "reply": TextCanvas.harmless(recipient.reply),
    ]
  }
}
