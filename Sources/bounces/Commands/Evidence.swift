import ArgumentParser
import MailLog
import ReplyCounts
import ReplyRecords

/// `bounces evidence`: what a delisting or support request needs.
struct Evidence: FileCommand {
  static let configuration = CommandConfiguration(
    commandName: "evidence",
    abstract: "Gather what a delisting or support request about one cause needs, ready to paste.",
    discussion: """
      CAUSE is the id of a cause, as extract and the codes of the JSON report give it; bounces codes lists them. A finding that
      is the report's own, stolen-login, has none.

        bounces evidence spamhaus-list --since 7d /var/log/mail.log*
      """)

  @Argument(help: "The id of a cause.", completion: .causes())
  var cause: String

  @OptionGroup var input: InputOptions
  @OptionGroup var language: LanguageOption
  @OptionGroup var rules: RulesOption
  @OptionGroup var filter: FilterOptions
  @OptionGroup var redaction: RedactionOptions
  @OptionGroup var memory: MemoryOption

  var fileUse: FileUse { FileUse(input, rules, redaction) }

  func run(_: FileUse.Checked) throws {
    let guide = try rules.guide(language.language)
    guard let cause = guide.cause(cause) else {
      throw ValidationError("\(guide.noCause(cause)).")
    }
    try filter.check(against: guide)
    let grouping = ReplyGrouping(guide)
    let redactor = try redaction.redactor(grouping)
    let evidence = CauseEvidence(cause, by: grouping, filter: redactor == nil ? try filter.filter() : ReplyFilter())
    let sink = try redaction.redacting(evidence, redactor, filter)
    var options = ReadingOptions(now: Terminal.now)
    options.firstYear = input.year
    options.memory = memory.limit
    var inputs = LogInputs(input, options: options, filter: try filter.filter())
    inputs.readReplies(into: sink)
    try MemoryOption.check(options.memory)
    if evidence.isEmpty {
      Terminal.complain("no reply in these logs has the cause \(cause.id)")
    } else {
      StandardOutput.write(Array(evidence.text(ReportWords(guide), width: min(Terminal.width ?? 100, 100)).utf8))
    }
    throw ExitCode(inputs.status.exitCode)
  }
}
