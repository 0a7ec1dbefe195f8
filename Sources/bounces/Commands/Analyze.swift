import ArgumentParser
import BounceReport
import MailLog
import ReplyGuide

/// `bounces analyze`: the report.
struct Analyze: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Report what the SMTP replies in mail logs mean and how to fix them.")

  /// When to colour.
  enum Color: String, CaseIterable, ExpressibleByArgument {
    case auto
    case always
    case never
  }

  @OptionGroup var input: InputOptions
  @OptionGroup var language: LanguageOption
  @OptionGroup var rules: RulesOption
  @OptionGroup var output: OutputOptions
  @OptionGroup var filter: FilterOptions
  @OptionGroup var redaction: RedactionOptions

  @Option(help: "Rows of a list at most.")
  var top = 10

  @Option(help: "Files read at once; without it, as many as there are processors. The report is the same.")
  var jobs: Int?

  @Option(help: "Colour: auto, always or never. NO_COLOR is honoured.")
  var color: Color = .auto

  func validate() throws {
    guard top >= 1 else { throw ValidationError("--top takes a number from 1.") }
    if let jobs, jobs < 1 { throw ValidationError("--jobs takes a number from 1.") }
  }

  func run() throws {
    let guide = try rules.guide(language.language)
    var options = LogReader.Options(now: Terminal.now)
    options.firstYear = input.year
    var inputs = LogInputs(paths: input.paths, options: options)
    let selection = ReplySelection(try filter.filter(), causes: filter.cause)
    let grouping = ReplyGrouping(guide)
    let redactor = try redaction.redactor(grouping)
    let summary = inputs.summary(
      by: grouping, jobs: jobs ?? Terminal.processorCount, selection: selection, redactor: redactor)
    let report = ReportBuilder(summary, guide: guide, top: top, selection: filter.description, redactor: redactor)
      .report()
    let isWritten = output.write(report) { report in
      Array(report.text(width: min(Terminal.width ?? 100, 140), isColoured: isColoured).utf8)
    }
    throw ExitCode(isWritten ? inputs.status.exitCode : 2)
  }

  private var isColoured: Bool {
    switch color {
    case .always: true
    case .never: false
    case .auto: Terminal.isStandardOutputTerminal && (Terminal.environment("NO_COLOR") ?? "").isEmpty
    }
  }
}
