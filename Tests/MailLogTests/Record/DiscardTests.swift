import MailLog
import Testing

@Suite("Mail that we threw away")
struct DiscardTests {
  private func sent(_ relay: String, _ text: String, by program: String = "smtp") -> String {
    "postfix/\(program)[1]: 4A1B2C3D4E: to=<a@example.com>, relay=\(relay), delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (\(text))"
  }

  @Test(
    "a filter of our own says so, a server on the net may say what it likes",
    arguments: [
      ("127.0.0.1[127.0.0.1]:10024", "250 2.7.0 Ok, discarded, id=12345-01 - SPAM", true),
      ("mail.example.com[/var/run/filter.sock]", "250 2.7.1 Ok, discarded, id=12345-02 - BANNED: x.exe", true),
      ("filter[172.22.1.7]:10024", "250 2.7.0 Ok, discarded, UBE, id=12345-03", true),
      ("localhost[::1]:10025", "250 Virus Detected; Discarded Email", true),
      ("127.0.0.1[127.0.0.1]:2525", "250 2.0.0 message dropped", true),
      (
        "127.0.0.1[127.0.0.1]:10024", "250 2.0.0 from MTA(smtp:[127.0.0.1]:10025): 250 2.0.0 Ok: queued as 2677C43FD",
        false
      ),
      ("127.0.0.1[127.0.0.1]:10024", "250 2.6.0 Ok, discarded attachment, 250 2.0.0 Ok: queued as 2677C43FD", false),
      ("127.0.0.1[127.0.0.1]:10024", "250 2.0.0 stopped and mapped", false),
      ("mx.example.net[192.0.2.1]:25", "250 2.7.0 Ok, discarded, id=12345-04 - SPAM", false),
      ("mx.example.net[2001:db8::1]:10024", "250 2.7.0 Ok, discarded, id=12345-05 - SPAM", false),
      ("relay[10.1.1.1]:25", "250 2.7.0 Ok, discarded, id=12345-06 - SPAM", false),
    ])
  func filters(relay: String, text: String, isDiscarded: Bool) throws {
    let line = sent(relay, text)
    let reply = try #require(try Collector.one(line))
    #expect(reply.outcome == (isDiscarded ? "discarded" : "delivered"))
    #expect(reply.code == 250)
    #expect(reply.recipient == "a@example.com")
    // The short way of a report agrees.
    let plain = try Outcomes.read(Array("Nov 23 15:36:30 mail \(line)\n".utf8), takesPlainDeliveries: true)
    #expect(try plain == Outcomes.read(Array("Nov 23 15:36:30 mail \(line)\n".utf8), takesPlainDeliveries: false))
  }

  @Test(
    "what Postfix delivers nowhere",
    arguments: [
      ("discard", "none", "spam trap", true), ("local", "local", "discarded", true),
      ("local", "local", "delivered to file: /dev/null", true),
      ("local", "local", "delivered to file: /home/a/discarded", false),
      ("local", "local", "delivered to command: cat > /dev/null", false),
      ("virtual", "virtual", "delivered to maildir", false),
    ])
  func agents(program: String, relay: String, text: String, isDiscarded: Bool) throws {
    let reply = try #require(try Collector.one(sent(relay, text, by: program)))
    #expect(reply.outcome == (isDiscarded ? "discarded" : "delivered"))
    #expect(reply.text == text)
  }

  @Test(
    "tables, checks and milters",
    arguments: [
      (
        "smtpd[1]: NOQUEUE: discard: RCPT from x.example.org[192.0.2.7]: <r@example.com>: Recipient address triggers DISCARD action; \(DiscardTests.envelope)",
        "rcpt", "<r@example.com>: Recipient address triggers DISCARD action"
      ),
      (
        "smtpd[1]: 4A1B2C3D4E: milter-discard: END-OF-MESSAGE from x.example.org[192.0.2.7]: milter triggers DISCARD action; \(DiscardTests.envelope)",
        "end-of-data", "milter triggers DISCARD action"
      ),
      (
        "cleanup[1]: 4A1B2C3D4E: milter-discard: END-OF-MESSAGE from x.example.org[192.0.2.7]: milter triggers DISCARD action; \(DiscardTests.envelope)",
        "end-of-data", "milter triggers DISCARD action"
      ),
      (
        "cleanup[1]: 4A1B2C3D4E: discard: header Subject: x from x.example.org[192.0.2.7]; \(DiscardTests.envelope): thrown",
        "end-of-data", "thrown"
      ),
      (
        "cleanup[1]: 4A1B2C3D4E: discard: header Subject: x; from=<e@example.net>: y from x.example.org[192.0.2.7]; \(DiscardTests.envelope)",
        "end-of-data", "header Subject: x; from=<e@example.net>: y from x.example.org[192.0.2.7]"
      ),
    ])
  func checks(line: String, stage: String, text: String) throws {
    let reply = try #require(try Collector.one("postfix/\(line)"))
    #expect(reply.direction == "inbound")
    #expect(reply.outcome == "discarded")
    #expect(reply.stage == stage)
    #expect(reply.code == nil)
    #expect(reply.text == text)
    #expect(reply.sender == "s@example.org")
    #expect(reply.recipient == "r@example.com")
    #expect(reply.remoteAddress == "192.0.2.7")
    #expect(reply.helo == "h")
  }

  private static let envelope = "from=<s@example.org> to=<r@example.com> proto=ESMTP helo=<h>"

  @Test(
    "Exim",
    arguments: [
      ("1xVVq2-0000mL-25 => :blackhole: <r@example.com> R=aliases", "outbound", "r@example.com"),
      ("1xVVq2-0000mL-25 => :blackhole: R=aliases", "outbound", nil),
      ("1xVVq2-0000mL-25 => /dev/null <r@example.com> R=aliases T=address_file", "outbound", "r@example.com"),
      ("1xVVq2-0000mL-25 => discarded (system filter)", "outbound", nil),
      (
        "1xVVq2-0000mL-25 => r@example.com R=f T=f H=localhost [127.0.0.1] C=\"250 2.7.0 Ok, discarded, id=1-2 - SPAM\"",
        "outbound", "r@example.com"
      ),
      (
        "1xVVq2-0000mL-25 => r@example.com R=f T=f C=\"250 2.7.0 Ok, discarded, id=1-2 - SPAM\"", "outbound",
        "r@example.com"
      ),
      ("1xVVq2-0000mL-25 => blackhole (DATA ACL discarded recipients): dropped silently", "inbound", nil),
      (
        "H=(h) [192.0.2.7] F=<s@example.org> RCPT <r@example.com>: discarded by RCPT ACL: by policy", "inbound",
        "r@example.com"
      ),
    ] as [(String, String, String?)])
  func exim(text: String, direction: String, recipient: String?) throws {
    let (collector, _) = try Collector.read(text: "2026-11-23 15:20:10 \(text)\n")
    let reply = try #require(collector.replies.first)
    #expect(reply.outcome == "discarded")
    #expect(reply.direction == direction)
    #expect(reply.recipient == recipient)
    let bytes = Array("2026-11-23 15:20:10 \(text)\n".utf8)
    #expect(
      try Outcomes.read(bytes, takesPlainDeliveries: true) == Outcomes.read(bytes, takesPlainDeliveries: false))
  }

  @Test("Exim's delivery to a server on the net that says so stays one")
  func eximOnTheNet() throws {
    let reply = try #require(
      try Collector.exim(
        "1xVVq2-0000mL-25 => r@example.com R=r T=t H=mx [192.0.2.1] C=\"250 2.7.0 Ok, discarded, id=1-2\""))
    #expect(reply.outcome == "delivered")
  }
}
