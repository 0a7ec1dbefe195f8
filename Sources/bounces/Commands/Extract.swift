import ArgumentParser
import BounceReport
import MailLog
import ReplyGuide

/// `bounces extract`: every reply as one JSON object a line.
struct Extract: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Print every reply as one JSON object a line (NDJSON).")

  @OptionGroup var input: InputOptions
  @OptionGroup var rules: RulesOption
  @OptionGroup var filter: FilterOptions
  @OptionGroup var redaction: RedactionOptions

  func run() throws {
    let grouping = ReplyGrouping(try rules.guide("en"))
    let writer = RecordWriter(by: grouping, selection: try redaction.selection(filter)) { StandardOutput.write($0) }
    let sink = try redaction.redacting(writer, try redaction.redactor(grouping), filter)
    var options = LogReader.Options(now: Terminal.now)
    options.firstYear = input.year
    options.keepsDetails = true
    var inputs = LogInputs(paths: input.paths, options: options, printsAlong: true)
    inputs.readReplies(into: sink) { writer.beginInput($0) }
    writer.flush()
    throw ExitCode(inputs.status.exitCode)
  }
}
