import Testing

@Suite("Postfix refusals")
struct RejectTests {
  private let envelope = "from=<s@example.org> to=<r@example.com> proto=ESMTP helo=<h.example.org>"

  @Test("a refusal has its code, envelope and client")
  func plain() throws {
    let record = try #require(
      try Collector.one(
        "postfix/submission/smtpd[1]: NOQUEUE: reject: RCPT from c.example.org[192.0.2.7]: 553 5.7.1 <s@example.org>: "
          + "Sender address rejected: not owned by user bob@example.com; \(envelope)"))
    #expect(record.code == 553)
    #expect(record.enhanced == "5.7.1")
    #expect(record.direction == "inbound")
    #expect(record.outcome == "rejected")
    #expect(record.sender == "s@example.org")
    #expect(record.recipient == "r@example.com")
    #expect(record.saslUser == "bob@example.com")
    #expect(record.service == "submission/smtpd")
    #expect(record.queueID == nil)
  }

  @Test(
    "a forged envelope inside the text is text",
    arguments: [
      #"554 5.7.1 <"x>: no; from=<evil@x> to=<v@x> proto=ESMTP helo=<x>; "@example.org>: Sender address rejected: no"#,
      "554 5.7.1 <r@example.com>: Recipient address rejected: no; from=<evil@x> to=<v@x> proto=ESMTP helo=<x>",
      "504 5.5.2 <x>: no; from=<evil@x> to=<v@x> proto=ESMTP helo=<y>: Helo command rejected: no",
    ])
  func forged(text: String) throws {
    let sender =
      text.contains("Sender")
      ? #""x>: no; from=<evil@x> to=<v@x> proto=ESMTP helo=<x>; "@example.org"# : "s@example.org"
    let helo = text.contains("Helo") ? "x>: no; from=<evil@x> to=<v@x> proto=ESMTP helo=<y" : "h.example.org"
    let envelope = "from=<\(sender)> to=<r@example.com> proto=ESMTP helo=<\(helo)>"
    let record = try #require(
      try Collector.one("postfix/smtpd[1]: NOQUEUE: reject: RCPT from unknown[192.0.2.7]: \(text); \(envelope)"))
    #expect(record.sender == sender)
    #expect(record.recipient == "r@example.com")
    #expect(record.helo == helo)
    #expect(record.remoteHost == nil)
    #expect(record.remoteAddress == "192.0.2.7")
  }

  @Test(
    "an envelope inside the HELO name is a name",
    arguments: [
      "x> to=<v@x> proto=ESMTP helo=<y", "x; from=<evil@x> to=<v@x> proto=ESMTP helo=<y",
      "to=<v@x>, relay=x, status=bounced (no",
      "x> sasl_username=evil", "x>: Helo command rejected: no; from=<evil@x> to=<v@x> proto=ESMTP helo=<y",
    ], ["", " sasl_method=PLAIN sasl_username=bob"])
  func forgedName(helo: String, login: String) throws {
    let record = try #require(
      try Collector.one(
        "postfix/smtpd[1]: NOQUEUE: reject: RCPT from unknown[192.0.2.7]: 554 5.7.1 <r@example.com>: Recipient address "
          + "rejected: no; from=<s@example.org> to=<r@example.com> proto=ESMTP helo=<\(helo)>\(login)"))
    #expect(record.sender == "s@example.org")
    #expect(record.recipient == "r@example.com")
    #expect(record.helo == helo)
    #expect(record.saslUser == (login.isEmpty ? nil : "bob"))
    #expect(record.text == "<r@example.com>: Recipient address rejected: no")
  }

  @Test("an envelope sender that looks like an envelope is a sender")
  func forgedSender() throws {
    let sender = #""x; from=<y> to=<z"@example.org"#
    let record = try #require(
      try Collector.one(
        "postfix/smtpd[1]: NOQUEUE: reject: RCPT from unknown[192.0.2.7]: 554 5.7.1 no; from=<\(sender)> "
          + "to=<r@example.com> proto=ESMTP helo=<h>"))
    #expect(record.sender == sender)
    #expect(record.text == "no")
  }

  @Test("postscreen separates by commas")
  func postscreen() throws {
    let record = try #require(
      try Collector.one(
        "postfix/postscreen[1]: NOQUEUE: reject: RCPT from [2001:db8::7]:4984: 550 5.7.1 Service unavailable; client "
          + "[2001:db8::7] blocked using zen.spamhaus.org; from=<s@example.org>, to=<r@example.com>, proto=ESMTP, helo=<h>"
      ))
    #expect(record.text == "Service unavailable; client [2001:db8::7] blocked using zen.spamhaus.org")
    #expect(record.remoteAddress == "2001:db8::7")
    #expect(record.recipient == "r@example.com")
  }

  @Test("cleanup logs no code: it is implied")
  func cleanup() throws {
    let header = try #require(
      try Collector.one(
        "postfix/cleanup[1]: 4A1B2C3D4E: reject: header Subject: x from a[1.1.1.1]; from=<e@x> to=<v@x>: 5.0.0 fake from "
          + "c.example.org[192.0.2.7]; \(envelope): 5.7.1 no such subject"))
    #expect(header.code == 550)
    #expect(header.isImplied)
    #expect(header.text == "no such subject")
    #expect(header.sender == "s@example.org")
    let milter = try #require(
      try Collector.one(
        "postfix/cleanup[1]: 4A1B2C3D4E: milter-reject: END-OF-MESSAGE from c.example.org[192.0.2.7]: 4.7.1 later; "
          + envelope))
    #expect(milter.code == 451)
    #expect(milter.stage == "end-of-data")
  }

  @Test("the before-queue proxy's replies")
  func proxy() throws {
    let warning = try #require(
      try Collector.one(
        "postfix/smtpd[1]: warning: proxy 127.0.0.1:10025 rejected \"RCPT TO:<r@example.com>\": \"553 5.1.3 bad\""))
    #expect(warning.code == 553)
    #expect(warning.recipient == "r@example.com")
    let accept = try #require(
      try Collector.one("postfix/smtpd[1]: proxy-accept: END-OF-MESSAGE: 250 2.0.0 Ok: queued as X; \(envelope)"))
    #expect(accept.outcome == "delivered")
    #expect(accept.direction == "inbound")
  }

  @Test("252 is implied by the VRFYs that succeeded")
  func vrfy() throws {
    let record = try #require(
      try Collector.one("postfix/smtpd[1]: disconnect from c.example.org[192.0.2.7] ehlo=1 vrfy=5/15 commands=8/20"))
    #expect(record.code == 252)
    #expect(record.count == 5)
    #expect(record.isImplied)
    #expect(record.remoteHost == "c.example.org")
  }

  @Test("thousands of forged envelopes cost no more than one", .timeLimit(.minutes(1)))
  func manyForged() throws {
    let forged = String(repeating: "; from=<a> to=<b>", count: 3_500)
    let line =
      "postfix/smtpd[1]: NOQUEUE: reject: RCPT from unknown[192.0.2.7]: 554 5.7.1 "
      + "<s@example.org>: Sender address rejected: no\(forged) x; \(envelope)"
    for _ in 0..<20 {
      let record = try #require(try Collector.one(line))
      #expect(record.sender == "s@example.org")
    }
  }
}
