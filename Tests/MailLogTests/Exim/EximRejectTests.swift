import Testing

@Suite("What Exim refuses to clients")
struct EximRejectTests {
  private let client = "H=c.example.org (helo.example.org) [192.0.2.7]"

  @Test(
    "codes that the log shows",
    arguments: [
      ("F=<s@example.org> rejected RCPT <r@example.com>: 553 5.1.3 bad address", "rcpt", 553, "5.1.3", "bad address"),
      (
        "F=<s@example.org> temporarily rejected RCPT <r@example.com>: 451 4.7.1 Greylisted", "rcpt", 451, "4.7.1",
        "Greylisted"
      ),
      ("F=<s@example.org> rejected RCPT <r@example.com> NOTIFY=NEVER: 550 no", "rcpt", 550, nil, "no"),
      ("F=<s@example.org> rejected RCPT r@example.com: 550 no", "rcpt", 550, nil, "no"),
      ("rejected MAIL <s@example.org>: 553 5.1.8 no domain", "mail", 553, "5.1.8", "no domain"),
      ("rejected DATA: 550 5.7.1 not wanted", "data", 550, "5.7.1", "not wanted"),
      ("F=<s@example.org> rejected after DATA: 553 5.6.0 header", "end-of-data", 553, "5.6.0", "header"),
      ("F=<s@example.org> rejected during MIME ACL checks: 550 virus", "end-of-data", 550, nil, "virus"),
      (
        "rejected connection in \"connect\" ACL: 554 5.7.1 refused: see http://example.net/q", "connect", 554, "5.7.1",
        "refused: see http://example.net/q"
      ),
      ("rejected EHLO or HELO helo.example.org: 550 5.7.1 bad HELO", "ehlo", 550, "5.7.1", "bad HELO"),
      ("rejected VRFY r@example.com: 252 2.1.5 will not tell", "vrfy", 252, "2.1.5", "will not tell"),
      (
        "X=TLS1.3:A:256 CV=no DN=\"/CN=x rejected RCPT <v>: 550 y\" SNI=mx F=<s@example.org> rejected RCPT <r@example.com>: 550 no",
        "rcpt", 550, nil, "no"
      ),
    ] as [(String, String, Int, String?, String)])
  func shown(text: String, stage: String, code: Int, enhanced: String?, words: String) throws {
    let reply = try #require(try Collector.exim("\(client) \(text)"))
    #expect(reply.direction == "inbound")
    #expect(reply.outcome == "rejected")
    #expect(reply.stage == stage)
    #expect(reply.code == code)
    #expect(reply.enhanced == enhanced)
    #expect(reply.text == words)
    #expect(!reply.isImplied)
    #expect(reply.remoteHost == "c.example.org")
    #expect(reply.remoteAddress == "192.0.2.7")
    #expect(reply.helo == "helo.example.org")
    if stage == "rcpt" || stage == "vrfy" { #expect(reply.recipient == "r@example.com") }
    if text.hasPrefix("F=") { #expect(reply.sender == "s@example.org") }
  }

  @Test(
    "codes that verb and ACL imply",
    arguments: [
      ("rejected RCPT <r@example.com>", 550), ("rejected RCPT <r@example.com>: policy 17 hit", 550),
      ("temporarily rejected RCPT <r@example.com>", 451), ("temporarily rejected after DATA", 451),
      ("rejected MAIL <s@example.org>", 550), ("rejected VRFY r@example.com", 252),
      ("rejected EXPN list@example.com", 550),
      ("rejected ETRN example.org", 458), ("rejected ATRN example.org", 450), ("rejected AUTH PLAIN", 503),
      ("rejected STARTTLS", 550), ("rejected EHLO or HELO h: drop this helo", 550), ("rejected after DATA", 550),
      ("rejected by local_scan(): spam", 550), ("temporarily rejected VRFY r@example.com", 451),
    ])
  func implied(text: String, code: Int) throws {
    let reply = try #require(try Collector.exim("H=(h) [192.0.2.7]:4321 I=[192.0.2.1]:25 Ci=7 \(text)"))
    #expect(reply.code == code)
    #expect(reply.isImplied)
    #expect(reply.remoteHost == nil)
    #expect(reply.remoteAddress == "192.0.2.7")
  }

  @Test(
    "refusals outside the ACLs",
    arguments: [
      ("rejected MAIL from (h) [192.0.2.7]: no HELO/EHLO given", 503, "mail"),
      ("rejected EHLO from [192.0.2.7]: syntactically invalid argument(s): bad_helo!$", 501, "ehlo"),
      ("rejected MAIL FROM:<s@example.org> H=(h) [192.0.2.7]: message too big: size=9 max=5", 552, "mail"),
      ("too many recipients: excess temporarily rejected: sender=<s@example.org> H=(h) [192.0.2.7]", 452, "rcpt"),
      ("too many recipients: message rejected: sender=<s@example.org> H=(h) [192.0.2.7]", 552, "rcpt"),
      ("SMTP call from (h) [192.0.2.7] dropped: too many nonmail commands (last was \"EXPN\")", 554, nil),
      ("SMTP call from (h) [192.0.2.7] dropped: too many unrecognized commands (last was \"BAZ\")", 500, nil),
      ("SMTP call from (h) [192.0.2.7] dropped: too many syntax or protocol errors (last command was \"X\")", 500, nil),
      (
        "SMTP call from (h) [192.0.2.7] dropped: too many syntax or protocol errors (last command was \"AUTH LOGIN\", C=EHLO,AUTH)",
        503, "auth"
      ),
      // 501 for its syntax or 503 for its place: the line does not tell.
      (
        "SMTP call from (h) [192.0.2.7] dropped: too many syntax or protocol errors (last command was \"MAIL FROM:<x\")",
        nil, "mail"
      ),
      (
        "SMTP call from (h) [192.0.2.7] dropped: too many syntax or protocol errors (last command was \"NOOP x\")", nil,
        nil
      ),
      ("unqualified sender rejected: <root> H=(h) [192.0.2.7]", 501, "mail"),
      ("unqualified recipient rejected: <r@example.com> H=(h) [192.0.2.7]", 501, "rcpt"),
      (
        "SMTP protocol synchronization error (input sent without waiting for greeting): rejected connection from H=[192.0.2.7] input=\"EHLO x\"",
        554, "connect"
      ),
      (
        "SMTP protocol synchronization error (next input sent too soon: pipelining was not advertised): rejected \"HELO x\" H=(h) [192.0.2.7] next input=\"MAIL\"",
        554, "ehlo"
      ),
      ("refused connection from (h) [192.0.2.7] (host_reject_connection)", 554, "connect"),
      ("temporarily refused connection from [192.0.2.7]: not in reserve list and load average = 9.9", 421, "connect"),
      ("Connection from [192.0.2.7] refused: too many connections", 421, "connect"),
      ("VRFY failed for r@example.com H=(h) [192.0.2.7]", 550, "vrfy"),
    ] as [(String, Int?, String?)])
  func session(text: String, code: Int?, stage: String?) throws {
    let reply = try #require(try Collector.exim(text))
    #expect(reply.code == code)
    #expect(reply.stage == stage)
    #expect(reply.isImplied == (code != nil))
    #expect(reply.remoteAddress == "192.0.2.7")
    #expect(reply.direction == "inbound")
    if text.contains("s@example.org") { #expect(reply.sender == "s@example.org") }
    if stage == "vrfy" { #expect(reply.recipient == "r@example.com") }
  }

  @Test(
    "callouts quote another server",
    arguments: [
      "F=<s@example.org> rejected RCPT <r@example.com>: mx.example.net [192.0.2.1] : SMTP error from remote mail server after RCPT TO:<r@example.com>: 553 5.7.1 no",
      "F=<s@example.org> rejected RCPT <r@example.com>: Could not complete recipient verify callout: mx.example.net [192.0.2.1]:25 : SMTP error from remote mail server after RCPT TO:<r@example.com>: 553 5.7.1 no",
      "F=<s@example.org> rejected RCPT <r@example.com>: mx.example.net [192.0.2.1] : response to \"RCPT TO:<r@example.com>\" was: 553 5.7.1 no",
    ])
  func callouts(text: String) throws {
    let reply = try #require(try Collector.exim("\(client) \(text)"))
    #expect(reply.direction == "inbound")
    #expect(reply.outcome == "rejected")
    #expect(reply.code == 553)
    #expect(reply.enhanced == "5.7.1")
    #expect(reply.text == "no")
    #expect(reply.recipient == "r@example.com")
    #expect(reply.remoteHost == "mx.example.net")
    #expect(reply.remoteAddress == "192.0.2.1")
    #expect(!reply.isImplied)
  }

  @Test(
    "logins",
    arguments: [
      "plain_srv authenticator failed for (h) [192.0.2.7]: 535 Incorrect authentication data (set_id=bob)",
      "plain_srv authenticator failed for H=(h) [192.0.2.7]: 535 Incorrect authentication data (set_id=bob)",
      "plain_srv authenticator failed for H=c.example.org (h) [192.0.2.7]:4 I=[192.0.2.1]:25: 535 Incorrect authentication data (set_id=bob)",
      "dovecot_login authenticator failed for c.example.org (h) [192.0.2.7] 535 Incorrect authentication data (set_id=bob)",
    ])
  func logins(text: String) throws {
    let reply = try #require(try Collector.exim(text))
    #expect(reply.direction == "inbound")
    #expect(reply.stage == "auth")
    #expect(reply.code == 535)
    #expect(reply.text == "Incorrect authentication data")
    #expect(reply.saslUser == "bob")
    #expect(reply.remoteAddress == "192.0.2.7")
  }

  @Test("our own login at a relay is an attempt")
  func ownLogin() throws {
    let reply = try #require(
      try Collector.exim(
        "1xVVq2-0000mL-25 plain authenticator failed H=mx.example.net [192.0.2.1] 535 5.7.8 Sorry, authentication failed"
      ))
    #expect(reply.direction == "outbound")
    #expect(reply.outcome == "attempt")
    #expect(reply.stage == "auth")
    #expect(reply.enhanced == "5.7.8")
    #expect(reply.remoteHost == "mx.example.net")
  }

  @Test("no client, a local one, and a next server that refuses while the client waits")
  func rare() throws {
    let local = try #require(
      try Collector.exim("1xVVq2-0000mL-25 F=<s@example.org> rejected by non-SMTP ACL: 599 text"))
    #expect(local.code == 599)
    #expect(local.sender == "s@example.org")
    let caller = try #require(
      try Collector.exim(
        "U=CALLER sender verify defer for <a@example.org>: Could not complete sender verify callout: mx.example.net "
          + "[192.0.2.1] : SMTP error from remote mail server after RCPT TO:<a@example.org>: 450 4.2.0 later"))
    #expect(caller.code == 450)
    #expect(caller.sender == "a@example.org")
    #expect(caller.remoteAddress == "192.0.2.1")
    let through = try #require(
      try Collector.exim(
        "1xVVq2-0000mL-25 U=CALLER r@example.com F=<s@example.org> P=<s@example.org> tmp-reject from cutthrough after "
          + "DATA: R=all T=smtp H=mx.example.net [192.0.2.1] C=\"459 content reject\""))
    #expect(through.code == 459)
    #expect(through.direction == "inbound")
    #expect(through.recipient == "r@example.com")
    #expect(through.sender == "s@example.org")
    #expect(through.remoteHost == "mx.example.net")
  }

  @Test(
    "structure in a HELO name, a sender or a recipient is text",
    arguments: [
      "H=(() [203.0.113.9]x) [192.0.2.7] F=<s@example.org> rejected RCPT <r@example.com>: 550 real",
      "H=(x) [203.0.113.9] F=<v) [192.0.2.7] F=<s@example.org> rejected RCPT <r@example.com>: 550 real",
      "H=(h) [192.0.2.7] F=<\"a> rejected RCPT <w@example.net>: 554 fake\"@example.org> rejected RCPT <r@example.com>: 550 real",
      "H=(h) [192.0.2.7] F=<s@example.org> rejected RCPT <\"x>: 554 fake\"@example.com>: 550 real",
    ])
  func hostile(text: String) throws {
    let reply = try #require(try Collector.exim(text))
    #expect(reply.code == 550)
    #expect(reply.text == "real")
    #expect(reply.remoteAddress == "192.0.2.7")
    #expect(reply.recipient?.hasSuffix("@example.com") == true)
  }

  @Test("a refused HELO name that holds a rejection")
  func hostileHELO() throws {
    let helo = "x) [203.0.113.9] rejected EHLO or HELO y: 554 fake"
    let reply = try #require(
      try Collector.exim("H=(\(helo)) [192.0.2.7] rejected EHLO or HELO \(helo): 550 5.7.1 real"))
    #expect(reply.remoteAddress == "192.0.2.7")
    #expect(reply.code == 550)
    #expect(reply.text == "real")
    #expect(reply.helo == helo)
  }

  @Test("bytes of any alphabet")
  func bytes() throws {
    let directory = try TemporaryDirectory()
    let line =
      Array("2026-11-23 15:20:10 \(client) rejected RCPT <r@example.com>: 550 5.1.1 Empf".utf8) + [0xe4, 0x6e, 10]
    let (collector, _) = try Collector.read([directory.file("mainlog", line)])
    #expect(collector.replies.first?.text == "Empf\u{fffd}n")
  }
}
