import Foundation
import Testing

/// What happened to a message.
@Suite("bounces trace")
struct TraceTests {
  private func trace(_ arguments: [String]) throws -> [[String: Any]] {
    let output = try Program(["trace", "--format", "json"] + arguments).output
    return try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [[String: Any]] ?? []
  }

  private func attempts(_ message: [String: Any]?) -> [[String: Any]] { message?["attempts"] as? [[String: Any]] ?? [] }

  /// A message through a content filter on the same host, deferred once behind it, in two files.
  private func filtered(_ folder: Folder) throws -> [String] {
    let before = """
      Nov 23 10:00:00 mx postfix/submission/smtpd[7]: 4C5A85985CB: client=c.example[192.0.2.7], sasl_method=PLAIN, sasl_username=ann
      Nov 23 10:00:00 mx postfix/cleanup[8]: 4C5A85985CB: message-id=<one@c.example>
      Nov 23 10:00:00 mx postfix/qmgr[9]: 4C5A85985CB: from=<ann@c.example>, size=500, nrcpt=1 (queue active)
      Nov 23 10:00:01 mx postfix/smtpd[7]: 5D5A85985CC: client=localhost[127.0.0.1]
      Nov 23 10:00:01 mx postfix/cleanup[8]: 5D5A85985CC: message-id=<one@c.example>
      Nov 23 10:00:01 mx postfix/qmgr[9]: 5D5A85985CC: from=<ann@c.example>, size=600, nrcpt=1 (queue active)
      Nov 23 10:00:01 mx postfix/smtp[7]: 4C5A85985CB: to=<bob@d.example>, relay=127.0.0.1[127.0.0.1]:10024, delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (250 2.0.0 from MTA(smtp:[127.0.0.1]:10025): 250 2.0.0 Ok: queued as 5D5A85985CC)
      Nov 23 10:00:01 mx postfix/qmgr[9]: 4C5A85985CB: removed
      Nov 23 10:00:02 mx postfix/smtp[7]: 5D5A85985CC: to=<bob@d.example>, relay=d.example[198.51.100.1]:25, delay=1, delays=0/0/0/1, dsn=4.7.1, status=deferred (host d.example[198.51.100.1] said: 450 4.7.1 Greylisted, try again (in reply to RCPT TO command))

      """
    let after = """
      Nov 23 10:20:02 mx postfix/smtp[7]: 5D5A85985CC: to=<bob@d.example>, relay=d.example[198.51.100.1]:25, delay=1200, delays=1199/0/0/1, dsn=2.0.0, status=sent (250 2.0.0 Ok)
      Nov 23 10:20:02 mx postfix/qmgr[9]: 5D5A85985CC: removed

      """
    return [
      try folder.file("mail.log", Data(after.utf8)), try folder.file("mail.log.1", Data(before.utf8)), "--year", "2026",
    ]
  }

  @Test("a queue id is followed through a content filter and over rotated files, to its end")
  func followed() throws {
    let folder = try Folder()
    let files = try filtered(folder)
    for what in ["4C5A85985CB", "<one@c.example>", "bob@D.example", "ann@c.example", "@d.example"] {
      let messages = try trace([what] + files)
      #expect(messages.map { $0["queue_id"] as? String } == ["4C5A85985CB", "5D5A85985CC"], "\(what)")
      #expect(messages[0]["sasl_user"] as? String == "ann")
      #expect(messages.map { $0["size"] as? Int } == [500, 600])
      #expect(messages[1]["message_id"] as? String == "one@c.example")
      #expect(attempts(messages[1]).map { $0["outcome"] as? String } == ["deferred", "delivered"])
      #expect(attempts(messages[1])[0]["cause"] as? String != nil)
      let ends = messages[1]["recipients"] as? [[String: String]]
      #expect(ends == [["recipient": "bob@d.example", "outcome": "delivered"]])
    }
  }

  @Test("refusals before there is a message stand for themselves; each agrees with extract")
  func refusals() throws {
    let messages = try trace(["sales@example.com", "SampleLogs/postfix.log.gz", "--direction", "inbound"])
    let rows = try Program([
      "extract", "SampleLogs/postfix.log.gz", "--sender", "sales@example.com", "--direction", "inbound",
    ])
    .output.split(separator: "\n").count
    let to = try Program([
      "extract", "SampleLogs/postfix.log.gz", "--recipient", "sales@example.com", "--direction", "inbound",
    ])
    .output.split(separator: "\n").count
    #expect(messages.reduce(0) { $0 + attempts($1).count } == rows + to)
  }

  @Test("an Exim message, one object a line")
  func exim() throws {
    let row = try #require(
      try Program(["extract", "--code", "4xx", "--direction", "outbound", "SampleLogs/exim.log.gz"]).output.split(
        separator: "\n"
      ).first)
    let record = try #require(try JSONSerialization.jsonObject(with: Data(row.utf8)) as? [String: Any])
    let id = try #require(record["queue_id"] as? String)
    let output = try Program(["trace", "--format", "ndjson", id, "SampleLogs/exim.log.gz"]).output
    #expect(output.split(separator: "\n").count == 1)
    #expect(output.contains("\"queue_id\":\"\(id)\""))
  }

  @Test(
    "an Exim message is followed through a filter, whatever that says around the id, and under a filter of replies",
    arguments: [
      #"H=127.0.0.1 [127.0.0.1] C="250 OK id=1tAbCe-000000002bC-1xYz""#,
      #"H=localhost [::1] C="250 2.0.0 from MTA(smtp:[127.0.0.1]:10025): 250 OK id=1tAbCe-000000002bC-1xYz""#,
      #"H=127.0.0.1 [127.0.0.1]:10024 X=TLS1.3:TLS_AES_256_GCM_SHA384:256 CV=no C="250 OK id=1tAbCe-000000002bC-1xYz" QT=1s DT=1s"#,
    ])
  func followedInExim(peer: String) throws {
    let folder = try Folder()
    let log = try folder.file(
      "mainlog",
      Data(
        """
        2026-11-23 10:00:00 1tAbCd-000000001aB-0wXy <= ann@c.example H=c.example [192.0.2.7] P=esmtpsa A=plain:ann S=500 id=one@c.example
        2026-11-23 10:00:01 1tAbCe-000000002bC-1xYz <= ann@c.example H=localhost [127.0.0.1] P=esmtp S=900 id=one@c.example
        2026-11-23 10:00:01 1tAbCd-000000001aB-0wXy => bob@d.example R=filter T=filter_smtp \(peer)
        2026-11-23 10:00:01 1tAbCd-000000001aB-0wXy Completed
        2026-11-23 10:00:02 1tAbCe-000000002bC-1xYz ** bob@d.example R=dnslookup T=remote_smtp H=d.example [198.51.100.1]: SMTP error from remote mail server after RCPT TO:<bob@d.example>: 550 5.1.1 no such user here
        2026-11-23 10:00:02 1tAbCe-000000002bC-1xYz Completed

        """.utf8))
    let messages = try trace(["1tAbCd-000000001aB-0wXy", log])
    #expect(messages.map { $0["queue_id"] as? String } == ["1tAbCd-000000001aB-0wXy", "1tAbCe-000000002bC-1xYz"])
    #expect(attempts(messages.last).map { $0["outcome"] as? String } == ["bounced"])
    let failed = try trace(["1tAbCd-000000001aB-0wXy", log, "--code", "5xx"])
    #expect(failed.map { $0["queue_id"] as? String } == ["1tAbCe-000000002bC-1xYz"])
  }

  @Test("what a server on the net says of ids is not followed")
  func notFollowed() throws {
    let folder = try Folder()
    let log = try folder.file(
      "mainlog",
      Data(
        """
        2026-11-23 10:00:01 1tAbCd-000000001aB-0wXy => bob@d.example R=dnslookup T=remote_smtp H=d.example [198.51.100.1] C="250 OK id=1tAbCe-000000002bC-1xYz"
        2026-11-23 10:00:02 1tAbCe-000000002bC-1xYz ** eve@e.example R=dnslookup T=remote_smtp H=e.example [198.51.100.2]: SMTP error from remote mail server after RCPT TO:<eve@e.example>: 550 no such user here

        """.utf8))
    #expect(try trace(["1tAbCd-000000001aB-0wXy", log]).count == 1)
  }

  @Test("nothing found is said; what is no target is a usage error; escapes reach no terminal")
  func edges() throws {
    let none = try Program(["trace", "nobody@nowhere.example", "SampleLogs/postfix.log.gz"])
    #expect(none.status == 0 && none.output.isEmpty)
    #expect(none.errors.contains("no reply in these logs names nobody@nowhere.example"))
    for what in ["", "a b", "x", "<>"] {
      #expect(try Program(["trace", what, "SampleLogs/postfix.log.gz"]).status == 64, "\(what)")
    }
    let folder = try Folder()
    let log = try folder.file(
      "mail.log",
      Data(
        ("Nov 23 10:00:02 mx postfix/smtp[7]: 5D5A85985CC: to=<bob@d.example>, relay=d.example[198.51.100.1]:25, delay=1, "
          + "delays=0/0/0/1, dsn=5.0.0, status=bounced (host d.example[198.51.100.1] said: 550 \u{1b}[31m no (in reply to RCPT TO "
          + "command))\n").utf8))
    #expect(!(try Program(["trace", "bob@d.example", log]).output.contains("\u{1b}")))
  }
}
