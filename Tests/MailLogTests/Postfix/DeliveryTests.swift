import Testing

@Suite("Postfix delivery lines")
struct DeliveryTests {
  private let head = "relay=mx.example.net[192.0.2.1]:25, delay=1.2, delays=0.1/0/0.5/0.6, dsn=5.0.0, status="

  private func bounced(_ reply: String) -> String {
    "postfix/smtp[1]: 4A1B2C3D4E: to=<a@example.net>, \(head)bounced (host mx.example.net[192.0.2.1] said: \(reply)"
      + " (in reply to RCPT TO command))"
  }

  @Test(
    "codes and enhanced codes are the reply's own",
    arguments: [
      ("550 5.1.1 no such user", 550, "5.1.1", "no such user"),
      ("550 5.1.10 RESOLVER.ADR.RecipientNotFound", 550, "5.1.10", "RESOLVER.ADR.RecipientNotFound"),
      ("571 Message refused", 571, nil, "Message refused"),
      ("600 what", 600, nil, "what"),
      ("553 sorry (#5.7.1)", 553, nil, "sorry (#5.7.1)"),
      ("550 see http://example.org/550-bl23.html", 550, nil, "see http://example.org/550-bl23.html"),
      ("550-5.1.1 one 550-5.1.1 two 550 5.1.1 three", 550, "5.1.1", "one two three"),
      ("535-5.7.8 not accepted.?535 5.7.8 see", 535, "5.7.8", "not accepted. see"),
      ("550-5.7.1 one??550 5.7.1 two", 550, "5.7.1", "one two"),
      ("451-greylisted 451 4.7.1 later", 451, "4.7.1", "greylisted later"),
      ("550", 550, nil, ""),
    ] as [(String, Int, String?, String)])
  func codes(reply: String, code: Int, enhanced: String?, text: String) throws {
    let record = try #require(try Collector.one(bounced(reply)))
    #expect(record.code == code)
    #expect(record.enhanced == enhanced)
    #expect(record.text == text)
    #expect(record.stage == "rcpt")
    #expect(record.outcome == "bounced")
    #expect(record.recipient == "a@example.net")
    #expect(record.remoteHost == "mx.example.net")
  }

  @Test(
    "addresses end where they end",
    arguments: [
      #""a> b"@example.net"#, #""a, relay=evil[192.0.2.9]:25, status=sent (250 x"@example.net"#,
      #""a\"b>c"@example.net"#, "ünï@example.net", "a b@example.net", "a <b>@example.net", "",
    ])
  func addresses(address: String) throws {
    let record = try #require(
      try Collector.one("postfix/smtp[1]: 4A1B2C3D4E: to=<\(address)>, orig_to=<x@y>, \(head)bounced (unknown)"))
    #expect(record.recipient == address)
    #expect(record.originalRecipient == "x@y")
    #expect(record.code == nil)
  }

  @Test("structure inside a reply stays text")
  func hostileReply() throws {
    let reply = "550 5.7.1 no; from=<evil@x> to=<v@x> status=sent (250 ok) (in reply to MAIL FROM command)"
    let record = try #require(try Collector.one(bounced(reply)))
    #expect(record.outcome == "bounced")
    #expect(record.code == 550)
    #expect(record.stage == "rcpt")
    #expect(record.text.hasSuffix("(in reply to MAIL FROM command)"))
  }

  @Test("a cut line keeps what it has")
  func cutLine() throws {
    let line = String(bounced("550 5.7.1 long text that goes on").dropLast(40))
    let record = try #require(try Collector.one(line))
    #expect(record.code == 550)
    #expect(record.stage == nil)
  }

  @Test(
    "ways to word a remote reply",
    arguments: [
      ("deferred (host mx.example.net[192.0.2.1] refused to talk to me: 421 4.7.0 busy)", 421, "banner", "deferred"),
      ("bounced (host mx.example.net[192.0.2.1] refused to talk to me: 550 bad HELO)", 550, "ehlo", "bounced"),
      (
        "deferred (TLS is required, but host mx.example.net[192.0.2.1] refused to start TLS: 454 4.7.0 no)", 454,
        "starttls", "deferred"
      ),
      (
        "deferred (SASL authentication failed; server mx.example.net[192.0.2.1] said: 535 5.7.8 no)", 535, "auth",
        "deferred"
      ),
      (
        "bounced (Protocol error: host mx.example.net[192.0.2.1] said: 250 ok (in reply to DATA command))", 250, "data",
        "bounced"
      ),
      ("sent (250 2.0.0 Ok: queued)", 250, "end-of-data", "delivered"),
      ("deliverable (252 2.1.5 Cannot VRFY user)", 252, "rcpt", "probe"),
      (
        "SOFTBOUNCE (host mx.example.net[192.0.2.1] said: 550 no (in reply to end of DATA command))", 550,
        "end-of-data", "deferred"
      ),
    ])
  func wordings(status: String, code: Int, stage: String, outcome: String) throws {
    let record = try #require(
      try Collector.one("postfix/smtp[1]: 4A1B2C3D4E: to=<a@example.net>, \(head)\(status)"))
    #expect(record.code == code)
    #expect(record.stage == stage)
    #expect(record.outcome == outcome)
  }

  @Test("a suspended delivery is no new reply, and an error transport's text no reply at all")
  func errorTransport() throws {
    let start = "postfix/error[1]: 4A1B2C3D4E: to=<a@example.net>, relay=none, delay=1, dsn=4.0.0, status="
    let copy = try #require(
      try Collector.one(
        start
          + "deferred (delivery temporarily suspended: host mx.example.net[192.0.2.1] refused to talk to me: 421 no)"))
    #expect(copy.outcome == "suspended")
    #expect(copy.code == 421)
    let local = try #require(try Collector.one(start + "bounced (550 mail for a is not deliverable)"))
    #expect(local.code == nil)
    #expect(local.remoteHost == nil)
    #expect(local.outcome == "bounced")
  }

  @Test(
    "the program is what stands behind the last slash",
    arguments: [
      ("postfix/smtp", "smtp"), ("postfix-out/smtp", "postfix-out/smtp"), ("mta1/smtp", "mta1/smtp"),
      ("postfix/relay/smtp", "relay/smtp"), ("postfix/amavis/lmtp", "amavis/lmtp"),
    ])
  func services(tag: String, service: String) throws {
    let record = try #require(
      try Collector.one("\(tag)[1]: 4A1B2C3D4E: to=<a@example.net>, \(head)sent (250 ok)"))
    #expect(record.service == service)
  }

  @Test("what looks like a reply and is none we know is counted apart")
  func notUnderstood() throws {
    let (collector, counts) = try Collector.read(
      text: "Nov 23 15:36:30 mail postfix/smtp[1]: 4A1B2C3D4E: server said: something odd\n")
    #expect(counts.notUnderstood == 1)
    #expect(counts.total == 1)
    #expect(collector.notUnderstood == [1])
  }
}
