import ArgumentParser
import Glibc

/// The program: one command for each question.
@main
struct Bounces: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bounces",
    abstract: "Tells what the SMTP replies in mail logs mean, who has to act, and how to fix each.",
    version: version,
    subcommands: [
      Analyze.self, Merge.self, HistoryCommand.self, Acknowledge.self, Extract.self, Trace.self, Suppress.self,
      Evidence.self,
      Explain.self, Compare.self, Codes.self,
    ])

  /// The version, and the commit if it was built from one.
  private static var version: String { "0.1.0" + (EmbeddedCommit.id.map { " (commit \($0))" } ?? "") }

  static func main() {
    Interruption.watch()
    do {
      var command = try parseAsRoot(RedactionOptions.parsed(Arguments.all))
      try command.run()
    } catch {
      end(by: error)
    }
  }

  /// Ends the program with what ArgumentParser says of `error`: help on standard output, and on standard error what is wrong, in which
  /// nothing of an argument is obeyed by a terminal.
  private static func end(by error: any Error) -> Never {
    let status = exitCode(for: error)
    let words = fullMessage(for: error)
    if status.isSuccess {
      if !words.isEmpty { StandardOutput.write(Array((words + "\n").utf8)) }
    } else if !words.isEmpty {
      Terminal.complain(lines: words)
    }
    Glibc.exit(status.rawValue)
  }
}
