import ArgumentParser
import BounceReport

/// How long and how colourful a report is.
struct ReportOptions: ParsableArguments {
  /// When headings are bold.
  enum Color: String, CaseIterable, ExpressibleByArgument {
    case auto
    case always
    case never
  }

  @Option(help: "Rows of a list at most.")
  var top = 10

  @Option(help: "Headings in bold: auto, always or never. NO_COLOR is honoured.")
  var color: Color = .auto

  func validate() throws {
    guard (1...1_000_000).contains(top) else { throw ValidationError("--top takes a number from 1 to 1000000.") }
  }

  /// Writes the report to where `output` says; false when a file could not be written.
  func write(
    _ report: Report, to files: FileUse.Checked, _ output: OutputOptions, _ alert: AlertOptions
  ) -> Bool {
    if alert.quietIfClean, report.isClean { return output.writeQuietly(report, to: files) }
    return output.write(report, to: files) { report in
      TextForm(report, width: min(Terminal.width ?? 100, 140), isColoured: isColoured).bytes()
    }
  }

  private var isColoured: Bool {
    switch color {
    case .always: true
    case .never: false
    case .auto: Terminal.isStandardOutputTerminal && (Terminal.environment("NO_COLOR") ?? "").isEmpty
    }
  }
}
