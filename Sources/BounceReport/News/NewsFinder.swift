import ReplyGuide
import SMTPReply

/// Compares a run with the days before.
struct NewsFinder {
  /// Replies from which on a domain that defers is news.
  private static let leastDeferrals = 10
  /// Days without a deferral after which one is news.
  private static let quietDays = 7
  /// Domains that are named at most.
  private static let domainLimit = 5

  let past: Past
  let days: [DayCounts]
  let findings: [Report.Finding]
  let guide: ReplyGuide
  let words: ReportWords

  /// Compares `days` with `past`, but for days behind `latest`.
  init(
    past: Past, days: [DayCounts], latest: Int, findings: [Report.Finding], guide: ReplyGuide, words: ReportWords
  ) {
    self.past = past.until(latest)
    self.days = days.filter { $0.day <= latest }
    self.findings = findings
    self.guide = guide
    self.words = words
  }

  /// The last day that anything is known of.
  private var lastDay: Int { max(days.last?.day ?? .min, past.days.keys.max() ?? .min) }

  /// What is new, unless the run is a baseline.
  func news(isBaseline: Bool) -> Report.News {
    var news = Report.News()
    news.since = past.lastLine
    guard lastDay != .min else {
      news.baseline = past.isEmpty ? .firstRun : nil
      return news
    }
    let courses = courses
    news.lastDay = lastDay
    addTrends(to: &news, courses)
    if past.isEmpty || isBaseline {
      news.baseline = past.isEmpty ? .firstRun : .asked
      return news
    }
    news.items = listings
    for finding in findings where finding.isActionable { add(finding, courses, to: &news) }
    news.items += domains + fixed(courses)
    let order = Report.News.Kind.allCases
    news.items.sort { left, right in
      let places = (order.firstIndex(of: left.kind) ?? 0, order.firstIndex(of: right.kind) ?? 0)
      if places.0 != places.1 { return places.0 < places.1 }
      if left.replies != right.replies { return left.replies > right.replies }
      return left.name < right.name
    }
    return news
  }

  /// The run's replies by trouble and day, those of one finding together.
  private var counted: [Past.Trouble: [Int: Int]] {
    var counted: [Past.Trouble: [Int: Int]] = [:]
    for day in days {
      for (cause, replies) in day.causes { counted[main(cause.trouble), default: [:]][day.day, default: 0] += replies }
    }
    return counted
  }

  /// What is known of each trouble with what this run adds; causes that are the same trouble together.
  private var courses: [Past.Trouble: (known: Past.Course?, replies: [Int: Int], isSeen: Bool)] {
    var courses: [Past.Trouble: (known: Past.Course?, replies: [Int: Int], isSeen: Bool)] = [:]
    for (trouble, course) in past.courses {
      var own = courses[main(trouble)] ?? (nil, [:], false)
      own.known = joined(own.known, course)
      own.replies.merge(course.replies, uniquingKeysWith: +)
      courses[main(trouble)] = own
    }
    for (trouble, replies) in counted {
      var own = courses[trouble] ?? (nil, [:], false)
      own.replies.merge(replies, uniquingKeysWith: +)
      own.isSeen = true
      courses[trouble] = own
    }
    return courses
  }

  private func joined(_ left: Past.Course?, _ right: Past.Course) -> Past.Course {
    guard let left else { return right }
    return Past.Course(
      firstDay: min(left.firstDay, right.firstDay), lastDay: max(left.lastDay, right.lastDay),
      isFixed: left.isFixed && right.isFixed)
  }

  /// The trouble that stands for all that are the same.
  private func main(_ trouble: Past.Trouble) -> Past.Trouble {
    var main = trouble
    main.cause = guide.cause(trouble.cause)?.sameAs ?? trouble.cause
    return main
  }

  private func addTrends(
    to news: inout Report.News, _ courses: [Past.Trouble: (known: Past.Course?, replies: [Int: Int], isSeen: Bool)]
  ) {
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
    for (trouble, course) in courses where course.isSeen {
      news.trends[trouble] = (first...lastDay).map { course.replies[$0] ?? 0 }
    }
  }

  private func add(
    _ finding: Report.Finding,
    _ courses: [Past.Trouble: (known: Past.Course?, replies: [Int: Int], isSeen: Bool)], to news: inout Report.News
  ) {
    let trouble = finding.trouble(guide)
    let course = courses[trouble] ?? (nil, [:], true)
    var item = Report.News.Item(kind: .new, name: finding.title, trouble: trouble, replies: finding.replies)
    let acknowledgement = acknowledgement(of: finding)
    if let known = course.known, known.isFixed {
      (item.kind, item.day) = (.back, known.lastDay)
    } else if course.known != nil,
      let risen = risen(course.replies, since: course.known?.firstDay ?? .min, acknowledgement)
    {
      (item.kind, item.day, item.replies, item.usual) = (.risen, risen.day, risen.replies, risen.usual)
    } else if let acknowledgement {
      news.known.append(
        Report.News.Known(
          title: finding.title, trouble: trouble, replies: finding.replies, until: acknowledgement.until,
          note: acknowledgement.note))
      return
    } else if course.known != nil {
      return
    }
    news.items.append(item)
  }

  /// The acknowledgement of a finding that still holds.
  private func acknowledgement(of finding: Report.Finding) -> Past.Acknowledgement? {
    past.acknowledgements.first {
      ($0.cause == finding.cause || finding.causes.contains($0.cause)) && $0.until >= lastDay
    }
  }

  /// The worst of the run's days, if it is well above what is usual, or above what was acknowledged.
  private func risen(
    _ replies: [Int: Int], since firstDay: Int, _ known: Past.Acknowledgement?
  ) -> (day: Int, replies: Int, usual: Int)? {
    let own = days.map { (day: $0.day, replies: replies[$0.day] ?? 0) }
    guard let worst = own.max(by: { ($0.replies, $1.day) < ($1.replies, $0.day) }) else { return nil }
    if let known {
      let limit = max(2 * known.level, known.level + 10)
      return Double(worst.replies) > limit ? (worst.day, worst.replies, Int(known.level.rounded())) : nil
    }
    // A new cause has no usual level in its first week: that it is there was said.
    let before = past.days.keys.filter { $0 < worst.day && $0 >= max(firstDay, worst.day - UsualLevel.reach) }
    guard let usual = UsualLevel(before.map { replies[$0] ?? 0 }), usual.isExceeded(by: worst.replies) else {
      return nil
    }
    return (worst.day, worst.replies, Int(usual.median.rounded()))
  }

  private var listings: [Report.News.Item] {
    var seen: Set<DayCounts.Listing> = past.listings
    var items: [Report.News.Item] = []
    for listing in days.flatMap({ $0.listings }) where seen.insert(listing).inserted {
      items.append(Report.News.Item(kind: .listing, name: listing.address, list: listing.list))
    }
    return items
  }

  /// Domains that put mail off, and did not in the week before.
  private var domains: [Report.News.Item] {
    var counts: [String: Int] = [:]
    for day in days {
      for (name, domain) in day.domains where domain.deferrals > 0 { counts[name, default: 0] += domain.deferrals }
    }
    let first = days.first?.day ?? 0
    let started = counts.filter { name, count in
      count >= NewsFinder.leastDeferrals && (past.lastDeferral[name] ?? .min) < first - NewsFinder.quietDays
    }
    return started.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(NewsFinder.domainLimit).map {
      Report.News.Item(kind: .deferring, name: $0.key, replies: $0.value, day: past.lastDeferral[$0.key])
    }
  }

  /// Troubles that went on nearly every day, or were acknowledged, and had no reply for a whole day.
  private func fixed(
    _ courses: [Past.Trouble: (known: Past.Course?, replies: [Int: Int], isSeen: Bool)]
  ) -> [Report.News.Item] {
    courses.compactMap { trouble, course in
      guard let known = course.known, !course.isSeen, !known.isFixed, lastDay >= known.lastDay + 2,
        let title = title(of: trouble)
      else { return nil }
      let week = past.days.keys.filter { $0 <= known.lastDay && $0 > known.lastDay - 7 }
      let isSteady = week.filter { course.replies[$0] ?? 0 > 0 }.count >= 5
      let isKnown = past.acknowledgements.contains { $0.cause == trouble.cause }
      guard isSteady || isKnown else { return nil }
      return Report.News.Item(kind: .fixed, name: title, trouble: trouble, day: known.lastDay)
    }
  }

  /// The title of a trouble that somebody had to act on; nil for others.
  private func title(of trouble: Past.Trouble) -> String? {
    if trouble.cause == DayCounts.Cause.stolenLogin.id { return words.title(of: trouble.cause) }
    guard let cause = guide.cause(trouble.cause),
      cause.actor(trouble.direction, isOwnClient: trouble.isOwnClient) != .nobody
    else { return nil }
    return cause.title
  }
}

extension Report.Finding {
  /// What a history knows the finding by.
  func trouble(_ guide: ReplyGuide) -> Past.Trouble {
    Past.Trouble(cause: guide.cause(cause)?.sameAs ?? cause, direction: direction, isOwnClient: isOwnClient)
  }
}
