import ArgumentParser
import MailLog
import ReplyCounts
import ReplyGuide
import ReplyRecords

/// `bounces suppress`: the addresses that should not be mailed again.
struct Suppress: FileCommand {
  static let configuration = CommandConfiguration(
    commandName: "suppress",
    abstract: "List the addresses that should not be mailed again, with evidence.",
    discussion: """
      Only addresses that remote servers refused for good because of the recipient, in words that say just that and after the
      recipient was named, on two different days. Never for your sender, reputation, server or DNS, and never by a code or a
      general word alone. Held back and named on standard error:
      addresses that mail was delivered to, and domains that suddenly knew nobody.

        bounces suppress mail.log* > remove.txt
        bounces suppress --after 1 --format csv mail.log* > remove.csv
      """)

  /// The form of the list.
  enum Format: String, CaseIterable, ExpressibleByArgument {
    case list
    case csv
    case json
  }

  @OptionGroup var input: InputOptions
  @OptionGroup var rules: RulesOption
  @OptionGroup var filter: FilterOptions
  @OptionGroup var redaction: RedactionOptions
  @OptionGroup var memory: MemoryOption

  @Option(help: "On how many different days an address must have failed.")
  var after = 2

  @Option(help: "Form of the list: list, csv or json.")
  var format: Format = .list

  func validate() throws {
    guard (1...366).contains(after) else { throw ValidationError("--after takes a number of days from 1 to 366.") }
  }

  var fileUse: FileUse { FileUse(input, rules, redaction) }

  func run(_: FileUse.Checked) throws {
    var judged = SuppressionList.Rules()
    judged.days = after
    let grouping = ReplyGrouping(try rules.guide("en"))
    try filter.check(against: grouping.guide)
    let list = SuppressionList(by: grouping, rules: judged, selection: try redaction.selection(filter))
    let sink = try redaction.redacting(list, try redaction.redactor(grouping), filter)
    var options = ReadingOptions(now: Terminal.now)
    options.firstYear = input.year
    options.memory = memory.limit
    var inputs = LogInputs(input, options: options, filter: try filter.filter())
    inputs.readReplies(into: sink)
    try MemoryOption.check(options.memory)
    let result = list.result
    sayHeldBack(result)
    switch format {
    case .list: StandardOutput.write(result.list)
    case .csv: StandardOutput.write(result.csv)
    case .json: StandardOutput.write(result.json)
    }
    throw ExitCode(inputs.status.exitCode)
  }

  /// Names on standard error what is not in the list though it failed.
  private func sayHeldBack(_ result: SuppressionResult) {
    for reason in SuppressionResult.Reason.allCases {
      let held = result.heldBack.filter { $0.reason == reason }.map(\.candidate.shownRecipient)
      guard !held.isEmpty else { continue }
      let names = held.prefix(5).joined(separator: ", ") + (held.count > 5 ? " and \(held.count - 5) others" : "")
      Terminal.complain("held back, \(reason.words): \(names)")
    }
  }
}

extension SuppressionResult.Reason {
  /// The reason in words.
  fileprivate var words: String {
    switch self {
    case .deliveredSince: "mail was delivered after the failure"
    case .deliveredRecently: "mail was delivered shortly before"
    case .domainOutage: "the whole domain suddenly knew nobody, which looks like its provider's fault"
    }
  }
}
