import ArgumentParser

/// The forms that a report is written in.
enum ReportForm: String, CaseIterable, ExpressibleByArgument {
  case text
  case json
  case html
  case markdown = "md"
  case csv
  case openMetrics = "prom"
  case mail = "eml"

  /// The form of a file called `path`, by its ending; nil when it has another.
  init?(path: String) {
    let name = path.split(separator: "/").last ?? ""
    guard let dot = name.lastIndex(of: ".") else { return nil }
    let ending = name[name.index(after: dot)...].lowercased()
    self.init(rawValue: ending == "txt" ? "text" : ending)
  }

  /// The endings that tell a form.
  static let endings = ".txt .json .html .md .csv .prom .eml"
}
