import TestSupport
import Testing

@testable import BounceReport
@testable import ReplyCounts

@Suite("Rows of an audit")
struct AuditRowsTests {
  private func audit(_ lines: [String], top: Int = 10) throws -> Report.Audit {
    try #require(try LogText(lines).report(isAudited: true, top: top).audit)
  }

  private func row(_ audit: Report.Audit, _ dimension: AuditCounter.Dimension, _ name: String) -> AuditFigures? {
    audit.tables.first { $0.dimension == dimension }?.rows.first { $0.name == name }?.figures
  }

  @Test("recipients count by domain, those with the most first, and all mail is their sum")
  func domains() throws {
    let audit = try audit([
      LogLine.delivered("a@d.example"), LogLine.bounced("b@e.example", "550 5.1.1 User unknown"),
      LogLine.delivered("c@e.example", id: "4A00000009"), LogLine.deferred("f@f.example", "450 4.2.0 later"),
      LogLine.deferred("f@f.example", "450 4.2.0 later"),
    ])
    let table = try #require(audit.tables.first)
    #expect(table.dimension == .recipientDomain && table.rows.map(\.name) == ["e.example", "d.example", "f.example"])
    #expect(row(audit, .recipientDomain, "e.example")?.delivered == 1)
    #expect(row(audit, .recipientDomain, "e.example")?.bounced == 1)
    #expect(row(audit, .recipientDomain, "f.example").map { [$0.deferred, $0.deferrals] } == [1, 2])
    #expect([audit.total.delivered, audit.total.bounced, audit.total.deferred] == [2, 1, 1])
  }

  @Test("a table has so many rows, and says how many there are")
  func top() throws {
    let log = LogText((0..<5).map { LogLine.delivered("a@d\($0).example", id: "4A0000001\($0)") })
    let report = try log.report(isAudited: true, top: 2)
    let table = try #require(report.audit?.tables.first)
    #expect(table.rows.count == 2 && table.count == 5)
    #expect(report.auditTables.first?.heading == "Recipient domains, 2 of 5")
  }

  @Test("a provider is told by its servers, a refusal counts for our own client alone")
  func others() throws {
    let audit = try audit([
      LogLine.delivered("a@d.example", by: "gmail-smtp-in.l.google.com[192.0.2.1]"),
      LogLine.refused(
        "553 5.7.1 <a@b.example>: Sender address rejected: not owned by user u@b.example", login: "u@b.example"),
      LogLine.refused("554 5.7.1 <c@d.example>: Relay access denied"),
    ])
    #expect(row(audit, .provider, "Gmail")?.delivered == 1)
    #expect(row(audit, .login, "u@b.example")?.rejected == 1 && audit.total.rejected == 1)
    #expect(row(audit, .client, "c.example[192.0.2.7]")?.rejected == 1)
    #expect(row(audit, .senderDomain, "b.example")?.rejected == 1)
  }

  @Test("mail that a filter on this host hands back counts once")
  func handedOn() throws {
    let handOn =
      "2026-11-22T10:00:01+00:00 mx postfix/smtp[1]: 4A00000001: to=<b@e.example>, relay=127.0.0.1[127.0.0.1]:10024, delay=1, "
      + "delays=0/0/1/1, dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as 4A00000002)"
    let back = try audit([handOn, LogLine.delivered("b@e.example", id: "4A00000002")])
    #expect(back.handedOn == 1 && back.total.delivered == 1)
    let report = try LogText([handOn, LogLine.delivered("b@e.example", id: "4A00000002")]).report(isAudited: true)
    #expect(TextForm(report).text().contains("1 recipients were handed"))
    // What the log does not go on about was delivered here, as what a server of this host stores is.
    let kept = try audit([handOn])
    #expect(kept.handedOn == 0 && kept.total.delivered == 1)
    let stored = try audit([handOn.replacing("queued as 4A00000002", with: "<b@e.example> abc Saved")])
    #expect(stored.handedOn == 0 && stored.total.delivered == 1)
  }

  @Test("a report without one has neither tables nor their heading")
  func none() throws {
    let report = try LogText([LogLine.delivered("a@d.example")]).report()
    #expect(report.audit == nil && report.auditTables.isEmpty)
  }
}
