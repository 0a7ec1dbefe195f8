import Testing

@Suite("What strangers wrote into Exim's lines")
struct EximForgeryTests {
  /// What a line says of somebody who logged in and was refused.
  private static let fake =
    ") [198.51.0.9] F=<a@d0.example> A=plain_login:boss@example.com rejected RCPT <victim@example.org>: 553 5.7.1 not owned by you"

  @Test(
    "a sender's or a recipient's local part is no structure, however it is quoted",
    arguments: [
      ("\"\(fake)\"@evil.example", "r@example.com"), ("a.\"\(fake)\"@evil.example", "r@example.com"),
      ("s@example.org", "\"\(fake)\"@example.com"), ("s@example.org", "a.\"\(fake)\"@example.com"),
      ("\\)\\ \\[198.51.0.9\\]\\ F=\\<a@evil.example", "r@example.com"),
      ("s@example.org", "x\\>\\:\\ 553\\ fake@example.com"), ("s@example.org", "r(>: 553 fake)@example.com"),
    ])
  func addresses(sender: String, recipient: String) throws {
    let reply = try #require(
      try Collector.exim("H=(h.example) [192.0.2.7] F=<\(sender)> rejected RCPT <\(recipient)>: Unknown user"))
    #expect(reply.remoteAddress == "192.0.2.7" && reply.helo == "h.example")
    #expect(reply.sender == sender && reply.recipient == recipient && reply.saslUser == nil)
    #expect(reply.code == 550 && reply.isImplied && reply.text == "Unknown user")
  }

  @Test(
    "a line that can be read in two ways is not read",
    arguments: [
      // A HELO name as `helo_accept_junk_hosts` takes it, or words of an ACL.
      "H=(x) [203.0.113.9] F=<v@example.net> rejected RCPT <w@example.net>: 554 fake) [192.0.2.7] F=<s@example.org> rejected RCPT <r@example.com>: 550 real",
      "H=c.example.org (x) [203.0.113.9] rejected DATA: 554 fake) [192.0.2.7] F=<s@example.org> rejected RCPT <r@example.com>: 550 real",
      "H=() [198.51.0.9] temporarily rejected DATA: x) [192.0.2.7] rejected VRFY r@example.com",
      "login authenticator failed for (h) [192.0.2.7]: 535 Incorrect authentication data (set_id=x) [198.51.0.9]: 535 Incorrect authentication data (set_id=boss)",
      // An ident, a server's name and a certificate, which have no quotes that hold.
      "H=(h) [192.0.2.7] U=x F=<v@example.net> A=plain:boss rejected RCPT <w@example.net>: 553 fake F=<s@example.org> rejected RCPT <r@example.com>: 550 real",
      "H=(h) [192.0.2.7] X=TLS1.3 CV=no SNI=x H=(h) [198.51.0.9] F=<s@example.org> rejected RCPT <r@example.com>: 550 real",
      "H=(h) [192.0.2.7] X=TLS1.3 CV=no DN=\"/CN=x\" F=<v@example.net> A=plain:boss rejected RCPT <w@example.net>: 553 fake\" F=<s@example.org> rejected RCPT <r@example.com>: 550 real",
      // A list's name is anything.
      "H=(h) [192.0.2.7] rejected EXPN x: 553 fake: 550 real",
      "SMTP protocol error in \"MAIL FROM:<a\" H=[198.51.0.9] b\" H=(h) [192.0.2.7] malformed address: b\" may not follow a\" H=[198.51.0.9] b",
      "SMTP protocol synchronization error (next input sent too soon: pipelining was not advertised): rejected \"HELO x\" H=(h) [192.0.2.7] next input=\"x\" H=[198.51.0.9] next input=\"\"",
    ])
  func unsure(text: String) throws {
    let (collector, counts) = try Collector.read(text: "2026-11-23 15:20:10 \(text)\n")
    #expect(collector.replies.isEmpty)
    #expect(counts[.exim] + counts.notUnderstood == 1 && collector.notUnderstood == [1])
  }

  @Test("what an argument has beyond its first hundred bytes is not known")
  func cut() throws {
    let local = String(repeating: "x", count: 60) + ": 553 fake " + String(repeating: "y", count: 60)
    let argument = "<\"\(local)\"@example.com>"
    let old = try #require(
      try Collector.exim("H=(h) [192.0.2.7] F=<s@example.org> rejected RCPT \(argument): 550 real"))
    #expect(old.recipient == String(argument.dropFirst().dropLast()) && old.text == "real")
    let new = try #require(
      try Collector.exim("H=(h) [192.0.2.7] F=<s@example.org> rejected RCPT \(argument.prefix(100)): 550 real"))
    #expect(new.recipient == nil && new.code == 550 && new.text == "real")
  }

  @Test("words without a code behind a list's name may be the client's")
  func lists() throws {
    let reply = try #require(try Collector.exim("H=(h) [192.0.2.7] rejected EXPN x: mailbox full"))
    #expect(reply.code == 550 && reply.isImplied && reply.text == "rejected EXPN x: mailbox full")
    let told = try #require(try Collector.exim("H=(h) [192.0.2.7] rejected EXPN list@example.com: 550 5.7.1 no lists"))
    #expect(told.code == 550 && !told.isImplied && told.text == "no lists")
  }

  @Test("an ACL's words are no callout's, and another command's text no login's")
  func words() throws {
    let reply = try #require(
      try Collector.exim(
        "H=(h) [192.0.2.7] F=<s@example.org> rejected RCPT <r@example.com>: no user x: mx.example.net [198.51.0.9] : SMTP error from remote mail server after RCPT TO:<v@example.net>: 553 fake"
      ))
    #expect(reply.remoteAddress == "192.0.2.7" && reply.code == 550 && reply.isImplied)
    let (collector, _) = try Collector.read(
      text:
        "2026-11-23 15:20:10 no MAIL in SMTP connection from (x authenticator failed for (y) [198.51.0.9]: 535 no (set_id=boss)) [192.0.2.7] D=1s\n"
    )
    #expect(collector.replies.isEmpty)
  }

  @Test(
    "a client outside the ACLs stands where Exim writes it",
    arguments: [
      "rejected MAIL FROM:<\" H=(x) [198.51.0.9]: message too big\"@example.org> H=(h) [192.0.2.7]: message too big: size=9 max=5",
      "rejected EHLO from [192.0.2.7]: syntactically invalid argument(s): x H=(h) [198.51.0.9]",
      "too many recipients: excess temporarily rejected: sender=<\"> H=[198.51.0.9]\"@example.org> H=(h) [192.0.2.7]",
      "VRFY failed for \"a H=[198.51.0.9]\"@example.com H=(h) [192.0.2.7]",
      "SMTP call from (h) [192.0.2.7] dropped: too many unrecognized commands (last was \"X H=[198.51.0.9]\")",
      "H=(h) [192.0.2.7] F=<s@example.org> RCPT <\": discarded by \"@example.com>: discarded by RCPT ACL",
    ])
  func session(text: String) throws {
    let reply = try #require(try Collector.exim(text))
    #expect(reply.remoteAddress == "192.0.2.7")
    #expect(reply.direction == "inbound")
  }

  @Test(
    "a message's login, client and id are its own",
    arguments: [
      (
        "s@example.org H=(h) [192.0.2.7] P=esmtp S=328 id=\"x A=plain:boss\"@evil.example", nil,
        "\"x A=plain:boss\"@evil.example"
      ),
      (
        "a.\"b H=(x) [198.51.0.9] P=esmtpsa A=plain:boss\"@evil.example H=(h) [192.0.2.7] P=esmtp S=328 id=i@example.org",
        nil, "i@example.org"
      ),
      (
        "s@example.org H=(h) [192.0.2.7] P=esmtpsa A=plain:bob S=328 id=i@example.org T=\"x) [198.51.0.9] P=esmtpsa A=plain:boss S=1\"",
        "bob", "i@example.org"
      ),
      ("s@example.org H=(h) [192.0.2.7] U=x A=plain:boss P=esmtp S=328 id=i@example.org", nil, nil),
      (
        "s@example.org H=(h) [198.51.0.9] P=esmtpsa A=plain:boss S=1) [192.0.2.7] P=esmtp S=328 id=i@example.org", nil,
        "i@example.org"
      ),
    ] as [(String, String?, String?)])
  func arrivals(fields: String, login: String?, messageID: String?) throws {
    let id = "1xVVq2-0000mL-25"
    let (collector, _) = try Collector.read(
      text: """
        2026-11-23 15:20:10 \(id) <= \(fields)
        2026-11-23 15:20:11 \(id) ** r@example.net R=r T=t H=mx.example.net [192.0.2.1]: SMTP error from remote mail server after DATA: 550 no

        """)
    let reply = try #require(collector.replies.first)
    #expect(reply.saslUser == login)
    #expect(reply.messageID == messageID)
    #expect(reply.client != "[198.51.0.9]")
  }

  @Test(
    "a delivery's address is the one that its quoted original repeats",
    arguments: [
      (
        "x R=r T=t H=evil [198.51.0.9]: 550 fake@example.net", "\"x R=r T=t H=evil [198.51.0.9]: 550 fake\"@example.net"
      ),
      ("x R=r T=t@example.net", "x\\ R=r\\ T=t@example.net"), (": 550 no@example.net", "\": 550 no\"@example.net"),
      ("a. QT=3s@example.net", "a.\" QT=3s\"@example.net"),
    ])
  func deliveries(plain: String, quoted: String) throws {
    let id = "1xVVq2-0000mL-25"
    for line in [
      "=> \(plain) <\(quoted)> R=r T=t H=mx.example.net [192.0.2.1] C=\"250 ok\"",
      "** \(plain) <\(quoted)> R=r T=t H=mx.example.net [192.0.2.1]: SMTP error from remote mail server after RCPT TO:<\(quoted)>: 550 no",
    ] {
      let reply = try #require(try Collector.exim("\(id) \(line)"))
      #expect(reply.recipient == plain && reply.originalRecipient == quoted)
      #expect(reply.remoteAddress == "192.0.2.1")
    }
  }
}
