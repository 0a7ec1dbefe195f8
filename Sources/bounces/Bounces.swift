import ArgumentParser

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
      var command = try parseAsRoot(RedactionOptions.parsed(Array(CommandLine.arguments.dropFirst())))
      try command.run()
    } catch let status as ExitCode where status.rawValue < 64 {
      exit(withError: status)
    } catch {
      // ArgumentParser prints help and errors, and exits with 64 on bad usage.
      exit(withError: error)
    }
  }
}
