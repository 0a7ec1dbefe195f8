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

  func run() throws {
    let selection = ReplySelection(try filter.filter(), causes: filter.cause)
    let writer = RecordWriter(guide: try rules.guide("en"), selection: selection) { StandardOutput.write($0) }
    var options = LogReader.Options(now: Terminal.now)
    options.firstYear = input.year
    options.keepsDetails = true
    var inputs = LogInputs(paths: input.paths, options: options, printsAlong: true)
    inputs.readReplies(into: writer) { writer.beginInput($0) }
    writer.flush()
    throw ExitCode(inputs.status.exitCode)
  }
}
