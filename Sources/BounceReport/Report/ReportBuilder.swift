import MailLog
package import ReplyCounts
package import ReplyGuide
import SMTPReply

/// Makes a report of a summary.
package struct ReportBuilder {
  let summary: Summary
  let figures: SummaryFigures
  let guide: ReplyGuide
  /// How many rows a list has at most.
  let top: Int
  let words: ReportWords
  let lookups = LookupPages()
  let selection: [String]
  private let redactor: Redactor?
  /// What took the same replies, for the report's audit; nil for a report without.
  package var audit: AuditCounter?
  /// Files that were not read, since they are wholly out of the time that the filters let through.
  package var skipped: [String] = []

  /// What the days before brought, for the report to say what is new; nil without a history.
  package var past: Past?
  /// What each day of the run brought, to be compared with that.
  package var days: [DayCounts] = []
  /// The last day, counted from 1970, that can have been: what lies behind it comes from a wrong clock, and is compared with nothing.
  package var latestDay = Int.max
  /// Whether nothing is to be called new.
  package var isBaseline = false

  /// A builder of reports whose lists have `top` rows at most.
  ///
  /// `selection` are the filters that the summary was made with, as the user gave them, and `redactor` what redacted it.
  package init(
    _ summary: Summary, guide: ReplyGuide, top: Int = 10, selection: [String] = [], redactor: Redactor? = nil
  ) {
    self.selection = redactor.map { redactor in selection.map { redactor.filter($0) } } ?? selection
    self.redactor = redactor
    self.summary = summary
    self.guide = guide
    self.top = max(1, top)
    words = ReportWords(guide)
    figures = summary.figures(top: self.top)
  }

  var groups: [ReplyGroup] { figures.groups }

  /// The report of the summary, which is finished.
  package func report() -> Report {
    var inputs = summary.inputs
    for place in inputs.indices { inputs[place].path = shown(path: inputs[place].path) }
    var report = Report(words: words, inputs: inputs)
    report.selection = selection
    report.redacted = redactor?.scope
    report.skipped = skipped.map { shown(path: $0) }
    report.totals = figures.totals
    report.hours = figures.hours.map {
      Report.Hour(start: LogTime(wall: $0.second * 1_000_000), counts: $0.counts)
    }
    report.audit = audit.map { Report.Audit($0, top: top) }
    report.codes = codes()
    report.withoutReply = causes(of: nil, numbers { $0.code == nil })
    report.findings = findings()
    if let past {
      let finder = NewsFinder(
        past: past, days: days, latest: latestDay, findings: report.findings, words: figures.words,
        guide: guide, texts: words)
      let news = finder.news(isBaseline: isBaseline)
      let known = Set(news.known.map(\.trouble))
      for place in report.findings.indices {
        let trouble = report.findings[place].trouble(guide)
        report.findings[place].isKnown = known.contains(trouble)
        report.findings[place].trend = news.trends[trouble] ?? []
      }
      report.news = news
    }
    report.notUnderstood = summary.notUnderstood.map { line in
      let path = inputs.count > 1 ? shown(path: summary.path(of: line)) + " " : ""
      return "\(path)\(words.text("line", line.number)): \(line.text)"
    }
    return report
  }

  private func shown(path: String) -> String { redactor?.path(path) ?? path }

  /// Numbers of the groups that `isWanted`. A filter by cause leaves groups without replies.
  func numbers(_ isWanted: (ReplyGroup) -> Bool) -> [Int] {
    groups.indices.filter { groups[$0].replies > 0 && isWanted(groups[$0]) }
  }

  /// The causes of the groups `numbers`, all of `code`, by direction, the most frequent first.
  func causes(of code: ReplyCode?, _ numbers: [Int]) -> [Report.CauseSection] {
    let all = groups
    let parted = Dictionary(grouping: numbers) { CauseKey(all[$0]) }
    return parted.map { key, members in section(key, of: code, members) }
      .sorted { left, right in
        if left.replies != right.replies { return left.replies > right.replies }
        let ids = (left.id ?? "~", right.id ?? "~")
        if ids.0 != ids.1 { return ids.0 < ids.1 }
        if left.direction != right.direction { return left.direction.rawValue < right.direction.rawValue }
        if left.isOwnClient != right.isOwnClient { return left.isOwnClient }
        return left.isWithinHost && !right.isWithinHost
      }
  }

  private func section(_ key: CauseKey, of code: ReplyCode?, _ members: [Int]) -> Report.CauseSection {
    let all = groups
    let explanation = all[members[0]].explanation
    let cause = explanation.cause
    // What no server said, or one of ours, our own server's log explains.
    let isOurs = key.direction == .outbound && (code == nil || key.isWithinHost)
    let templates = members.sorted { (all[$0].replies, all[$1].template) > (all[$1].replies, all[$0].template) }.prefix(
      3)
    var section = Report.CauseSection(
      id: cause?.id, class: explanation.class,
      actor: cause?.actor(key.direction, isOwnClient: key.isOwnClient)
        ?? (explanation.class == .accepted ? .nobody : isOurs ? .senderServer : .receivingServer),
      permanence: cause.map { permanence(of: members, usually: $0.permanence) }, direction: key.direction,
      isOwnClient: key.isOwnClient, isWithinHost: key.isWithinHost, isReply: code != nil,
      title: cause?.title ?? words.text(explanation.class == .accepted ? "accepted" : "not_explained"),
      meaning: cause?.meaning ?? "", replies: members.reduce(0) { $0 + all[$1].replies },
      recipients: figures.reach.recipientsBySection[.init(code: code, cause: key)] ?? 0,
      fix: cause?.fix(key.direction, isOwnClient: key.isOwnClient) ?? [],
      settings: settings(of: cause),
      templates: templates.map { Report.Template(text: shown(all[$0]), replies: all[$0].replies) })
    section.unsure = unsure(members)
    return section
  }

  /// How many replies of the groups `members` have a cause that is not sure.
  func unsure(_ members: [Int]) -> Int {
    members.reduce(0) { sum, member in
      let explanation = groups[member].explanation
      return explanation.cause != nil && explanation.confidence == .low ? sum + groups[member].replies : sum
    }
  }

  /// The settings of `cause` for the servers whose logs these are.
  private func settings(of cause: Cause?) -> [Report.Setting] {
    let lines = summary.inputs.reduce(into: LineCounts()) { $0 += $1.lines }
    return MTA.allCases.compactMap { mta in
      guard lines[mta] > 0, let text = cause?.setting(of: mta) else { return nil }
      return Report.Setting(server: mta.name, text: text)
    }
  }

  /// A group's reply as one text: code, enhanced code, template.
  func shown(_ group: ReplyGroup) -> String {
    let template = group.isShared ? words.text("many_texts") : group.template
    return [group.code?.description, group.enhanced?.description, template.isEmpty ? nil : template]
      .compactMap { $0 }.joined(separator: " ")
  }
}
