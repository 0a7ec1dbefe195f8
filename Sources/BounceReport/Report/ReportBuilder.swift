import MailLog
public import ReplyGuide
import SMTPReply

/// Makes a report of a summary.
public struct ReportBuilder {
  let summary: Summary
  let guide: ReplyGuide
  /// How many rows a list has at most.
  let top: Int
  let tallies: GroupTallies
  let reach: RecipientReach

  /// A builder of reports whose lists have `top` rows at most.
  public init(_ summary: Summary, guide: ReplyGuide, top: Int = 10) {
    self.summary = summary
    self.guide = guide
    self.top = max(1, top)
    tallies = GroupTallies(summary.tally)
    reach = RecipientReach(summary.tally, top: self.top)
  }

  /// The report of the summary, which is finished.
  public func report() -> Report {
    let inputs = summary.inputs
    var report = Report(inputs: inputs)
    report.totals = summary.tally.totals
    report.totals.deferred = summary.tally.pending.count
    report.codes = codes()
    report.withoutReply = causes(of: nil, numbers { $0.code == nil })
    report.findings = findings()
    report.notUnderstood = summary.notUnderstood.map { line in
      (inputs.count > 1 ? "\(summary.path(of: line)) " : "") + "line \(line.number): \(line.text)"
    }
    return report
  }

  var groups: [ReplyGroup] { summary.tally.groups.groups }

  /// Numbers of the groups that `isWanted`.
  func numbers(_ isWanted: (ReplyGroup) -> Bool) -> [Int] {
    groups.indices.filter { isWanted(groups[$0]) }
  }

  /// The causes of the groups `numbers`, all of `code`, by direction, the most frequent first.
  func causes(of code: ReplyCode?, _ numbers: [Int]) -> [Report.CauseSection] {
    let all = groups
    let parted = Dictionary(grouping: numbers) { CauseKey(all[$0]) }
    return parted.map { key, members in section(key, of: code, members) }
      .sorted { ($0.replies, $1.id ?? "~", $1.direction.rawValue) > ($1.replies, $0.id ?? "~", $0.direction.rawValue) }
  }

  private func section(_ key: CauseKey, of code: ReplyCode?, _ members: [Int]) -> Report.CauseSection {
    let all = groups
    let explanation = all[members[0]].explanation
    let cause = explanation.cause
    let templates = members.sorted { (all[$0].replies, all[$1].template) > (all[$1].replies, all[$0].template) }.prefix(
      3)
    return Report.CauseSection(
      id: cause?.id, class: explanation.class,
      actor: cause?.actor(key.direction) ?? (explanation.class == .accepted ? .nobody : .receivingServer),
      permanence: cause?.permanence, direction: key.direction,
      title: cause?.title ?? (explanation.class == .accepted ? "Accepted" : "Not explained: read the text"),
      meaning: cause?.meaning ?? "", replies: members.reduce(0) { $0 + all[$1].replies },
      recipients: reach.recipientsBySection[.init(code: code, cause: key)] ?? 0, fix: cause?.fix(key.direction) ?? [],
      settings: settings(of: cause),
      templates: templates.map { Report.Template(text: shown(all[$0]), replies: all[$0].replies) })
  }

  /// The settings of `cause` for the servers whose logs these are.
  private func settings(of cause: Cause?) -> [Report.Setting] {
    let lines = summary.inputs.reduce(into: LineCounts()) { $0 += $1.lines }
    var settings: [Report.Setting] = []
    if lines.postfix > 0, let text = cause?.postfix { settings.append(Report.Setting(server: "Postfix", text: text)) }
    if lines.exim > 0, let text = cause?.exim { settings.append(Report.Setting(server: "Exim", text: text)) }
    return settings
  }

  /// A group's reply as one text: code, enhanced code, template.
  func shown(_ group: ReplyGroup) -> String {
    [group.code?.description, group.enhanced?.description, group.template.isEmpty ? nil : group.template]
      .compactMap { $0 }.joined(separator: " ")
  }
}

/// What makes replies one cause in a report.
struct CauseKey: Hashable {
  var cause: String?
  var reason: ReasonClass
  var direction: Direction

  init(_ group: ReplyGroup) {
    cause = group.explanation.cause?.id
    reason = group.explanation.class
    direction = group.direction
  }
}
