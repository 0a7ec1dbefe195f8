import Testing

@Suite("Commands that Exim takes for broken")
struct EximBrokenCommandTests {
  @Test(
    "the kind of error and its words imply the code, the command the stage",
    arguments: [
      ("protocol error in \"AUTH LOGIN\" H=(h) [192.0.2.7] AUTH command used when not advertised", 503, "auth"),
      ("protocol error in \"auth plain\" H=(h) [192.0.2.7]:4711 I=[192.0.2.1]:25 already authenticated", 503, "auth"),
      ("protocol error in \"AUTH FOO\" H=(h) [192.0.2.7] FOO authentication mechanism not supported", 504, "auth"),
      ("protocol error in \"STARTTLS\" H=(h) [192.0.2.7] STARTTLS command used when not advertised", 503, "starttls"),
      ("protocol error in \"MAIL FROM:<s@example.org>\" H=(h) [192.0.2.7] sender already given", 503, "mail"),
      ("protocol error in \"DATA\" H=(h) [192.0.2.7] valid RCPT command must precede DATA", 503, "data"),
      ("protocol error in \"ETRN #x\" H=(h) [192.0.2.7] U=who ETRN is not permitted inside a transaction", 503, "etrn"),
      ("syntax error in \"RSTE\" H=(h) [192.0.2.7] unrecognized command", 500, nil),
      ("syntax error in \"DATAX\" H=(h) [192.0.2.7] unrecognized command", 500, nil),
      ("syntax error in \"GET / HTTP/1.1\" H=(h) [192.0.2.7] unrecognized command", 500, nil),
      ("syntax error in \"QUIT now\" H=(h) [192.0.2.7] unexpected argument data", 501, nil),
      ("syntax error in \"MAIL FROM:a b\" H=(h) [192.0.2.7] malformed address: b may not follow a", 501, "mail"),
    ] as [(String, Int, String?)])
  func codes(text: String, code: Int, stage: String?) throws {
    let reply = try #require(try Collector.exim("SMTP \(text)"))
    #expect(reply.direction == "inbound")
    #expect(reply.outcome == "rejected")
    #expect(reply.code == code)
    #expect(reply.isImplied)
    #expect(reply.stage == stage)
    #expect(reply.remoteAddress == "192.0.2.7")
    #expect(reply.helo == "h")
    #expect(text.hasSuffix(" " + reply.text) && !reply.text.contains("="))
  }

  @Test("the address of a command in its wrong place")
  func addresses() throws {
    let recipient = try #require(
      try Collector.exim("SMTP protocol error in \"RCPT TO:<r@example.com>\" H=[192.0.2.7] sender not yet given"))
    #expect(recipient.recipient == "r@example.com")
    let sender = try #require(
      try Collector.exim("SMTP protocol error in \"mail from:<s@example.org>\" H=[192.0.2.7] sender already given"))
    #expect(sender.sender == "s@example.org")
  }

  @Test("a command that holds a host, and a program of this host")
  func clients() throws {
    let forged = try #require(
      try Collector.exim(
        "SMTP protocol error in \"MAIL FROM:<x\" H=(e) [203.0.113.9] y>\" H=(h) [192.0.2.7] sender already given"))
    #expect(forged.remoteAddress == "192.0.2.7")
    let local = try #require(
      try Collector.exim("SMTP protocol error in \"RCPT TO:<r@example.com>\" U=root sender not yet given"))
    #expect(local.remoteAddress == nil)
    #expect(local.text == "sender not yet given")
  }

  @Test(
    "failed logins of local sessions, and with words of the authenticator's own",
    arguments: [
      ("plain authenticator failed for U=CALLER: 535 Incorrect authentication data (set_id=bob)", nil, 535),
      ("plain authenticator failed for CALLER: 435 Unable to authenticate at present (set_id=bob)", nil, 435),
      (
        "login authenticator failed for (x) [192.0.2.7] U=i: 435 Unable to authenticate at present (set_id=bob): cannot open it",
        "192.0.2.7", 435
      ),
      (
        "the database does not answer: fixed_plain authenticator failed for (x) [192.0.2.7] U=i: 535 Incorrect authentication data (set_id=bob)",
        "192.0.2.7", 535
      ),
    ] as [(String, String?, Int)])
  func logins(text: String, address: String?, code: Int) throws {
    let (collector, _) = try Collector.read(text: "2026-11-23 15:20:10 \(text)\n")
    let reply = try #require(collector.replies.first)
    #expect(reply.direction == "inbound")
    #expect(reply.outcome == "rejected")
    #expect(reply.stage == "auth")
    #expect(reply.code == code)
    #expect(reply.saslUser == "bob")
    #expect(reply.remoteAddress == address)
    #expect(!reply.isImplied)
    #expect(!reply.text.contains("set_id"))
  }
}
