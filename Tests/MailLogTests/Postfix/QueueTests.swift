import Testing

@Suite("Postfix recipients that no agent got")
struct QueueTests {
  @Test(
    "the queue manager and cleanup settle recipients themselves",
    arguments: [
      (
        "qmgr",
        "delay=1, status=deferred (delivery temporarily suspended: connect to mx.example.net[192.0.2.1]: Connection refused)",
        "suspended", "delivery temporarily suspended: connect to mx.example.net[192.0.2.1]: Connection refused"
      ),
      (
        "nqmgr", "delay=1, status=bounced (bad address syntax: \"a@@example.com\")", "bounced",
        "bad address syntax: \"a@@example.com\""
      ),
      (
        "qmgr", "delay=1, delays=0.5/0.5/0/0, dsn=4.3.0, status=deferred (mail transport unavailable)", "deferred",
        "mail transport unavailable"
      ),
      (
        "oqmgr", "delay=1, dsn=5.4.6, status=bounced (mail for example.com loops back to myself) ", "bounced",
        "mail for example.com loops back to myself"
      ),
      (
        "cleanup", "delay=0.1, delays=0.1/0/0/0, dsn=5.3.4, status=bounced (message size exceeds a limit)", "bounced",
        "message size exceeds a limit"
      ),
    ])
  func settled(program: String, rest: String, outcome: String, text: String) throws {
    let reply = try #require(
      try Collector.one(
        "postfix/\(program)[1]: 4A1B2C3D4E: to=<a@example.com>, orig_to=<o@example.com>, relay=none, \(rest)"))
    #expect(reply.outcome == outcome)
    #expect(reply.text == text)
    #expect(reply.code == nil)
    #expect(reply.recipient == "a@example.com")
    #expect(reply.originalRecipient == "o@example.com")
    #expect(reply.queueID == "4A1B2C3D4E")
  }

  @Test(
    "sendmail -bv puts the way in front of the reply",
    arguments: [
      (
        "undeliverable (delivery via mx.example.net[192.0.2.1]: host mx.example.net[192.0.2.1] said: 530 5.7.0 log in (in reply to MAIL FROM command))",
        "mail", 530, "log in"
      ),
      ("deliverable (delivery via mx.example.net[192.0.2.1]:25: 250 2.1.5 Ok)", "rcpt", 250, "Ok"),
      (
        "undeliverable (delivery via mx.example.net: connect to mx.example.net[192.0.2.1]:25: Connection refused)", nil,
        nil, "connect to mx.example.net[192.0.2.1]:25: Connection refused"
      ),
      ("deliverable (250 2.1.5 delivery via: nothing)", "rcpt", 250, "delivery via: nothing"),
    ] as [(String, String?, Int?, String)])
  func verified(status: String, stage: String?, code: Int?, text: String) throws {
    let reply = try #require(
      try Collector.one(
        "postfix/smtp[1]: 4A1B2C3D4E: to=<a@example.com>, relay=mx.example.net[192.0.2.1], delay=0, status=\(status)"))
    #expect(reply.outcome == "probe")
    #expect(reply.stage == stage)
    #expect(reply.code == code)
    #expect(reply.text == text)
  }

  @Test(
    "blanks at the end are of no field",
    arguments: [
      "postfix/smtp[1]: 4A1B2C3D4E: to=<r@example.com>, relay=mx[192.0.2.1]:25, delay=1, dsn=5.1.1, status=bounced (host mx[192.0.2.1] said: 550 5.1.1 gone (in reply to RCPT TO command))  ",
      "postfix/smtpd[1]: NOQUEUE: reject: RCPT from x[192.0.2.1]: 550 5.1.1 gone; from=<s@example.org> to=<r@example.com> proto=ESMTP helo=<h> ",
      "postfix/smtpd[1]: NOQUEUE: reject: RCPT from x[192.0.2.1]: 550 5.1.1 gone; from=<s@example.org> to=<r@example.com> ",
      "postfix/error[1]: 4A1B2C3D4E: to=<r@example.com>, relay=none, delay=1, dsn=5.1.1, status=bounced (gone) ",
    ])
  func blanks(line: String) throws {
    let reply = try #require(try Collector.one(line))
    #expect(reply.text == "gone")
    #expect(reply.recipient == "r@example.com")
    #expect(line.contains("helo") == (reply.helo == "h"))
  }

  @Test("a reply to RCPT that refuses our sender names no recipient")
  func quotedSender() throws {
    let reply = try #require(
      try Collector.one(
        "postfix/smtp[1]: 4A1B2C3D4E: host mx[192.0.2.1] said: 450 4.1.8 <s@example.org>: Sender address rejected: Domain not found (in reply to RCPT TO command)"
      ))
    #expect(reply.outcome == "attempt")
    #expect(reply.recipient == nil)
  }
}
