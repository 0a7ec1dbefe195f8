import ReplyGuide
import SMTPReply
import TestSupport
import Testing

@testable import BounceReport
@testable import ReplyCounts

/// What is new against the days before; 2026-11-22 is day 20,779.
@Suite("News")
struct NewsTests {
  private static let today = 20_779
  private static let unknown = Past.Trouble(cause: "no-such-user", direction: .outbound, isOwnClient: false)

  /// So many replies of an unknown user.
  private static func unknown(_ count: Int) -> [String] {
    (0..<count).map { LogLine.bounced("u\($0)@d.example", "550 5.1.1 User unknown", id: "4A000001\(10 + $0)") }
  }

  /// A past of `days` days with mail, in which the unknown user had so many replies each, if any.
  private static func past(_ days: Int, replies: Int = 0, told: Int? = nil) -> Past {
    var past = Past()
    past.isEmpty = false
    past.lastLine = "2026-11-21T23:00:00"
    for day in (today - days)..<today {
      past.days[day] = Past.Outcomes(delivered: 10, bounced: replies, deferrals: 0, rejected: 0)
    }
    guard replies > 0 else { return past }
    var course = Past.Course(firstDay: today - days, lastDay: today - 1, isFixed: false, told: told)
    for day in (today - days)..<today { course.replies[day] = replies }
    past.courses[unknown] = course
    return past
  }

  /// The report of `lines`, compared with `past`.
  private static func report(_ lines: [String], _ past: Past, isBaseline: Bool = false) throws -> Report {
    let guide = try ReplyGuide()
    let summary = try Summary(by: ReplyGrouping(guide), options: LogText.options, carriedOn: nil)
    try LogText(lines).read(into: summary)
    summary.finish()
    var builder = ReportBuilder(summary, guide: guide)
    builder.past = past
    builder.days = summary.days()
    builder.isBaseline = isBaseline
    return builder.report()
  }

  private static func kinds(_ report: Report) -> [String] {
    (report.news?.items ?? []).map { $0.kind.rawValue + ($0.isMinor ? "?" : "") }
  }

  @Test("the first run calls nothing new, and neither does a baseline; both take what has weight as told")
  func baseline() throws {
    let first = try NewsTests.report(NewsTests.unknown(6), Past())
    #expect(first.news?.baseline == .firstRun && NewsTests.kinds(first).isEmpty)
    #expect(first.news?.told == [NewsTests.unknown: NewsTests.today])
    let asked = try NewsTests.report(NewsTests.unknown(6), NewsTests.past(3), isBaseline: true)
    #expect(asked.news?.baseline == .asked && NewsTests.kinds(asked).isEmpty)
    #expect(try NewsTests.report(NewsTests.unknown(4), Past()).news?.told == [:])
  }

  @Test("a cause that was never seen is new, and rare below five replies", arguments: [1, 4, 5, 20])
  func new(count: Int) throws {
    let report = try NewsTests.report(NewsTests.unknown(count), NewsTests.past(10))
    #expect(NewsTests.kinds(report) == [count < 5 ? "new?" : "new"])
    #expect((report.news?.told == [:]) == (count < 5))
    #expect(report.isClean == (count < 5))
    let line = try #require(report.newsLines.first)
    #expect(line.kind == (count < 5 ? .rare : .news(.new)) && line.kind.isToLookAt == (count >= 5))
  }

  @Test(
    "a cause that was told goes on in silence at its level, and is told again well above it",
    arguments: [(10, 10, false), (10, 12, false), (10, 60, true), (3, 40, true)])
  func risen(usual: Int, now: Int, isRisen: Bool) throws {
    let past = NewsTests.past(10, replies: usual, told: NewsTests.today - 10)
    let report = try NewsTests.report(NewsTests.unknown(now), past)
    #expect(NewsTests.kinds(report) == (isRisen ? ["risen"] : []), "\(NewsTests.kinds(report))")
    #expect(report.isClean == !isRisen)
    if isRisen { #expect(report.news?.items.first?.usual == usual && report.news?.items.first?.replies == now) }
  }

  @Test("a cause that went on every day and is gone for a whole day is fixed, and comes back as such")
  func fixedAndBack() throws {
    var past = NewsTests.past(10, replies: 10, told: NewsTests.today - 10)
    past.courses[NewsTests.unknown]?.lastDay = NewsTests.today - 2
    past.courses[NewsTests.unknown]?.replies[NewsTests.today - 1] = nil
    let gone = try NewsTests.report([LogLine.delivered("a@d.example")], past)
    #expect(NewsTests.kinds(gone) == ["fixed"] && gone.news?.fixed == [NewsTests.unknown] && gone.isClean)
    #expect(gone.newsLines.first?.kind == .news(.fixed) && gone.newsLines.first?.kind.isToLookAt == false)
    past.courses[NewsTests.unknown]?.isFixed = true
    #expect(NewsTests.kinds(try NewsTests.report(NewsTests.unknown(6), past)) == ["back"])
  }

  @Test("what somebody knows of is one line, until its day or well above its level")
  func acknowledged() throws {
    var past = NewsTests.past(10, replies: 10, told: NewsTests.today - 10)
    let known = Past.Acknowledgement(cause: "no-such-user", until: NewsTests.today + 3, note: "the old list", level: 10)
    past.acknowledgements = [known]
    let report = try NewsTests.report(NewsTests.unknown(10), past)
    #expect(NewsTests.kinds(report).isEmpty && report.findings.first?.isKnown == true)
    #expect(report.knownLines == ["known until 2026-11-25: Mailboxes that do not exist, 10 replies — the old list"])
    #expect(NewsTests.kinds(try NewsTests.report(NewsTests.unknown(40), past)) == ["risen"])
    past.acknowledgements[0].until = NewsTests.today - 1
    #expect(try NewsTests.report(NewsTests.unknown(10), past).findings.first?.isKnown == false)
  }

  @Test("one server's word lists no address, three that have nothing to do with each other do")
  func listings() throws {
    let reply = "554 5.7.1 Service unavailable; Client host [203.0.113.9] blocked using zen.spamhaus.org"
    let lines = (0..<3).map {
      LogLine.bounced("u\($0)@d.example", reply, by: "mx.r\($0).example[198.18.\($0).9]", id: "4A000002\(10 + $0)")
    }
    let one = try NewsTests.report([lines[0]], NewsTests.past(10))
    #expect(NewsTests.kinds(one).contains("listing_said?") && !NewsTests.kinds(one).contains("listing"))
    #expect(one.news?.listings.isEmpty == true && one.news?.words.count == 1)
    let all = try NewsTests.report(lines, NewsTests.past(10))
    let item = try #require(all.news?.items.first)
    #expect(item.kind == .listing && item.name == "203.0.113.9" && item.list == "Spamhaus" && item.servers == 3)
    #expect(all.checked(against: [try Threshold("new-listing")]).alerts.count == 1)
    #expect(one.checked(against: [try Threshold("new-listing")]).alerts.isEmpty)
  }

  @Test("a domain that puts off mail as it did not the week before is told, up to five of them")
  func deferring() throws {
    let lines = (0..<7).flatMap { domain in
      (0..<10).map {
        LogLine.deferred("u\($0)@d\(domain).example", "450 4.2.0 Greylisted", id: "4A0000\(domain)3\(10 + $0)")
      }
    }
    let report = try NewsTests.report(lines, NewsTests.past(10))
    #expect(NewsTests.kinds(report).filter { $0 == "deferring" }.count == 5)
    var past = NewsTests.past(10)
    for domain in 0..<7 { past.lastDeferral["d\(domain).example"] = NewsTests.today - 3 }
    #expect(NewsTests.kinds(try NewsTests.report(lines, past)).isEmpty)
  }
}
