import ArgumentParser

/// The options that every command with log files has.
struct InputOptions: ParsableArguments {
  @Argument(help: "Log files, plain or gzip; `-` or none reads standard input.", completion: .file())
  var files: [String] = []

  @Option(help: "Year of the first time stamp without one, where the file's own time would mislead.")
  var year: Int?

  /// The inputs to read, in the order given.
  var paths: [String] { files.isEmpty ? ["-"] : files }

  func validate() throws {
    if let year, !(1970...9999).contains(year) { throw ValidationError("--year takes a year of four digits.") }
    guard files.isEmpty, Terminal.isStandardInputTerminal else { return }
    throw ValidationError(
      """
      no FILE given, and standard input is a terminal. Try one of:
        bounces analyze /var/log/mail.log
        bounces analyze /var/log/mail.log.1 /var/log/mail.log
        journalctl -u 'postfix*' -o short | bounces analyze -
      """)
  }
}
