import ArgumentParser
import MailLog
import ReplyCounts
import ReplyRecords

/// `bounces trace`: what happened to a message.
struct Trace: FileCommand {
  static let configuration = CommandConfiguration(
    commandName: "trace",
    abstract: "Show what happened to messages: every attempt and reply, in order.",
    discussion: """
      WHAT is an address (messages from it and to it), @DOMAIN, a queue id, or a Message-ID in its brackets.

        bounces trace bob@example.com /var/log/mail.log*
        bounces trace 4C5A85985CB mail.log.1.gz mail.log
      """)

  /// The form of the answer.
  enum Format: String, CaseIterable, ExpressibleByArgument {
    case text
    case json
    case ndjson
  }

  @Argument(help: "An address, @DOMAIN, a queue id, or <MESSAGE-ID>.")
  var what: String

  @OptionGroup var input: InputOptions
  @OptionGroup var language: LanguageOption
  @OptionGroup var rules: RulesOption
  @OptionGroup var filter: FilterOptions
  @OptionGroup var redaction: RedactionOptions
  @OptionGroup var memory: MemoryOption

  @Option(help: "Form of the answer: text, json or ndjson.")
  var format: Format = .text

  func validate() throws { _ = try target(nil) }

  private func target(_ redactor: Redactor?) throws -> TraceTarget {
    if let target = TraceTarget(redactor?.target(what) ?? what) { return target }
    throw ValidationError("'\(what)' is no address, @DOMAIN, queue id or <MESSAGE-ID>.")
  }

  var fileUse: FileUse { FileUse(input, rules, redaction) }

  func run(_: FileUse.Checked) throws {
    let guide = try rules.guide(language.language)
    let grouping = ReplyGrouping(guide)
    try filter.check(against: guide)
    let redactor = try redaction.redactor(grouping)
    let trace = MessageTrace(
      try target(redactor), by: grouping, selection: try redaction.selection(filter))
    let sink = try redaction.redacting(trace, redactor, filter)
    var options = ReadingOptions(now: Terminal.now)
    options.firstYear = input.year
    options.memory = memory.limit
    options.keepsDetails = true
    var inputs = LogInputs(input, options: options, filter: try filter.filter())
    inputs.readReplies(into: sink) { trace.beginInput(redactor?.path($0) ?? $0) }
    try MemoryOption.check(options.memory)
    if trace.isEmpty { Terminal.complain("no reply in these logs names \(what)") }
    switch format {
    case .text:
      let text = trace.text(
        ReportWords(guide), width: min(Terminal.width ?? 100, 140), isColoured: Terminal.isStandardOutputTerminal)
      StandardOutput.write(Array(text.utf8))
    case .json, .ndjson: StandardOutput.write(trace.json(isNDJSON: format == .ndjson))
    }
    throw ExitCode(inputs.status.exitCode)
  }
}
