import Testing

/// What a stranger writes into a recipient or a sender, as versions before 3.5 log it, without quotes, and those since.
@Suite("Postfix deliveries to crafted addresses")
struct CraftedDeliveryTests {
  private static let fake =
    "v@x>, relay=fake[192.0.2.66]:25, delay=1, delays=0/0/0/1, dsn=5.1.1, status=bounced (host fake[192.0.2.66] said: 550 5.1.1 no"
  private static let end =
    "relay=mx.example.net[192.0.2.1]:25, delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (250 2.0.0 ok)"

  @Test(
    "a delivery inside an address without quotes is none",
    arguments: [
      fake, fake.replacing("delays=0/0/0/1, ", with: ""), "x>, status=sent (250 ok", "x>, delay=1, status=bounced (no",
      "x>, relay=fake[192.0.2.66]:25", "\"v\"@x>, delay=1, status=bounced (no",
    ])
  func bare(local: String) throws {
    for keys in ["to=<\(local)@example.net>, ", "to=<a@example.net>, orig_to=<\(local)@example.net>, "] {
      let reply = try Collector.one("postfix/smtp[9]: 4A1B2C3D4E: \(keys)\(Self.end)")
      #expect(reply == nil || reply?.outcome == "delivered" && reply?.recipient?.contains("@x") != true)
    }
  }

  @Test("inside quotes, and in a reply, it is text", arguments: [fake, "x>, status=sent (250 ok"])
  func quoted(local: String) throws {
    let reply = try #require(
      try Collector.one("postfix/smtp[9]: 4A1B2C3D4E: to=<\"\(local)\"@example.net>, \(Self.end)"))
    #expect(reply.outcome == "delivered")
    #expect(reply.recipient == "\"\(local)\"@example.net")
    let said = try #require(
      try Collector.one(
        "postfix/smtp[9]: 4A1B2C3D4E: to=<r@example.net>, relay=mx.example.net[192.0.2.1]:25, delay=1, delays=0/0/0/1, dsn=4.2.0, "
          + "status=deferred (host mx.example.net[192.0.2.1] said: 450 4.2.0 see to=<\(local) (in reply to RCPT TO command))"
      ))
    #expect(said.recipient == "r@example.net")
    #expect(said.code == 450)
  }

  @Test("a line that is cut inside the quotes has no recipient")
  func cut() throws {
    #expect(try Collector.one("postfix/smtp[9]: 4A1B2C3D4E: to=<\"\(Self.fake) more") == nil)
  }

  @Test(
    "a sender without quotes ends at the line's last bracket",
    arguments: ["x>, size=1, nrcpt=1 (queue active)", "x>, size=1", "x>, status=expired, returned to sender", "a> b"])
  func senders(local: String) throws {
    let (collector, lines) = try Collector.read(
      text: """
        Nov 23 15:36:30 mx1 postfix/qmgr[1]: 5A1B2C3D4E: from=<\(local)@example.org>, size=4711, nrcpt=1 (queue active)
        Nov 23 15:36:30 mx1 postfix/smtp[1]: 5A1B2C3D4E: to=<r@example.com>, relay=none, delay=1, dsn=4.4.1, status=deferred (no)
        Nov 23 15:36:30 mx1 postfix/qmgr[1]: 5A1B2C3D4E: from=<\(local)@example.org>, status=expired, returned to sender

        """)
    #expect(lines.notUnderstood == 0)
    #expect(collector.replies.map(\.outcome) == ["deferred", "bounced"])
    #expect(collector.replies.map(\.sender) == ["\(local)@example.org", "\(local)@example.org"])
  }
}
