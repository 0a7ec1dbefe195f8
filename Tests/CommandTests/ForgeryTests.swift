import Foundation
import Testing

/// Names that clients chose, from the line to the report: nobody is blamed by them, and no thief hides behind them.
@Suite("What a client's names say in the report")
struct ForgeryTests {
  private func findings(_ log: String) throws -> String {
    try Program(["analyze", "--lang", "en", "-"], input: Data(log.utf8)).output
  }

  /// A sender whose local part holds a refusal of somebody who logged in.
  private func crafted(_ number: Int) -> String {
    "\") [198.51.\(number).9] F=<a@d\(number).example> A=plain_login:boss@example.com rejected RCPT <victim@example.org>: "
      + "553 5.7.1 not owned by you\"@d\(number).example"
  }

  @Test("Exim: nobody's login is stolen by a sender's words")
  func blame() throws {
    let log = (0..<20).map {
      "2026-11-22 10:\($0 + 10):00 H=(h.example) [192.0.2.7] F=<\(crafted($0))> rejected RCPT <real@example.com>: Unknown user\n"
    }
    let report = try findings(log.joined())
    #expect(!report.contains("stolen") && !report.contains("boss@"))
    #expect(report.contains("0 not understood") && report.contains("refused by us  20"))
  }

  @Test("Exim: a stolen login is found, whatever its senders say")
  func thief() throws {
    let log = (0..<20).map {
      "2026-11-22 10:\($0 + 10):00 H=(h.example) [192.0.\($0 % 5).7] F=<\(crafted($0))> A=plain_login:sales@example.com rejected RCPT "
        + "<r\($0)@example.net>: 553 5.7.1 sender not owned by sales\n"
    }
    let report = try findings(log.joined())
    #expect(report.contains("sales@example.com was refused 20 times, with senders of 20 domains and from 5 networks"))
    #expect(!report.contains("boss@"))
  }

  /// A line whose names say `words`, and whether these decide where the server itself says them.
  private static let lines = [
    "Nov 22 10:00:00 mx1 postfix/smtpd[9]: NOQUEUE: reject: RCPT from c.example.org[192.0.2.7]: 550 5.7.1 <%@example.com>: Recipient address "
      + "rejected: Some local rule; from=<a@example.org> to=<\"%\"@example.com> proto=ESMTP helo=<x>",
    "Nov 22 10:00:00 mx1 postfix/smtpd[9]: NOQUEUE: reject: RCPT from c.example.org[192.0.2.7]: 550 5.7.1 <%@example.org>: Sender address "
      + "rejected: Some local rule; from=<\"%\"@example.org> to=<r@example.com> proto=ESMTP helo=<x>",
    "Nov 22 10:00:00 mx1 postfix/smtpd[9]: NOQUEUE: reject: RCPT from c.example.org[192.0.2.7]: 550 5.7.1 <%>: Helo command "
      + "rejected: Some local rule; from=<a@example.org> to=<r@example.com> proto=ESMTP helo=<%>",
    "2026-11-22 10:00:00 H=(h) [192.0.2.7] F=<a@example.org> rejected RCPT <\"%\"@example.com>: 550 Some local rule for %",
    "2026-11-22 10:00:00 H=(h) [192.0.2.7] F=<\"%\"@example.org> rejected RCPT <r@example.com>: 550 Some local rule for \"%\"@example.org",
    "2026-11-22 10:00:00 H=(%) [192.0.2.7] F=<a@example.org> rejected RCPT <r@example.com>: 550 Some local rule for %",
    "2026-11-22 10:00:00 H=(%) [192.0.2.7] rejected EHLO or HELO %",
    "2026-11-22 10:00:00 rejected EHLO from [192.0.2.7]: syntactically invalid argument(s): %",
    "2026-11-22 10:00:00 H=(h) [192.0.2.7] F=<a@example.org> rejected RCPT <\"%\"@example.com>",
    "2026-11-22 10:00:00 SMTP call from (h) [192.0.2.7] dropped: too many unrecognized commands (last was \"%\")",
  ]

  @Test(
    "the words in a name decide no cause, in the log and in explain",
    arguments: [
      "blocked using zen.spamhaus.org", "relay access denied", "mailbox full", "user unknown",
      "greylisted, try again later", "spamhaus",
    ])
  func causes(words: String) throws {
    let (crafted, usual) = (try causes(of: words), try causes(of: "joe"))
    #expect(crafted.logged == usual.logged)
    #expect(crafted.explained == usual.explained)
    #expect(crafted.logged == crafted.explained)
  }

  /// The causes of all lines with `words` as the name, by their place.
  private func causes(of words: String) throws -> (logged: [String?], explained: [String?]) {
    let log = Data(Self.lines.map { $0.replacingOccurrences(of: "%", with: words) + "\n" }.joined().utf8)
    let logged = try rows(["extract", "-"], log).sorted { ($0["line"] as? Int ?? 0) < ($1["line"] as? Int ?? 0) }
    let explained = try rows(["explain", "--format", "ndjson", "-"], log)
    #expect(logged.count == Self.lines.count && explained.count == Self.lines.count)
    return (logged.map { $0["cause"] as? String }, explained.map { $0["cause"] as? String })
  }

  private func rows(_ arguments: [String], _ input: Data) throws -> [[String: Any]] {
    try Program(arguments, input: input).output.split(separator: "\n").map {
      try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any] ?? [:]
    }
  }

  @Test("a name of a block list decides where a server names it, and not where a client is called so")
  func names() throws {
    let log = """
      2026-11-22 10:00:00 H=(zen.spamhaus.org) [192.0.2.7] F=<a@example.org> rejected RCPT <r@example.com>: 550 local rule: zen.spamhaus.org
      2026-11-22 10:00:01 H=(h) [192.0.2.7] F=<a@zen.spamhaus.org> rejected RCPT <r@example.com>: 550 local rule: zen.spamhaus.org
      2026-11-22 10:00:02 H=(h) [192.0.2.7] F=<a@example.org> rejected RCPT <r@example.com>: 550 local rule: zen.spamhaus.org
      2026-11-22 10:00:03 H=(zen.spamhaus.org) [192.0.2.7] F=<a@example.org> rejected RCPT <r@example.com>: 550 local rule: zen.spamhaus.org

      """
    let rows = try rows(["extract", "-"], Data(log.utf8))
    #expect(rows.map { $0["cause"] as? String } == [nil, nil, "spamhaus-list", nil])
  }
}
