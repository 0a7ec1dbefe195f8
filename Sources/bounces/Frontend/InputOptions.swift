import ArgumentParser
import MailLog

/// The options that every command with log files has.
struct InputOptions: ParsableArguments, FileNaming {
  @Argument(
    help: "Log files, compressed or not, and directories of them, in any order; `-` or none reads standard input.",
    completion: .file())
  var files: [String] = []

  @Option(help: "Year of the first time stamp without one, where the file's own time would mislead.")
  var year: Int?

  @Flag(help: "Read the mail lines of the systemd journal instead of files, through journalctl.")
  var journal = false

  @Option(help: "With --journal: the journal in this directory instead of this host's own.", completion: .directory)
  var journalDirectory: String?

  /// The inputs to read, as they were given.
  var paths: [String] { files.isEmpty ? ["-"] : files }

  /// What to ask of the journal; nil when files are read.
  var journalQuery: JournalQuery? { journal ? JournalQuery(directory: journalDirectory) : nil }

  /// Notes the logs that are read, or the journal.
  func note(in files: inout FileUse) {
    guard journal else { return files.logs = paths }
    files.journal = journalDirectory.map { [$0] } ?? ["/var/log/journal", "/run/log/journal"]
  }

  func validate() throws {
    if let year, !(1970...9999).contains(year) { throw ValidationError("--year takes a year of four digits.") }
    if journalDirectory != nil, !journal { throw ValidationError("--journal-directory wants --journal.") }
    if journal {
      guard files.isEmpty else {
        throw ValidationError("--journal reads no files: lines that are in both would count twice.")
      }
      return
    }
    guard files.isEmpty, Terminal.isStandardInputTerminal else { return }
    throw ValidationError(Self.advice(for: LikelyLogs.present))
  }

  /// What to say instead of waiting for a user who may not know that standard input is read.
  static func advice(for logs: [String]) -> String {
    let journal = "journalctl -u 'postfix*' -u 'exim*' -o short | bounces analyze -"
    guard !logs.isEmpty else {
      return """
        no FILE given, and standard input is a terminal.
        There is no mail log at the usual places (\(LikelyLogs.paths.joined(separator: ", "))).
        Name yours, or try:
          \(journal)
        """
    }
    return """
      no FILE given, and standard input is a terminal. Try one of:
      \(logs.map { "  bounces analyze \($0)" }.joined(separator: "\n"))
        bounces analyze \(logs[0])*   (with the rotated files)
        \(journal)
      """
  }
}
