/// The forms that a report is written in: the one list from which options, endings of files and their help come.
///
/// A new form is a type in a folder of its own that makes bytes of a `Report`, and a case here.
package enum ReportForm: String, CaseIterable, Sendable {
  case text
  case json
  case html
  case markdown = "md"
  case csv
  case openMetrics = "prom"
  case mail = "eml"

  /// What `--format` calls it.
  package var name: String { rawValue }

  /// How the names of its files end, without the dot.
  package var ending: String { self == .text ? "txt" : rawValue }

  /// The form of a file called `path`, by its ending; nil when it has another.
  package init?(path: String) {
    let name = path.split(separator: "/").last ?? ""
    guard let dot = name.lastIndex(of: ".") else { return nil }
    // `.text` was always taken for text, too.
    let ending = name[name.index(after: dot)...].lowercased()
    guard let form = ReportForm.allCases.first(where: { $0.ending == ending || $0.name == ending }) else { return nil }
    self = form
  }

  /// The names of all forms in a sentence: `text, json or csv`.
  package static let names: String = {
    let names = allCases.map(\.name)
    return names.dropLast().joined(separator: ", ") + " or " + (names.last ?? "")
  }()

  /// The endings of all forms: `.txt .json .csv`.
  package static let endings = allCases.map { "." + $0.ending }.joined(separator: " ")

  /// `report` in this form, as a file holds it: text without colour, in columns that a mail has room for too. Only a mail asks for its envelope.
  package func bytes(of report: Report, envelope: @autoclosure () -> MailForm.Envelope) -> [UInt8] {
    switch self {
    case .text: TextForm(report).bytes()
    case .json: JSONForm(report).bytes()
    case .html: HTMLForm(report).bytes()
    case .markdown: MarkdownForm(report).bytes()
    case .csv: CSVForm(report).bytes()
    case .openMetrics: MetricsForm(report).bytes()
    case .mail: MailForm(report, in: envelope()).bytes()
    }
  }
}
