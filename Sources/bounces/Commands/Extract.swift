import ArgumentParser
import BounceReport
import MailLog
import ReplyGuide

/// `bounces extract`: every reply as one JSON object a line.
struct Extract: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Print every reply as one JSON object a line (NDJSON).")

  @OptionGroup var input: InputOptions

  func run() throws {
    let writer = RecordWriter(guide: try ReplyGuide()) { StandardOutput.write($0) }
    var options = LogReader.Options(now: Terminal.now)
    options.firstYear = input.year
    options.keepsMessageIDs = true
    let status = LogInputs(paths: input.paths, options: options).read(into: writer) { path, _ in writer.path = path }
    writer.flush()
    throw ExitCode(status.exitCode)
  }
}
