import Testing

@Suite("Addresses and errors of Exim's deliveries")
struct EximAddressTests {
  private let id = "1xVVq2-0000mL-25"

  @Test(
    "whom a delivery was for",
    arguments: [
      (
        "u@example.net <me@example.com> SRS=<SRS0=ab=CD=example.org=s@example.com> R=r T=t", "u@example.net",
        "me@example.com"
      ),
      ("u@example.net SRS=<SRS0=ab=CD=example.org=s@example.com> R=r T=t", "u@example.net", nil),
      ("post+x (post@example.com, b@example.com) <post@example.com> SRS=<x@y> R=r T=t", "post@example.com", nil),
      ("|/usr/bin/vacation bob@example.com <bob@example.com> R=r T=t", "bob@example.com", nil),
      (
        "sales+spam |/usr/bin/autorespond sales@example.com /home/x (sales@example.com) <sales@example.com> R=r T=t",
        "sales@example.com", nil
      ),
      ("bob+l /home/bob/Mail Dir/l <bob+l@example.com> R=r T=t", "bob+l@example.com", nil),
      (">s@example.org <bob@example.com> R=r T=t", "bob@example.com", nil),
      (
        "odd |user@example.com <\"odd |user\"@example.com> R=r T=t", "odd |user@example.com",
        "\"odd |user\"@example.com"
      ),
    ] as [(String, String, String?)])
  func recipients(fields: String, recipient: String, original: String?) throws {
    let reply = try #require(try Collector.exim("\(id) => \(fields)"))
    #expect(reply.outcome == "delivered")
    #expect(reply.recipient == recipient)
    #expect(reply.originalRecipient == original)
    let deferred = try #require(try Collector.exim("\(id) == \(fields) defer (0): not now"))
    #expect(deferred.recipient == recipient)
    #expect(deferred.text == "not now")
  }

  @Test(
    "the words of a system error are of the text",
    arguments: [
      ("defer (113): No route to host H=mx.example.net [192.0.2.1]: mx.example.net [192.0.2.1]", "No route to host"),
      ("defer (101): Network is unreachable H=mx [2001:db8::1]:25 DT=2s: mx [2001:db8::1]", "Network is unreachable"),
      ("defer (111): Connection refused H=mx [192.0.2.1]", "Connection refused"),
      ("defer (13): Permission denied: cannot open /var/mail/bob", "Permission denied: cannot open /var/mail/bob"),
      ("defer (110): Connection timed out H=mx [192.0.2.1]: SMTP timeout after EHLO me", "SMTP timeout after EHLO me"),
      ("defer (-1): host lookup did not complete", "host lookup did not complete"),
    ])
  func errors(words: String, text: String) throws {
    let reply = try #require(try Collector.exim("\(id) == u@example.net R=r T=t \(words)"))
    #expect(reply.outcome == "deferred")
    #expect(reply.code == nil)
    #expect(reply.text == text)
  }

  @Test(
    "what got no answer names its command",
    arguments: [
      ("SMTP timeout after initial connection", "banner"),
      ("SMTP timeout after pipelined MAIL FROM:<s@example.org>", "mail"),
      ("SMTP timeout after end of data (4096 bytes written)", "end-of-data"),
      ("Remote host closed connection in response to EHLO me", "ehlo"),
      ("Malformed SMTP reply (an empty line) in response to RCPT TO:<u@example.net>", "rcpt"),
      ("Malformed SMTP reply in response to initial connection: 22O mx ESMTP", "banner"),
      ("retry time not reached for any host", nil),
    ] as [(String, String?)])
  func stages(words: String, stage: String?) throws {
    let reply = try #require(
      try Collector.exim("\(id) == u@example.net R=r T=t defer (-18) H=mx [192.0.2.1]: \(words)"))
    #expect(reply.code == nil)
    #expect(reply.stage == stage)
    #expect(reply.text == words)
  }
}
