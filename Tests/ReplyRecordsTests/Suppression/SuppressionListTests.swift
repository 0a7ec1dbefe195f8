import MailLog
import ReplyGuide
import TestSupport
import Testing

@testable import ReplyCounts
@testable import ReplyRecords

@Suite("Addresses that are given up")
struct SuppressionListTests {
  private let grouping: ReplyGrouping

  init() throws { grouping = ReplyGrouping(try ReplyGuide()) }

  private func result(_ lines: [String], days: Int = 2) throws -> SuppressionResult {
    var rules = SuppressionList.Rules()
    rules.days = days
    let list = SuppressionList(by: grouping, rules: rules)
    try LogText(lines).read(into: list)
    return list.result
  }

  private func suppressed(_ lines: [String], days: Int = 2) throws -> [String] {
    try result(lines, days: days).suppressed.map(\.recipient)
  }

  private func bounced(_ day: Int, _ address: String, _ reply: String = "550 5.1.1 <x>: User unknown") -> String {
    LogLine.bounced(address, reply, day: day)
  }

  @Test("two days of unknown user suppress, one does not unless asked; the local part stays as it is")
  func days() throws {
    let log = [
      bounced(1, "Gone@D.example"), bounced(1, "once@d.example"), bounced(1, "twice@d.example"),
      bounced(1, "twice@d.example"), bounced(2, "Gone@d.EXAMPLE"),
    ]
    #expect(try suppressed(log) == ["Gone@D.example"])
    #expect(try suppressed(log, days: 1) == ["Gone@D.example", "once@d.example", "twice@d.example"])
    let gone = try #require(try result(log).suppressed.first)
    #expect(gone.failures == 2 && gone.cause == "no-such-user" && gone.code?.rawValue == 550)
  }

  @Test(
    "never for our reputation, server or DNS, a full mailbox, a vague phrase, or a deferral",
    arguments: [
      "550 5.7.1 Service unavailable; Client host [203.0.113.9] blocked using zen.spamhaus.org",
      "550 5.7.1 Message rejected as spam", "552 5.2.2 Mailbox full", "550 5.7.26 DMARC check failed",
      "554 Relay access denied", "553 5.1.8 Sender address rejected: Domain not found",
      "550 mailbox name not allowed", "550 invalid recipient", "550 5.0.0 rejected", "450 4.1.1 User unknown",
      "550 5.4.1 Recipient address rejected: Access denied",
      // A code alone, or a general word beside one.
      "550 5.1.1 no", "553 5.1.3 mailbox name not allowed", "550 5.1.1 zone 17/3",
      // It is the sender whom nobody knows.
      "550 5.1.7 sales@c.example: User unknown", "550 5.1.8 User unknown",
    ])
  func never(reply: String) throws {
    #expect(try suppressed([bounced(1, "a@d.example", reply), bounced(3, "a@d.example", reply)], days: 1).isEmpty)
  }

  @Test("an address that mail was delivered to is held back")
  func delivered() throws {
    let result = try result([
      LogLine.delivered("recent@d.example", day: 1), bounced(1, "since@d.example"), bounced(2, "since@d.example"),
      LogLine.delivered("since@D.example", day: 3), bounced(4, "recent@d.example"), bounced(5, "recent@d.example"),
    ])
    #expect(result.suppressed.isEmpty)
    #expect(result.heldBack.map(\.candidate.recipient) == ["recent@d.example", "since@d.example"])
    #expect(result.heldBack.map(\.reason) == [.deliveredRecently, .deliveredSince])
  }

  @Test("a domain that suddenly knows nobody is held back")
  func outage() throws {
    let users = (0..<30).map { "u\($0)@big.example" }
    let log = users.map { LogLine.delivered($0, day: 1) } + [15, 16].flatMap { day in users.map { bounced(day, $0) } }
    let result = try result(log)
    #expect(result.suppressed.isEmpty && result.heldBack.count == 30)
    #expect(result.heldBack.allSatisfy { $0.reason == .domainOutage })
  }

  @Test(
    "a list is addresses, CSV has the evidence, JSON what is held back too; none has what a terminal or a sheet obeys")
  func forms() throws {
    let result = try result([
      bounced(1, "=a@d.example"), bounced(1, "since@d.example"), bounced(2, "=a@d.example"),
      bounced(2, "since@d.example"),
      LogLine.delivered("since@d.example", day: 3),
    ])
    #expect(String(decoding: result.list, as: UTF8.self) == "=a@d.example\n")
    let rows = String(decoding: result.csv, as: UTF8.self).components(separatedBy: "\r\n")
    #expect(rows[0] == "recipient,original_recipient,failures,days,first,last,code,enhanced,cause,reply")
    #expect(rows[1].hasPrefix("'=a@d.example,,2,2,2026-11-01T10:00:00"), "\(rows[1])")
    let json = String(decoding: result.json, as: UTF8.self)
    #expect(json.contains("\"schema\": \"bounces.suppress/1\"") && json.contains("\"reason\": \"delivered-since\""))
  }
}
