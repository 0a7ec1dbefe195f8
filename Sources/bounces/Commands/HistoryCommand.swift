import ArgumentParser
import BounceHistory

/// `bounces history`: totals by day and cause.
struct HistoryCommand: FileCommand {
  static let configuration = CommandConfiguration(
    commandName: "history",
    abstract: "Show totals by day and cause from a history that `analyze --history` keeps.",
    discussion: """
      The history is an SQLite file; Documentation/history.md describes its tables for those who would rather ask it themselves.

        bounces history /var/lib/bounces/history.db
        bounces history --format csv --days 365 history.db > days.csv
      """)

  /// The form of the totals.
  enum Format: String, CaseIterable, ExpressibleByArgument {
    case text
    case csv
    case json
  }

  @Argument(help: "The history.", completion: .file())
  var file: String

  @OptionGroup var language: LanguageOption
  @OptionGroup var rules: RulesOption

  @Option(help: "How many days, counted back from the last one.")
  var days = 30

  @Option(help: "Only these causes, by their ids.", completion: .causes(and: "stolen-login", "not-explained"))
  var cause: [String] = []

  @Option(help: "Form of the totals: text, csv or json.")
  var format: Format = .text

  func validate() throws {
    guard HistoryOptions.days.contains(days) else {
      throw ValidationError("--days takes a number from 1 to \(HistoryOptions.days.upperBound).")
    }
  }

  var fileUse: FileUse {
    var files = FileUse(rules)
    files.history = file
    return files
  }

  func run(_: FileUse.Checked) throws {
    let table = try HistoryFile.doing {
      try History.read(file).table(days: days, upTo: Int(Terminal.now / 86_400) + 1, causes: cause)
    }
    switch format {
    case .text: StandardOutput.write(Array(table.text(try rules.guide(language.language)).utf8))
    case .csv: StandardOutput.write(table.csv)
    case .json: StandardOutput.write(table.json)
    }
  }
}

/// Using a history: what goes wrong is said, and ends the program with 2.
enum HistoryFile {
  static func doing<Value>(_ body: () throws -> Value) throws -> Value {
    do {
      return try body()
    } catch let error as HistoryError {
      Terminal.complain("\(error)")
      throw ExitCode(2)
    }
  }
}
