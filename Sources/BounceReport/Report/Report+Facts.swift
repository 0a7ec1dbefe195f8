import MailLog
import ReplyCounts
import SMTPReply

// What every form says of the whole, in the words of the report.
extension Report {
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
    let servers = MTA.allCases.filter { $0 == .postfix || lines[$0] > 0 }
    var parts = servers.map { "\(words.number(lines[$0])) \($0.name)" }
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
}
