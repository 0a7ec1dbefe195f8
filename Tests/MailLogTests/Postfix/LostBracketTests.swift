import Testing

/// Who pastes a line into a web page loses the brackets of addresses: they look like tags.
@Suite("Postfix lines that lost their brackets")
struct LostBracketTests {
  @Test(
    "refusals",
    arguments: [
      (
        "smtpd[1]: NOQUEUE: reject: RCPT from unknown[192.0.2.7]: 454 4.7.1 r@example.com: Relay access denied; from=s@example.org to=r@example.com proto=SMTP helo=<h.example.org>",
        "r@example.com: Relay access denied", "s@example.org", "h.example.org"
      ),
      (
        "smtpd[1]: NOQUEUE: reject: RCPT from unknown[192.0.2.7]: 554 5.7.1 no; from=<s@example.org> to=r@example.com proto=ESMTP helo=h.example.org",
        "no", "s@example.org", "h.example.org"
      ),
      (
        "smtpd[1]: 4A1B2C3D4E: reject: RCPT from unknown[192.0.2.7]: 554 5.7.1 see; from=post@example.net to=x proto=SMTP helo=e and more; from=s@example.org to=r@example.com proto=ESMTP helo=h.example.org",
        "see; from=post@example.net to=x proto=SMTP helo=e and more", "s@example.org", "h.example.org"
      ),
      (
        "smtpd[1]: NOQUEUE: reject: RCPT from unknown[192.0.2.7]: 550 5.1.1 no; from= to=r@example.com proto=ESMTP helo=",
        "no", nil, nil
      ),
      (
        "postscreen[1]: NOQUEUE: reject: RCPT from [192.0.2.7]:4711: 550 5.5.1 Protocol error; from=s@example.org, to=r@example.com, proto=ESMTP, helo=h.example.org",
        "Protocol error", "s@example.org", "h.example.org"
      ),
      (
        "cleanup[1]: 4A1B2C3D4E: reject: header Subject: hi from x[192.0.2.7]; from=s@example.org to=r@example.com proto=ESMTP helo=h.example.org: 5.7.1 no thanks",
        "no thanks", "s@example.org", "h.example.org"
      ),
      (
        "cleanup[1]: 4A1B2C3D4E: milter-reject: END-OF-MESSAGE from x[192.0.2.7]: 5.7.1 Spam; from=s@example.org to=r@example.com proto=ESMTP helo=h.example.org",
        "Spam", "s@example.org", "h.example.org"
      ),
    ] as [(String, String, String?, String?)])
  func refusals(line: String, text: String, sender: String?, helo: String?) throws {
    let reply = try #require(try Collector.one("postfix/\(line)"))
    #expect(reply.outcome == "rejected")
    #expect(reply.text == text)
    #expect(reply.sender == sender)
    #expect(reply.recipient == "r@example.com")
    #expect(reply.helo == helo)
    #expect(reply.remoteAddress == "192.0.2.7")
  }

  @Test("what has brackets is the log's own, before all that has none")
  func bracketsFirst() throws {
    let text = "<r@example.com>: see; from=e@example.net to=e@example.net proto=SMTP helo=e"
    let reply = try #require(
      try Collector.one(
        "postfix/smtpd[1]: NOQUEUE: reject: RCPT from x[192.0.2.7]: 554 5.7.1 \(text); from=<s@example.org> to=<r@example.com> proto=ESMTP helo=<h>"
      ))
    #expect(reply.text == text)
    #expect(reply.sender == "s@example.org")
  }

  @Test("a message's sender and recipient")
  func message() throws {
    let head = "Nov 23 15:36:30 mail postfix"
    let (collector, lines) = try Collector.read(
      text: """
        \(head)/pickup[1]: 5A1B2C3D4E: uid=1000 from=s@example.org
        \(head)/qmgr[1]: 5A1B2C3D4E: from=s@example.org, size=4711, nrcpt=1 (queue active)
        \(head)/smtp[1]: 5A1B2C3D4E: to=r@example.com, orig_to=root, relay=none, delay=1, dsn=4.4.1, status=deferred (no)
        \(head)/qmgr[1]: 5A1B2C3D4E: from=s@example.org, status=expired, returned to sender

        """)
    #expect(lines.notUnderstood == 0)
    #expect(collector.replies.map(\.outcome) == ["deferred", "bounced"])
    #expect(collector.replies.first?.sender == "s@example.org")
    #expect(collector.replies.first?.recipient == "r@example.com")
    #expect(collector.replies.first?.originalRecipient == "root")
  }
}
