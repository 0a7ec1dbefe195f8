import ArgumentParser
import BounceReport
import MailLog
import ReplyCounts
import ReplyGuide

/// `bounces analyze`: the report.
struct Analyze: FileCommand {
  static let configuration = CommandConfiguration(
    commandName: "analyze",
    abstract: "Report what the SMTP replies in mail logs mean and how to fix them.")

  @OptionGroup var input: InputOptions
  @OptionGroup var history: HistoryOptions
  @OptionGroup var language: LanguageOption
  @OptionGroup var rules: RulesOption
  @OptionGroup var output: OutputOptions
  @OptionGroup var report: ReportOptions
  @OptionGroup var alert: AlertOptions
  @OptionGroup var filter: FilterOptions
  @OptionGroup var redaction: RedactionOptions
  @OptionGroup var memory: MemoryOption

  @Flag(help: "Add figures by recipient domain, provider, sender domain, client and login, with delays and TLS.")
  var audit = false

  @Option(help: "With --audit: the relay that mail leaves through; providers are told by recipients' domains then.")
  var relayhost: [String] = []

  @Option(help: "Files read at once; without it, as many as there are processors. The report is the same.")
  var jobs: Int?

  func validate() throws {
    try history.validate(with: filter, input, redaction)
    try alert.validate(hasHistory: history.history != nil)
    if !relayhost.isEmpty, !audit { throw ValidationError("--relayhost is of no use without --audit.") }
    _ = try relays()
    if output.partial { try validatePartial() }
    if let jobs, !(1...1_024).contains(jobs) { throw ValidationError("--jobs takes a number from 1 to 1024.") }
  }

  var fileUse: FileUse { FileUse(input, history, rules, output, redaction) }

  func run(_ files: FileUse.Checked) throws {
    let grouping = ReplyGrouping(try rules.guide(language.language))
    try filter.check(against: grouping.guide)
    try alert.check(against: grouping.guide)
    if output.partial {
      try writePartial(grouping, files)
    } else if let path = history.history {
      try runOn(path, grouping, files)
    } else {
      try runAlone(grouping, files)
    }
  }

  private func runAlone(_ grouping: ReplyGrouping, _ files: FileUse.Checked) throws {
    let options = options
    var inputs = LogInputs(input, options: options, filter: try filter.filter())
    let selection = ReplySelection(try filter.filter(), causes: filter.cause)
    let redactor = try redaction.redactor(grouping)
    let counter = audit ? AuditCounter(relays: try relays()) : nil
    let summary = inputs.summary(
      by: grouping, jobs: jobs ?? Terminal.processorCount, selection: selection, redactor: redactor, audit: counter)
    var builder = ReportBuilder(
      summary, guide: grouping.guide, top: self.report.top, selection: filter.description, redactor: redactor)
    builder.audit = counter
    builder.skipped = inputs.plan.outOfRange
    let report = builder.report().checked(against: try alert.thresholds())
    try MemoryOption.check(options.memory)
    let status = write(report, to: files) ? inputs.status.exitCode : 2
    throw ExitCode(status | alert.exitCode(of: report))
  }

  /// Options of reading, now.
  var options: ReadingOptions {
    var options = ReadingOptions(now: Terminal.now)
    options.firstYear = input.year
    options.keepsDetails = audit
    options.memory = memory.limit
    return options
  }

  /// Writes the report to where it was asked for; false when a file could not be written.
  func write(_ report: Report, to files: FileUse.Checked) -> Bool {
    self.report.write(report, to: files, output, alert)
  }

  func relays() throws -> [HostPattern] {
    try relayhost.map { name in
      if let relay = HostPattern(name) { return relay }
      throw ValidationError("--relayhost takes a host, an address or a network, not '\(name)'.")
    }
  }
}
