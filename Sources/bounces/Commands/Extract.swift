import ArgumentParser
import MailLog
import ReplyCounts
import ReplyGuide
import ReplyRecords

/// `bounces extract`: every reply as one JSON object a line, or as a row of CSV.
struct Extract: FileCommand {
  static let configuration = CommandConfiguration(
    commandName: "extract",
    abstract: "Print every reply as one JSON object a line (NDJSON), or as CSV.")

  @OptionGroup var input: InputOptions
  @OptionGroup var rules: RulesOption
  @OptionGroup var filter: FilterOptions
  @OptionGroup var redaction: RedactionOptions
  @OptionGroup var memory: MemoryOption

  @Option(help: "Form of the output: ndjson or csv.")
  var format: Format = .ndjson

  /// The form of the output.
  enum Format: String, CaseIterable, ExpressibleByArgument {
    case ndjson
    case csv
  }

  var fileUse: FileUse { FileUse(input, rules, redaction) }

  func run(_: FileUse.Checked) throws {
    let grouping = ReplyGrouping(try rules.guide("en"))
    try filter.check(against: grouping.guide)
    let selection = try redaction.selection(filter)
    switch format {
    case .ndjson:
      let writer = RecordWriter(by: grouping, selection: selection) { StandardOutput.write($0) }
      try read(into: writer, grouping, begin: writer.beginInput, end: writer.flush)
    case .csv:
      let table = RecordTable(by: grouping, selection: selection) { StandardOutput.write($0) }
      try read(into: table, grouping, begin: table.beginInput, end: table.flush)
    }
  }

  private func read(
    into writer: any ReplySink, _ grouping: ReplyGrouping, begin: (String) -> Void, end: () -> Void
  ) throws {
    let redactor = try redaction.redactor(grouping)
    let sink = try redaction.redacting(writer, redactor, filter)
    var options = ReadingOptions(now: Terminal.now)
    options.firstYear = input.year
    options.memory = memory.limit
    options.keepsDetails = true
    var inputs = LogInputs(input, options: options, filter: try filter.filter(), printsAlong: true)
    inputs.readReplies(into: sink) { begin(redactor?.path($0) ?? $0) }
    end()
    try MemoryOption.check(options.memory)
    throw ExitCode(inputs.status.exitCode)
  }
}
