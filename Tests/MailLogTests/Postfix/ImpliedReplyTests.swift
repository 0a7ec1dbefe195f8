import Testing

@Suite("Postfix replies that the log only hints at")
struct ImpliedReplyTests {
  @Test(
    "the code is known from Postfix's source",
    arguments: [
      ("postfix/smtpd[1]: warning: 4A1B2C3D4E: queue file size limit exceeded", 552, "5.3.4", "end-of-data"),
      ("postfix/cleanup[1]: warning: 4A1B2C3D4E: message rejected: hopcount exceeded", 554, "5.4.0", "end-of-data"),
      (
        "postfix/postscreen[1]: NOQUEUE: reject: CONNECT from [192.0.2.7]:4984: too many connections", 421, nil,
        "connect"
      ),
      (
        "postfix/postscreen[1]: NOQUEUE: reject: CONNECT from [192.0.2.7]:4984: all server ports busy", 421, nil,
        "connect"
      ),
    ] as [(String, Int, String?, String)])
  func implied(message: String, code: Int, enhanced: String?, stage: String) throws {
    let record = try #require(try Collector.one(message))
    #expect(record.isImplied)
    #expect(record.code == code)
    #expect(record.enhanced == enhanced)
    #expect(record.stage == stage)
    #expect(record.direction == "inbound")
    #expect(record.outcome == "rejected")
  }

  @Test("a verbose dialogue is kept apart")
  func transcript() throws {
    let record = try #require(
      try Collector.one("postfix/smtpd[1]: > c.example.org[192.0.2.7]: 252 2.0.0 a@example.com"))
    #expect(record.outcome == "transcript")
    #expect(record.code == 252)
    #expect(record.text == "a@example.com")
    #expect(record.remoteHost == "c.example.org")
    #expect(!record.isImplied)
  }
}

@Suite("Peers of Postfix")
struct PeerTests {
  @Test(
    "names, addresses and sockets",
    arguments: [
      ("mx.example.net[192.0.2.1]:25", "mx.example.net", "192.0.2.1"),
      ("mx.example.net[2001:db8::10]:25", "mx.example.net", "2001:db8::10"),
      ("mx.example.net[192.0.2.1]", "mx.example.net", "192.0.2.1"),
      ("mail.example.com[private/dovecot-lmtp]", "mail.example.com", nil),
      ("unknown[192.0.2.1]:25", nil, "192.0.2.1"),
      ("none", nil, nil),
    ] as [(String, String?, String?)])
  func relays(relay: String, host: String?, address: String?) throws {
    let record = try #require(
      try Collector.one(
        "postfix/lmtp[1]: 4A1B2C3D4E: to=<a@example.net>, relay=\(relay), conn_use=2, delay=1.5, delays=1/0/0/0, "
          + "tls=no, dsn=4.4.1, status=deferred (conversation timed out)"))
    #expect(record.remoteHost == host)
    #expect(record.remoteAddress == address)
    #expect(record.code == nil)
    #expect(record.text == "conversation timed out")
  }

  @Test("a log from before Postfix 2.3")
  func old() throws {
    let record = try #require(
      try Collector.one(
        "postfix/smtp[1]: 4A1B2C3D4E: to=<a@example.net>, relay=none, delay=5, status=deferred (connect to "
          + "mx.example.net[192.0.2.1]: server refused to talk to me: 452 4.3.1 busy (port 25))"))
    #expect(record.code == 452)
    #expect(record.enhanced == "4.3.1")
    #expect(record.text == "busy")
    #expect(record.remoteHost == "mx.example.net")
  }

  @Test("a refusal of a message that has a queue id already, and one of VRFY")
  func rejections() throws {
    let record = try #require(
      try Collector.one(
        "postfix/smtpd[1]: 4jY95s6fLRzrCW7: reject: RCPT from c.example.org[2001:db8::7]:2525: 550 5.1.1 <x@example.com>: "
          + "Recipient address rejected: User unknown; from=<> to=<x@example.com> proto=ESMTP helo=<h>"))
    #expect(record.queueID == "4jY95s6fLRzrCW7")
    #expect(record.sender == "")
    #expect(record.remoteAddress == "2001:db8::7")
    let vrfy = try #require(
      try Collector.one(
        "postfix/smtpd[1]: NOQUEUE: reject: VRFY from c[192.0.2.7]: 550 5.1.1 <x@example.com>: Recipient address "
          + "rejected: User unknown; to=<x@example.com> proto=SMTP helo=<h>"))
    #expect(vrfy.stage == "vrfy")
    #expect(vrfy.recipient == "x@example.com")
    #expect(vrfy.sender == nil)
  }

  @Test("a probe's reply inside a refusal is that of another line")
  func nested() throws {
    let record = try #require(
      try Collector.one(
        "postfix/smtpd[1]: NOQUEUE: reject: RCPT from c[192.0.2.7]: 450 4.1.1 <r@example.com>: Recipient address "
          + "rejected: unverified address: host mx[192.0.2.1] said: 553 5.3.0 no (in reply to RCPT TO command); "
          + "from=<s@example.org> to=<r@example.com> proto=ESMTP helo=<h>"))
    #expect(record.code == 450)
    #expect(record.enhanced == "4.1.1")
    #expect(record.remoteAddress == "192.0.2.7")
    #expect(record.text.hasSuffix("(in reply to RCPT TO command)"))
  }
}
