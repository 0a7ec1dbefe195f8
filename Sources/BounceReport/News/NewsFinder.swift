import ReplyCounts
import ReplyGuide
import SMTPReply

/// Compares a run with the days before.
struct NewsFinder {
  /// Replies from which on a cause is told with weight: nearly every night brings one that was never seen, with a reply or two.
  private static let leastReplies = 5
  /// Domains that are named at most.
  private static let domainLimit = 5

  let past: Past
  let days: [DayCounts]
  let findings: [Report.Finding]
  /// What servers said of addresses and block lists in this run.
  let words: Set<ListingWord>
  let guide: ReplyGuide
  let texts: ReportWords
  private let troubles: TroubleCourses

  /// Compares `days` and `words` with `past`, but for days behind `latest`.
  init(
    past: Past, days: [DayCounts], latest: Int, findings: [Report.Finding], words: Set<ListingWord>, guide: ReplyGuide,
    texts: ReportWords
  ) {
    self.past = past.until(latest)
    self.days = days.filter { $0.day <= latest }
    self.findings = findings
    self.words = words
    self.guide = guide
    self.texts = texts
    troubles = TroubleCourses(self.past, self.days, guide)
  }

  /// The last day that anything is known of.
  var lastDay: Int { max(days.last?.day ?? .min, past.days.keys.max() ?? .min) }

  /// What is new, unless the run is a baseline.
  func news(isBaseline: Bool) -> Report.News {
    var news = Report.News()
    news.since = past.lastLine
    guard lastDay != .min else {
      news.baseline = past.isEmpty ? .firstRun : nil
      return news
    }
    news.lastDay = lastDay
    addTrends(to: &news)
    news.words = words
    news.listings = provenListings
    if past.isEmpty || isBaseline {
      news.baseline = past.isEmpty ? .firstRun : .asked
      for finding in findings where finding.isActionable && weight(of: finding) >= NewsFinder.leastReplies {
        note(finding.trouble(guide), &news)
      }
      return news
    }
    news.items = listings
    for finding in findings where finding.isActionable { add(finding, to: &news) }
    news.items += domains + fixed
    let order = Report.News.Kind.allCases
    news.items.sort { left, right in
      let places = (order.firstIndex(of: left.kind) ?? 0, order.firstIndex(of: right.kind) ?? 0)
      if places.0 != places.1 { return places.0 < places.1 }
      if left.replies != right.replies { return left.replies > right.replies }
      return left.name < right.name
    }
    return news
  }

  private func addTrends(to news: inout Report.News) {
    var outcomes = past.days
    for day in days {
      outcomes[day.day, default: Past.Outcomes(delivered: 0, bounced: 0, deferrals: 0, rejected: 0)] +=
        Past.Outcomes(
          delivered: day.delivered, bounced: day.bounced, deferrals: day.deferrals, rejected: day.rejected)
    }
    let window = (lastDay - Past.window + 1)...lastDay
    // Days before the first one that is known are no days without mail.
    let first = max(window.lowerBound, outcomes.keys.min() ?? lastDay)
    news.outcomes = (first...lastDay).map {
      outcomes[$0] ?? Past.Outcomes(delivered: 0, bounced: 0, deferrals: 0, rejected: 0)
    }
    for (trouble, course) in troubles.courses where course.isSeen {
      news.trends[trouble] = (first...lastDay).map { course.replies[$0] ?? 0 }
    }
  }

  private func add(_ finding: Report.Finding, to news: inout Report.News) {
    let trouble = finding.trouble(guide)
    let course = troubles[trouble]
    var item = Report.News.Item(kind: .new, name: finding.title, trouble: trouble, replies: finding.replies)
    let acknowledgement = acknowledgement(of: finding)
    if let known = course.known, known.isFixed {
      (item.kind, item.day) = (.back, known.lastDay)
    } else if let risen = risen(course, acknowledgement) {
      (item.kind, item.day, item.replies, item.usual) = (.risen, risen.day, risen.replies, risen.usual)
    } else if let acknowledgement {
      news.known.append(
        Report.News.Known(
          title: finding.title, trouble: trouble, replies: finding.replies, until: acknowledgement.until,
          note: acknowledgement.note))
      return
    } else if course.known?.told != nil {
      return
    } else {
      // Whoever said it once, or a few times, cannot make what is to come known.
      let weight = weight(of: finding)
      item.isMinor = weight < NewsFinder.leastReplies
      if !item.isMinor { item.replies = weight }
      item.isSeenBefore = course.known != nil
    }
    // How much it was when it came stays the measure of what is told again.
    if !item.isMinor, item.kind != .risen || course.known?.told == nil { note(trouble, &news) }
    news.items.append(item)
  }

  /// What counts of a finding for being told: its replies, or those of its worst day, of which runs before may have seen a part.
  private func weight(of finding: Report.Finding) -> Int {
    let replies = troubles[finding.trouble(guide)].replies
    return days.reduce(finding.replies) { max($0, replies[$1.day] ?? 0) }
  }

  /// Notes that the report tells of `trouble` with weight.
  private func note(_ trouble: Past.Trouble, _ news: inout Report.News) {
    for member in troubles[trouble].members { news.told[member] = days.last?.day ?? lastDay }
  }

  /// The acknowledgement of a finding that still holds.
  private func acknowledgement(of finding: Report.Finding) -> Past.Acknowledgement? {
    past.acknowledgements.first {
      ($0.cause == finding.cause || finding.causes.contains($0.cause)) && $0.until >= lastDay
    }
  }

  /// The worst of the run's days that is well above what is usual, or above what was acknowledged.
  private func risen(
    _ course: TroubleCourses.Course, _ acknowledged: Past.Acknowledgement?
  ) -> (day: Int, replies: Int, usual: Int)? {
    let own = days.map { (day: $0.day, replies: course.current[$0.day] ?? 0) }
      .sorted { ($0.replies, $1.day) > ($1.replies, $0.day) }
    if let acknowledged {
      let limit = max(2 * acknowledged.level, acknowledged.level + 10)
      guard let worst = own.first, Double(worst.replies) > limit else { return nil }
      return (worst.day, worst.replies, Int(acknowledged.level.rounded()))
    }
    guard let known = course.known, let told = known.told else { return nil }
    // When it came it was told at a level, which is no news as long as it is kept: on half of the days since.
    let since = past.days.keys.filter { $0 >= told }.map { known.replies[$0] ?? 0 }.sorted()
    let level = since.isEmpty ? nil : UsualLevel(level: since[(since.count - 1) / 2])
    for day in own where level?.isExceeded(by: day.replies) ?? true {
      if let usual = exceeded(by: day, course) { return (day.day, day.replies, usual) }
    }
    return nil
  }

  /// What is usual, if the replies of `day` are well above. Days before the first reply count, with none.
  private func exceeded(by day: (day: Int, replies: Int), _ course: TroubleCourses.Course) -> Int? {
    let before = past.days.keys.filter { $0 < day.day && $0 >= day.day - UsualLevel.reach }
      .map { course.current[$0] ?? 0 }
    if let usual = UsualLevel(before) {
      return usual.isExceeded(by: day.replies) ? Int(usual.median.rounded()) : nil
    }
    // Of a few days, which may be parts of days, nothing is usual yet: what is ten times the greatest is above it all the same.
    guard let greatest = before.max(), day.replies > max(10 * greatest, greatest + 100) else { return nil }
    return greatest
  }

  /// Domains that put mail off on a day, and on no day of the week before: a few deferrals do not make them known.
  private var domains: [Report.News.Item] {
    var counts: [String: Int] = [:]
    for day in days {
      for (name, domain) in day.domains where domain.deferrals > 0 && !name.isEmpty {
        counts[name] = max(counts[name] ?? 0, domain.deferrals + (past.deferrals[day.day]?[name] ?? 0))
      }
    }
    let first = days.first?.day ?? 0
    let started = counts.filter { name, count in
      count >= Past.leastDeferrals && (past.lastDeferral[name] ?? .min) < first - Past.quietDays
    }
    return started.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(NewsFinder.domainLimit).map {
      Report.News.Item(kind: .deferring, name: $0.key, replies: $0.value, day: past.lastDeferral[$0.key])
    }
  }

  /// Troubles that went on nearly every day, or were acknowledged, and had no reply for a whole day.
  private var fixed: [Report.News.Item] {
    troubles.courses.compactMap { trouble, course in
      guard let known = course.known, !course.isSeen, !known.isFixed, known.told != nil, lastDay >= known.lastDay + 2,
        let title = title(of: trouble)
      else { return nil }
      let week = past.days.keys.filter { $0 <= known.lastDay && $0 > known.lastDay - 7 }
      let isSteady = week.filter { course.replies[$0] ?? 0 > 0 }.count >= 5
      let isKnown = past.acknowledgements.contains { $0.cause == trouble.cause }
      guard isSteady || isKnown else { return nil }
      return Report.News.Item(
        kind: .fixed, name: title, trouble: trouble, members: course.members, day: known.lastDay)
    }
  }

  /// The title of a trouble that somebody had to act on; nil for others.
  private func title(of trouble: Past.Trouble) -> String? {
    if trouble.cause == DayCounts.Cause.stolenLogin.id { return texts.title(of: trouble.cause) }
    guard let cause = guide.cause(trouble.cause),
      cause.actor(trouble.direction, isOwnClient: trouble.isOwnClient) != .nobody
    else { return nil }
    return cause.title
  }
}
