import ArgumentParser
import BounceReport
import MailLog
import ReplyCounts
import ReplyGuide

/// `bounces merge`: the report of logs that were read apart.
struct Merge: FileCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge",
    abstract: "Report what partial summaries add up to: the report that one run over all their logs would give.",
    discussion: """
      Partial summaries come from `bounces analyze --partial`, on any hosts, and may be merged in any order and grouping; with
      --partial the result is one again.

        ssh mx1 bounces analyze --partial /var/log/mail.log\\* > mx1.partial
        bounces merge *.partial
      """)

  @Argument(help: "Partial summaries; `-` reads standard input.", completion: .file())
  var files: [String]

  @OptionGroup var language: LanguageOption
  @OptionGroup var rules: RulesOption
  @OptionGroup var output: OutputOptions
  @OptionGroup var report: ReportOptions
  @OptionGroup var alert: AlertOptions
  @OptionGroup var memory: MemoryOption

  func validate() throws {
    try alert.validate(hasHistory: false)
  }

  var fileUse: FileUse {
    var files = FileUse(rules, output)
    files.logs = self.files
    return files
  }

  func run(_ checked: FileUse.Checked) throws {
    let grouping = ReplyGrouping(try rules.guide(language.language))
    try alert.check(against: grouping.guide)
    var options = ReadingOptions(now: Terminal.now)
    options.memory = memory.limit
    let all = PartialSummary(by: grouping, options: options)
    var unread: [String] = []
    for path in files {
      do {
        try append(path, to: all)
      } catch {
        Terminal.complain("\(path == "-" ? "standard input" : path.onOneLine): \(error)")
        unread.append(path)
      }
    }
    // Nothing is no report.
    if all.isEmpty { throw ExitCode(2) }
    // What is made of the others says that these are missing.
    for path in unread { all.addUnreadable(path) }
    do {
      if output.partial {
        let bytes = try all.encoded()
        try MemoryOption.check(options.memory)
        throw ExitCode(output.writePartial(bytes, to: checked) && unread.isEmpty ? 0 : 2)
      }
      try write(try all.whole(), grouping, options, checked)
    } catch let error as PartialError {
      Terminal.complain("\(error)")
      throw ExitCode(2)
    } catch let error as SummaryError {
      Terminal.complain("\(error)")
      throw ExitCode(2)
    }
  }

  /// Adds the partial summary at `path`, of which no more is read than it takes to see that it is none.
  private func append(_ path: String, to all: PartialSummary) throws {
    let file = try StateFile(path)
    do {
      try all.append(file)
    } catch {
      if error == .damaged, let damage = file.damage { throw StateFile.Damaged(damage: damage) }
      throw error
    }
  }

  private func write(
    _ summary: Summary, _ grouping: ReplyGrouping, _ options: ReadingOptions, _ files: FileUse.Checked
  ) throws {
    let builder = ReportBuilder(summary, guide: grouping.guide, top: report.top)
    let made = builder.report().checked(against: try alert.thresholds())
    try MemoryOption.check(options.memory)
    let isSound =
      summary.inputs.allSatisfy(\.isComplete)
      && summary.inputs.contains { $0.lines.areOfMail }
    let isWritten = report.write(made, to: files, output, alert)
    throw ExitCode((isSound && isWritten ? 0 : 2) | alert.exitCode(of: made))
  }
}
