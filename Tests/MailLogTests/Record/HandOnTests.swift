import Testing

@testable import MailLog

@Suite("What is on this host")
struct HandOnTests {
  private func sent(_ relay: String, _ text: String) -> String {
    "postfix/smtp[1]: 4A1B2C3D4E: to=<a@example.com>, relay=\(relay), delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (\(text))"
  }

  @Test(
    "addresses of this host",
    arguments: [
      ("127.0.0.1", true), ("127.1.2.3", true), ("::1", true), ("::ffff:127.0.0.1", true), ("192.0.2.1", false),
      ("::11", false), ("::", false), ("12", false), ("", false), ("2001:db8::1", false), ("1270.0.0.1", false),
    ])
  func addresses(text: String, isHere: Bool) {
    let bytes = Array(text.utf8)
    let span = bytes.span
    #expect(unsafe span.bytes.isThisHost(Field(0, bytes.count)) == isHere)
  }

  @Test(
    "private addresses",
    arguments: [
      ("10.0.0.5", true), ("172.16.0.1", true), ("172.29.1.1", true), ("172.31.0.9", true), ("192.168.1.1", true),
      ("fd12:3456::1", true), ("fc00::1", true), ("172.15.0.1", false), ("172.32.0.1", false), ("172.2.0.1", false),
      ("11.0.0.1", false), ("192.169.0.1", false), ("fe80::1", false), ("2001:db8::fd", false), ("172.1", false),
    ])
  func privateAddresses(text: String, isPrivate: Bool) {
    let bytes = Array(text.utf8)
    let span = bytes.span
    #expect(unsafe span.bytes.isPrivate(Field(0, bytes.count)) == isPrivate)
  }

  @Test(
    "Postfix names the id under which a filter of ours took the mail in",
    arguments: [
      (
        "127.0.0.1[127.0.0.1]:10024", "250 2.0.0 from MTA(smtp:[127.0.0.1]:10025): 250 2.0.0 Ok: queued as 2677C43FD",
        "2677C43FD"
      ),
      ("localhost[::1]:10026", "250 2.0.0 Ok: queued as 4jY95s6fLRzrCW7", "4jY95s6fLRzrCW7"),
      ("mail.example.com[private/scan]", "250 2.0.0 Ok: queued as 5D2A0C1B3F", "5D2A0C1B3F"),
      ("filter[172.18.0.4]:10024", "250 OK id=1xVVq2-0000mL-25", "1xVVq2-0000mL-25"),
      ("mx.example.net[192.0.2.1]:25", "250 2.0.0 Ok: queued as 5D2A0C1B3F", nil),
      ("relay[10.0.0.5]:25", "250 2.0.0 Ok: queued as 5D2A0C1B3F", nil),
      ("relay[10.0.0.5]:587", "250 2.0.0 Ok: queued as 5D2A0C1B3F", nil),
      ("127.0.0.1[127.0.0.1]:10024", "250 2.7.0 Ok, discarded, id=12345-01 - SPAM", nil),
      ("127.0.0.1[127.0.0.1]:10024", "250 2.0.0 Ok: queued as ", nil),
    ] as [(String, String, String?)])
  func postfix(relay: String, text: String, id: String?) throws {
    #expect(try #require(try Collector.one(sent(relay, text))).handedOnID == id)
  }

  @Test(
    "Exim names it too",
    arguments: [
      ("H=localhost [127.0.0.1] C=\"250 OK id=1xVVrE-0000000027K-1MTX\"", "1xVVrE-0000000027K-1MTX"),
      ("H=filter [192.168.7.2]:10025 C=\"250 2.0.0 Ok: queued as 2677C43FD\"", "2677C43FD"),
      ("H=mx.example.net [192.0.2.1] C=\"250 OK id=1xVVrE-0000000027K-1MTX\"", nil),
    ] as [(String, String?)])
  func exim(fields: String, id: String?) throws {
    let reply = try #require(try Collector.exim("1xVVq2-0000mL-25 => a@example.com R=r T=t \(fields)"))
    #expect(reply.handedOnID == id)
  }
}
