import ReplyCounts
import SMTPReply

extension Report {
  /// The causes as CSV (RFC 4180), a row for each cause below a code; the headings and ids are the same in every language.
  public var csv: [UInt8] {
    var csv = CSVWriter()
    csv.row([
      "code", "cause", "class", "direction", "own_client", "actor", "permanence", "replies", "recipients", "title",
      "fix",
      "reply", "unsure",
    ])
    for section in codes { for cause in section.causes { csv.row(cells(cause, section.code)) } }
    for cause in withoutReply { csv.row(cells(cause, nil)) }
    return Array(csv.text.utf8)
  }

  private func cells(_ cause: CauseSection, _ code: ReplyCode?) -> [String] {
    [
      code?.description ?? "", cause.id ?? "", cause.class.rawValue, cause.direction.rawValue,
      cause.direction == .inbound ? "\(cause.isOwnClient)" : "", cause.actor.rawValue,
      cause.permanence?.rawValue ?? "", "\(cause.replies)", cause.recipients.map { "\($0)" } ?? "", cause.title,
      cause.fix.first ?? "", cause.templates.first?.text ?? "",
      "\(cause.unsure)",
    ]
  }
}
