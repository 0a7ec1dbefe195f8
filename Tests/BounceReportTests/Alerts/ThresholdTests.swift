import ReplyGuide
import TestSupport
import Testing

@testable import BounceReport

@Suite("Thresholds")
struct ThresholdTests {
  @Test(
    "a condition holds when all its parts do",
    arguments: [
      ("code=553,replies>=1", true), ("code=553,replies>1", false), ("code=55x,replies=4", true),
      ("code=553,code=550,replies=2", true), ("cause=no-such-user,recipients>=1", true), ("cause=none,replies=1", true),
      ("class=blocklisted,replies>0", true), ("direction=inbound,replies>=1", true),
      ("direction=inbound,code=550,replies>=1", false), ("bounced>59%", true), ("bounced>60%", false),
      ("delivered<=1", true), ("deferred=1,rejected=1", true), ("deferred=1,rejected=2", false),
      ("stolen-login", false),
      ("not-understood>0", false), ("code=250,replies=1", true), ("replies = 5", true),
      // Only a history can tell.
      ("new-cause", false), ("news", false), ("new-listing", false),
    ])
  func holds(text: String, isExceeded: Bool) throws {
    let threshold = try Threshold(text)
    let report = try SmallReport.log.report().checked(against: [threshold])
    #expect(report.alerts.isEmpty != isExceeded, "\(report.alerts)")
    #expect(threshold.wantsHistory == text.hasPrefix("new"))
  }

  @Test("what was exceeded stands first in the text, with what was found")
  func verdict() throws {
    let report = try SmallReport.log.report().checked(against: [
      Threshold("code=553,replies>=1"), Threshold("bounced>2%"),
    ])
    let lines = TextForm(report).text().split(separator: "\n")
    #expect(lines[0] == "LOOK AT THIS: 2 thresholds exceeded.")
    let found = lines.filter { $0.hasPrefix(" ! ") }
    #expect(found.count == 2 && found[0].contains("code=553,replies>=1"), "\(lines.prefix(8))")
    #expect(found[1].contains("bounced>2%") && found[1].contains("60.0 %"), "\(found)")
    #expect(!report.isClean)
  }

  @Test(
    "what is no condition is refused, with what is wrong",
    arguments: [
      ("", "is no condition"), ("code=553", "says no number"), ("code=abc,replies>1", "is no reply code"),
      ("replies>x", "is no number"), ("replies>2%", "has no percentage"), ("class=odd,replies>1", "is no class"),
      ("direction=up,replies>1", "is no direction"), ("code=553,bounced>1", "of all mail"),
      ("cause=x,news", "of all mail"), ("bounced>-1", "is no number"),
    ])
  func mistakes(text: String, words: String) {
    let mistake = #expect(throws: Threshold.Mistake.self) { try Threshold(text) }
    #expect(mistake?.description.contains(words) == true, "\(mistake?.description ?? "")")
  }

  @Test("a cause or a code that the guide does not know would never hold")
  func unknown() throws {
    let guide = try ReplyGuide()
    for (text, words) in [
      ("cause=no-such-usr,replies>1", "did you mean 'no-such-user'"), ("cause=news,replies>1", "condition by itself"),
      ("code=999,replies>1", "knows no such reply code"),
    ] {
      let threshold = try Threshold(text)
      let mistake = #expect(throws: Threshold.Mistake.self) { try threshold.check(against: guide) }
      #expect(mistake?.description.contains(words) == true, "\(mistake?.description ?? "")")
    }
    #expect(throws: Never.self) { try Threshold("cause=no-such-user,code=55x,replies>1").check(against: guide) }
  }

  @Test("a report is clean when everything was read and wants nobody to act")
  func clean() throws {
    #expect(try LogText([LogLine.delivered("ann@d.example")]).report().isClean)
    #expect(try !SmallReport.log.report().isClean)
    #expect(try !LogText(["Nov 22 10:00:00 host cron[1]: nothing of mail"]).report().isClean)
    // A greylisting alone wants nobody to act.
    #expect(try LogText([LogLine.deferred("a@d.example", "450 4.2.0 Greylisted")]).report().isClean)
    #expect(try !LogText([LogLine.bounced("a@d.example", "550 zone 17 is odd")]).report().isClean)
  }
}
