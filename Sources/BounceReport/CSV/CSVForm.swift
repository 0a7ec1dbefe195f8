import ReplyCounts
import SMTPReply

/// The causes of a report as CSV (RFC 4180), a row for each cause below a code; the headings and ids are the same in every language.
package struct CSVForm {
  private let report: Report

  /// The rows of `report`.
  package init(_ report: Report) {
    self.report = report
  }

  /// The rows in UTF-8, the headings first.
  package func bytes() -> [UInt8] {
    var csv = CSVWriter()
    csv.row([
      "code", "cause", "class", "direction", "own_client", "actor", "permanence", "replies", "recipients", "title",
      "fix",
      "reply", "unsure",
    ])
    for section in report.codes { for cause in section.causes { csv.row(cells(cause, section.code)) } }
    for cause in report.withoutReply { csv.row(cells(cause, nil)) }
    return Array(csv.text.utf8)
  }

  private func cells(_ cause: Report.CauseSection, _ code: ReplyCode?) -> [String] {
    [
      code?.description ?? "", cause.id ?? "", cause.class.rawValue, cause.direction.rawValue,
      cause.direction == .inbound ? "\(cause.isOwnClient)" : "", cause.actor.rawValue,
      cause.permanence?.rawValue ?? "", "\(cause.replies)", cause.recipients.map { "\($0)" } ?? "", cause.title,
      cause.fix.first ?? "", cause.templates.first?.text ?? "",
      "\(cause.unsure)",
    ]
  }
}
