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

/// Writes rows of comma-separated values that no spreadsheet takes for formulas.
package struct CSVWriter {
  package private(set) var text = ""

  package init() {}

  /// Adds a row.
  package mutating func row(_ cells: [String]) {
    text += cells.map(CSVWriter.cell).joined(separator: ",") + "\r\n"
  }

  /// A cell, quoted where it has to be. What a spreadsheet would calculate gets an apostrophe in front.
  ///
  /// By bytes and code points: a mark may join with a sign to one character that is no sign for us, and still one for a spreadsheet.
  private static func cell(_ value: String) -> String {
    var value = TextCanvas.harmless(value)
    if let first = value.unicodeScalars.first, "=+-@＝＋－＠".unicodeScalars.contains(first) { value = "'" + value }
    let quote = UInt8(ascii: "\"")
    guard value.utf8.contains(where: { $0 == UInt8(ascii: ",") || $0 == quote }) else { return value }
    let doubled = value.utf8.flatMap { $0 == quote ? [quote, quote] : [$0] }
    return "\"" + String(decoding: doubled, as: UTF8.self) + "\""
  }
}
