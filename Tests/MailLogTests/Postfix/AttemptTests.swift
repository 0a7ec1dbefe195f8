import Testing

@Suite("Postfix lines beside deliveries")
struct AttemptTests {
  private let envelope = "from=<s@example.org> to=<r@example.com> proto=ESMTP helo=<h.example.org>"

  @Test(
    "a reply on the way settles nobody",
    arguments: [
      (
        "host mx.example.net[192.0.2.1] said: 450 4.2.0 <a@example.net>: Greylisted (in reply to RCPT TO command)", 450,
        "rcpt"
      ),
      ("host mx.example.net[192.0.2.1] refused to talk to me: 421 4.7.0 busy", 421, "banner"),
      ("host mx.example.net[192.0.2.1] said: 452 4.3.1 full (in reply to end of DATA command)", 452, "end-of-data"),
    ])
  func attempts(text: String, code: Int, stage: String) throws {
    let record = try #require(try Collector.one("postfix/smtp[1]: 4A1B2C3D4E: \(text)"))
    #expect(record.outcome == "attempt")
    #expect(record.code == code)
    #expect(record.stage == stage)
    #expect(record.queueID == "4A1B2C3D4E")
    #expect(record.remoteAddress == "192.0.2.1")
  }

  @Test("an expired message settles all its recipients", arguments: ["expired", "force-expired"])
  func expired(word: String) throws {
    let record = try #require(
      try Collector.one("postfix/qmgr[1]: 4A1B2C3D4E: from=<s@example.org>, status=\(word), returned to sender"))
    #expect(record.settlesMessage)
    #expect(record.outcome == "bounced")
    #expect(record.sender == "s@example.org")
    #expect(record.code == nil)
  }

  @Test("what local delivery says is no reply")
  func local() throws {
    let record = try #require(
      try Collector.one(
        "postfix/local[1]: 4A1B2C3D4E: to=<x@example.com>, relay=local, delay=0.1, delays=0.1/0/0/0, dsn=5.1.1, "
          + "status=bounced (unknown user: \"x\")"))
    #expect(record.code == nil)
    #expect(record.enhanced == nil)
    #expect(record.text == "unknown user: \"x\"")
    #expect(record.outcome == "bounced")
  }

  @Test("a refusal that was not sent is a warning")
  func rejectWarning() throws {
    let record = try #require(
      try Collector.one(
        "postfix/smtpd[1]: NOQUEUE: reject_warning: RCPT from c.example.org[192.0.2.7]: 504 5.5.2 <h>: Helo command "
          + "rejected: need fully-qualified hostname; \(envelope)"))
    #expect(record.outcome == "warning")
    #expect(record.code == 504)
    #expect(record.recipient == "r@example.com")
  }

  @Test(
    "replies of milters and of the before-queue proxy",
    arguments: [
      (
        "4A1B2C3D4E: milter-reject: RCPT from c[192.0.2.7]: 550-5.7.1 one??550 5.7.1 two; ", 550, "5.7.1", "rcpt",
        "one two"
      ),
      ("NOQUEUE: milter-reject: MAIL from c[192.0.2.7]: 451 4.7.1 later; ", 451, "4.7.1", "mail", "later"),
      ("proxy-reject: END-OF-MESSAGE: 550 5.7.0 spam; ", 550, "5.7.0", "end-of-data", "spam"),
    ])
  func filters(start: String, code: Int, enhanced: String, stage: String, text: String) throws {
    let record = try #require(try Collector.one("postfix/smtpd[1]: \(start)\(envelope)"))
    #expect(record.code == code)
    #expect(record.enhanced == enhanced)
    #expect(record.stage == stage)
    #expect(record.text == text)
    #expect(record.outcome == "rejected")
    // At MAIL there is none yet.
    #expect(record.recipient == (stage == "mail" ? nil : "r@example.com"))
  }

  @Test("a body that a rule refuses, and one handed in on this host")
  func body() throws {
    let body = try #require(
      try Collector.one(
        "postfix/cleanup[1]: 4A1B2C3D4E: reject: body buy now from c[192.0.2.7]; \(envelope): 4.7.1 not today"))
    #expect(body.code == 451)
    #expect(body.isImplied)
    #expect(body.text == "not today")
    #expect(body.remoteAddress == "192.0.2.7")
    let own = try #require(
      try Collector.one(
        "postfix/cleanup[1]: 4A1B2C3D4E: reject: header X: y from local; from=<s@example.org> to=<r@example.com>: 5.7.1 no"
      ))
    #expect(own.remoteHost == nil)
    #expect(own.text == "no")
  }

  @Test("disconnect lines without a VRFY that succeeded say nothing", arguments: ["vrfy=0/3", "rcpt=5", "vrfy=0"])
  func noVRFY(counts: String) throws {
    let (collector, lines) = try Collector.read(
      text: "Nov 23 15:36:30 mail postfix/smtpd[1]: disconnect from c[192.0.2.7] ehlo=1 \(counts) commands=9\n")
    #expect(collector.replies.isEmpty)
    #expect(lines[.postfix] == 1)
  }

  @Test(
    "a text without a host is counted as not understood",
    arguments: [
      "postfix/smtp[1]: ABC123DEF: host mx said: something odd without bracket",
      "postfix/smtp[1]: ABC123DEF: to=<a@example.net>, relay=x, dsn=5.0.0, status=wondrous (550 x)",
      "postfix/smtp[1]: ABC123DEF: to=<a@example.net>",
    ])
  func odd(message: String) throws {
    let (collector, lines) = try Collector.read(text: "Nov 23 15:36:30 mail \(message)\n")
    #expect(lines.notUnderstood == 1)
    #expect(collector.replies.isEmpty)
  }

  @Test(
    "codes that no standard has", arguments: [("299 fine", 299), ("600 odd", 600), ("354 go on", 354), ("099 x", 99)])
  func oddCodes(reply: String, code: Int) throws {
    let record = try #require(
      try Collector.one(
        "postfix/smtp[1]: 4A1B2C3D4E: to=<a@b>, relay=mx[192.0.2.1]:25, delay=1, dsn=5.5.0, status=bounced (host "
          + "mx[192.0.2.1] said: \(reply) (in reply to MAIL FROM command))"))
    #expect(record.code == code)
    #expect(record.stage == "mail")
  }
}
