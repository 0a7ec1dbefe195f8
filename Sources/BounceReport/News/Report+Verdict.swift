// What a report says first: whether to worry, and why.
extension Report {
  /// Lines of news that are shown at most.
  private static let newsShown = 12
  /// Addresses that only servers say are listed, at most.
  private static let saidShown = 3

  /// Whether the report says first whether to worry: it was compared, or had thresholds to keep.
  var hasVerdict: Bool { news != nil || !alerts.isEmpty }

  /// Whether the report knows what is new.
  private var isCompared: Bool { news.map { $0.baseline == nil } ?? false }

  /// What is worse than before; nothing where the report does not know.
  private var worse: [News.Item] { isCompared ? news?.worse ?? [] : [] }

  /// Why somebody has to look at the report, in a sentence each, the worst first. The one place where that is told: for the verdict, and for
  /// whether a report may be left out.
  var reasonsToLook: [String] {
    var reasons: [String] = []
    if !alerts.isEmpty { reasons.append(words.count("verdict_alerts", alerts.count)) }
    let worse = worse
    if !worse.isEmpty { reasons.append(counted("verdict_worse", worse.count, ["time": since])) }
    // As long as it goes on, whether it is news or not.
    for finding in findings where finding.isOpen && !finding.evidence.isEmpty {
      guard !worse.contains(where: { $0.trouble?.cause == finding.cause }) else { continue }
      reasons.append(words.text("verdict_stolen", ["title": finding.title, "n": words.number(finding.replies)]))
    }
    return reasons
  }

  /// Whether to worry, in one to four sentences, the worst first.
  var verdict: [String] {
    var lines = reasonsToLook
    let open = findings.filter(\.isOpen)
    if !lines.isEmpty { lines[0] = words.text("verdict_look", ["what": lines[0]]) }
    if isCompared, self.lines.total == 0 { return lines + [words.text("verdict_no_lines", ["time": since])] }
    if isCompared, worse.isEmpty { lines.append(words.text("verdict_calm", ["time": since])) }
    if let baseline = news?.baseline { lines.append(words.text("verdict_\(baseline.rawValue)")) }
    if isOfNothing { return lines + [words.text("nothing_read")] }
    if let first = open.first {
      let replies = words.count("replies", first.replies)
      let id = isCompared ? "verdict_goes_on" : "verdict_open"
      lines.append(counted(id, open.count, ["title": first.title, "replies": replies]))
    } else if unexplained == 0 {
      lines.append(words.text("verdict_none"))
    }
    if let unexplainedLine { lines.append(unexplainedLine) }
    return lines
  }

  /// The pieces of news in words, and what each is; the thresholds that were exceeded stand in front.
  var newsLines: [NewsLine] {
    let items = news?.items ?? []
    let major = items.filter { !$0.isMinor }
    let more = major.count - Report.newsShown
    let rare = items.filter { $0.isMinor && $0.kind != .said }.map { "\($0.name) (\(words.number($0.replies)))" }
    let said = items.filter { $0.kind == .said }
    var lines = alerts.map { NewsLine(kind: .alert, text: $0) }
    lines += major.prefix(Report.newsShown).map { NewsLine(kind: .news($0.kind), text: text(of: $0)) }
    if more > 0 { lines.append(NewsLine(kind: .more, text: words.count("news_more", more))) }
    if !rare.isEmpty {
      lines.append(NewsLine(kind: .rare, text: words.text("news_rare", ["names": rare.joined(separator: ", ")])))
    }
    if !said.isEmpty {
      let names = said.prefix(Report.saidShown).map { item in
        counted("news_said_of", item.servers ?? 0, ["name": item.name, "list": item.list ?? ""])
      }
      let rest = said.count > Report.saidShown ? " …" : ""
      lines.append(
        NewsLine(kind: .rare, text: words.text("news_said", ["names": names.joined(separator: ", ") + rest])))
    }
    return lines
  }

  /// A line for each problem that somebody knows of.
  var knownLines: [String] {
    (news?.known ?? []).map { known in
      let text = words.text(
        "known",
        ["day": words.day(known.until), "name": known.title, "replies": words.count("replies", known.replies)])
      return known.note.isEmpty ? text : "\(text) — \(known.note)"
    }
  }

  private func text(of item: News.Item) -> String {
    let replies = words.count(item.kind == .deferring ? "deferrals" : "replies", item.replies)
    return words.text(
      "news_" + item.kind.rawValue,
      [
        "name": item.name, "list": item.list ?? "", "replies": replies,
        "servers": words.count("servers", item.servers ?? 0),
        "usual": words.number(item.usual ?? 0), "day": item.day.map { day($0) } ?? "",
      ])
  }

  /// A day of the last week by its name, another by its date.
  private func day(_ day: Int) -> String {
    let distance = (news?.lastDay ?? day) - day
    return (0..<7).contains(distance) ? words.weekday(day) : words.day(day)
  }

  /// The time up to which the run before counted.
  private var since: String { news?.since.map { words.time(iso: $0) } ?? words.text("last_run") }

  private func counted(_ id: String, _ number: Int, _ values: KeyValuePairs<String, String>) -> String {
    var text = words.count(id, number)
    // The number stands in the text already; what is put in now holds no braces of ours.
    for (name, value) in values { text = text.replacing("{\(name)}", with: value) }
    return text
  }

  /// What is drawn of the days before: a name, the counts of the days, and their sum; nothing without two days.
  var trends: [(name: String, counts: [Int])] {
    guard let outcomes = news?.outcomes, outcomes.count > 1 else { return [] }
    return [
      (words.text("trend_bounced"), outcomes.map(\.bounced)),
      (words.text("trend_deferrals"), outcomes.map(\.deferrals)),
      (words.text("trend_rejected"), outcomes.map(\.rejected)),
    ]
  }
}
