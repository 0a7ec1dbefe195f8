import MailLog
import ReplyGuide
import TestSupport
import Testing

@testable import ReplyCounts
@testable import ReplyRecords

@Suite("Evidence of a cause")
struct CauseEvidenceTests {
  private let guide: ReplyGuide

  init() throws { guide = try ReplyGuide() }

  private func evidence(_ cause: String, _ lines: [String]) throws -> CauseEvidence {
    let evidence = CauseEvidence(try #require(guide.cause(cause)), by: ReplyGrouping(guide), filter: ReplyFilter())
    try LogText(lines).read(into: evidence)
    return evidence
  }

  private static func listed(_ address: String) -> String {
    "554 5.7.1 Service unavailable; Client host [\(address)] blocked using zen.spamhaus.org"
  }

  @Test("our addresses and hosts, the volume, the days, the servers and the page")
  func text() throws {
    let lines = [
      LogLine.bounced("a@d.example", CauseEvidenceTests.listed("203.0.113.9"), day: 21),
      LogLine.bounced("a@d.example", CauseEvidenceTests.listed("203.0.113.9"), day: 22),
      LogLine.bounced("b@e.example", CauseEvidenceTests.listed("203.0.113.10"), by: "mx.e.example[198.51.100.2]"),
      LogLine.bounced("gone@d.example", "550 5.1.1 User unknown"),
    ]
    let text = try evidence("spamhaus-list", lines).text(ReportWords(guide), width: 100)
    for words in [
      "Evidence: An IP on the Spamhaus list\n", "From 2026-11-21 10:00:00 to 2026-11-22 10:00:00 (times in UTC)",
      "3 replies, 2 recipients", "Our addresses named: 203.0.113.10, 203.0.113.9", "Our hosts: mx", "3  554 5.7.1",
      "2  mx.d.example [198.51.100.1]", "1  mx.e.example [198.51.100.2]", "2026-11-21         1",
      "2026-11-22         2", "See https://check.spamhaus.org/",
    ] {
      #expect(text.contains(words), "\(words)\n\(text)")
    }
    #expect(!text.contains("User unknown"))
    let spanish = try ReplyGuide(language: "es")
    let own = CauseEvidence(
      try #require(spanish.cause("spamhaus-list")), by: ReplyGrouping(spanish), filter: ReplyFilter())
    try LogText(lines).read(into: own)
    #expect(own.text(ReportWords(spanish), width: 100).contains("3 respuestas, 2 destinatarios"))
  }

  @Test("times are in UTC where the log has a zone")
  func zones() throws {
    let lines = ["2026-11-23T00:30:00+02:00", "2026-11-23T12:00:00+02:00"].map {
      LogLine.bounced("a@d.example", CauseEvidenceTests.listed("203.0.113.9")).replacing(
        "2026-11-22T10:00:00+00:00", with: $0)
    }
    let evidence = try evidence("spamhaus-list", lines)
    #expect(evidence.days == ["2026-11-22": 1, "2026-11-23": 1])
    #expect(evidence.first?.iso8601.hasPrefix("2026-11-22T22:30:00") == true)
  }

  @Test("a log without the cause gives none")
  func none() throws {
    #expect(try evidence("spf-fail", [LogLine.bounced("gone@d.example", "550 5.1.1 User unknown")]).isEmpty)
  }

  @Test("the last reply of each wording is the sample, and replies that repeat another count once")
  func wordings() throws {
    let evidence = try evidence(
      "no-such-user",
      [
        LogLine.bounced("a@d.example", "550 5.1.1 <a@d.example>: User unknown"),
        LogLine.bounced("b@d.example", "550 5.1.1 <b@d.example>: User unknown", id: "4A00000021"),
        LogLine.bounced("c@d.example", "550 5.1.1 no such user here", id: "4A00000022"),
      ])
    #expect(evidence.wordings.sorted.map(\.count) == [2, 1])
    #expect(evidence.wordings.sorted.first?.sample == "550 5.1.1 <b@d.example>: User unknown")
    #expect(evidence.recipientCount == 3)
  }
}
