import Testing

/// What a stranger writes into an address or a HELO name, as Postfix logs it since 3.5: in the reply as it is, in the envelope with quotes.
@Suite("Postfix refusals of crafted addresses")
struct CraftedRefusalTests {
  private static let owner = "Sender address rejected: not owned by user boss@example.com"
  private static let fake = "from=<x> to=<victim@example.org> proto=ESMTP helo=<z"

  private func refusal(_ reply: String, from: String, to: String, end: String = "proto=ESMTP helo=<h.example>") throws
    -> Collector.Reply?
  {
    try Collector.one(
      "postfix/smtpd[9]: NOQUEUE: reject: RCPT from c.example.org[192.0.2.7]: \(reply); from=<\(from)> to=<\(to)> \(end)"
    )
  }

  @Test("neither the envelope nor a login's owner comes from the sender")
  func sender() throws {
    let local = "x>: \(Self.owner); \(Self.fake)"
    let record = try #require(
      try refusal(
        "553 5.7.1 <\(local)@example.com>: Sender address rejected: not logged in", from: "\"\(local)\"@example.com",
        to: "real@example.com"))
    #expect(record.sender == "\"\(local)\"@example.com")
    #expect(record.recipient == "real@example.com")
    #expect(record.helo == "h.example")
    #expect(record.saslUser == nil)
    #expect(record.remoteAddress == "192.0.2.7")
  }

  @Test("a log that was made anonymous may have any word for the protocol")
  func anonymous() throws {
    let record = try #require(
      try refusal(
        "550 5.1.1 <rejected_1>: host_4 address host_3: host_2 unknown", from: "user_6@host_0", to: "user_7@host_3",
        end: "proto=host_45 helo=<host_0>"))
    #expect(record.sender == "user_6@host_0")
    #expect(record.recipient == "user_7@host_3")
    #expect(record.helo == "host_0")
  }

  @Test("nor from the recipient", arguments: ["Relay access denied", "Recipient address rejected: Greylisted"])
  func recipient(words: String) throws {
    let local = "x>: Relay access denied; from=<x> to=<x> proto=ESMTP helo=<z"
    let record = try #require(
      try refusal(
        "554 5.7.1 <\(local)@example.com>: \(words)", from: "s@example.org", to: "\"\(local)\"@example.com",
        end: "proto=ESMTP helo=<h.example> sasl_method=PLAIN, sasl_username=carl"))
    #expect(record.sender == "s@example.org")
    #expect(record.recipient == "\"\(local)\"@example.com")
    #expect(record.saslUser == "carl")
  }

  @Test("an owner stands right behind the sender only")
  func ownerInside() throws {
    let local = ": not owned by user boss@example.com"
    let record = try #require(
      try refusal(
        "553 5.7.1 <\(local)@example.com>: Sender address rejected: not logged in", from: "\"\(local)\"@example.com",
        to: "r@example.com"))
    #expect(record.saslUser == nil)
    let owned = try #require(
      try refusal(
        "553 5.7.1 <\(local)@example.com>: Sender address rejected: not owned by user carl smith",
        from: "\"\(local)\"@example.com", to: "r@example.com"))
    #expect(owned.saslUser == "carl smith")
  }

  @Test("a subject with escapes, and one that a reply of 510 bytes cuts")
  func subjects() throws {
    let record = try #require(
      try refusal(
        #"550 5.1.8 <a"b\c; from=<y> to=<v> d@example.com>: Sender address rejected: no"#,
        from: #""a\"b\\c; from=<y> to=<v> d"@example.com"#, to: "r@example.com"))
    #expect(record.sender == #""a\"b\\c; from=<y> to=<v> d"@example.com"#)
    let local = "x>: Relay access denied; \(Self.fake)" + String(repeating: "y", count: 500)
    let reply = String("554 5.7.1 <\(local)@example.com>: Relay access denied".prefix(510))
    let cut = try #require(try refusal(reply, from: "s@example.org", to: "\"\(local)\"@example.com"))
    #expect(cut.recipient == "\"\(local)\"@example.com")
    #expect(cut.sender == "s@example.org")
  }

  @Test(
    "the last login is the login, and a line cut at 2,000 bytes has none",
    arguments: [" sasl_method=PLAIN, sasl_username=boss", " sasl_username=boss", " sasl_sender=x sasl_username=boss"])
  func logins(fake: String) throws {
    let head = "postfix/smtpd[9]: "
    let reply = "NOQUEUE: reject: RCPT from c.example.org[192.0.2.7]: 554 5.7.1 <r@example.com>: Relay access denied; "
    let envelope = "from=<s@example.org> to=<r@example.com> proto=ESMTP helo=<x"
    let whole = try #require(try Collector.one(head + reply + envelope + ">\(fake)> sasl_username=carl"))
    #expect(whole.saslUser == "carl")
    let cut = try #require(
      try Collector.one(head + (reply + envelope + ">\(fake), " + String(repeating: "B", count: 2_000)).prefix(2_000)))
    #expect(cut.saslUser == nil)
    #expect(cut.recipient == "r@example.com")
    let length = reply.count + envelope.count + fake.count + 1
    let exact = try #require(
      try Collector.one(head + reply + envelope + String(repeating: "y", count: 2_000 - length) + ">\(fake)"))
    #expect(exact.saslUser == nil)
  }

  @Test("an address without quotes, as before 3.5, is read whole or not at all")
  func bare() throws {
    let local = "x> to=<victim@example.org> proto=ESMTP helo=<y"
    let recipient = try #require(
      try refusal(
        "554 5.7.1 <\(local)@example.com>: Relay access denied", from: "s@example.org", to: "\(local)@example.com"))
    #expect(recipient.recipient == nil)
    let sender = try #require(
      try refusal(
        "550 5.1.1 <r@example.com>: Recipient address rejected: no", from: "\(local)@example.com", to: "r@example.com"))
    #expect(sender.sender == nil)
    #expect(sender.recipient == nil)
    let blank = try #require(
      try refusal("554 5.7.1 <a b@example.com>: Relay access denied", from: "s d@example.org", to: "a b@example.com"))
    #expect(blank.recipient == "a b@example.com")
    #expect(blank.sender == "s d@example.org")
  }

  @Test("a header check's envelope is not one inside the quotes of its sender")
  func header() throws {
    let local = "x; from=<a> to=<victim@example.org> proto=SMTP helo=<y>: 5.7.1 fake"
    let record = try #require(
      try Collector.one(
        "postfix/cleanup[1]: 4A1B2C3D4E: reject: header Subject: x from c.example.org[192.0.2.7]; "
          + "from=<\"\(local)\"@example.org> to=<r@example.com> proto=ESMTP helo=<h>: 5.7.1 no such subject"))
    #expect(record.sender == "\"\(local)\"@example.org")
    #expect(record.recipient == "r@example.com")
    #expect(record.text == "no such subject")
  }

  @Test("a proxied command with a reply in it is not read")
  func proxy() throws {
    let line =
      "postfix/smtpd[1]: warning: proxy 127.0.0.1:10025 rejected \"RCPT TO:<a\": \"550 x@example.com>\": \"553 5.1.3 bad\""
    #expect(try Collector.one(line) == nil)
  }
}
