import ArgumentParser
import BounceHistory

/// What a run leaves for the next one, and takes from the one before.
struct HistoryOptions: ParsableArguments, FileNaming {
  @Option(
    help:
      "Count each line once over all runs with this file: report what is new since the last one, and what that means against the days before.",
    completion: .file())
  var history: String?

  @Flag(help: "With --history: take everything as known; the report calls nothing new.")
  var baseline = false

  @Option(help: "With --history: days to keep.")
  var keep: Int?

  /// Days that are kept when nothing is said: a year, and what the comparison looks back.
  static let usualKeep = 400
  /// As many days as an option may name: a hundred years.
  static let days = 1...36_525

  /// Notes the history, with which the rotated files beside the logs are read.
  func note(in files: inout FileUse) {
    files.history = history
    files.findsRotated = history != nil
  }

  func validate() throws {
    if history == nil, baseline || keep != nil { throw ValidationError("--baseline and --keep want --history FILE.") }
    if let keep, !HistoryOptions.days.contains(keep) {
      throw ValidationError("--keep takes a number of days from 1 to \(HistoryOptions.days.upperBound).")
    }
  }

  /// Refuses what cannot go with a history: lines that a filter drops would count as read.
  func validate(with filter: FilterOptions, _ input: InputOptions, _ redaction: RedactionOptions) throws {
    guard history != nil else { return }
    if let option = filter.description.first {
      throw ValidationError(
        "\(option) with --history: the lines that it drops would count as read. Leave out one of them.")
    }
    if !input.journal, input.files.contains("-") || input.files.isEmpty {
      throw ValidationError(
        "standard input with --history: it cannot be told from what was read before. Name the files, or use --journal.")
    }
    if input.year != nil {
      throw ValidationError("--year with --history: a file's own time tells its years.")
    }
    if redaction.scope != nil, redaction.redactKey == nil {
      throw ValidationError("--redact with --history wants --redact-key, the same one each night.")
    }
  }
}
