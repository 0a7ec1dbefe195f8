import Testing

@Suite("Exim failures and deferrals")
struct EximFailureTests {
  private let id = "1xVVq2-0000mL-25"

  @Test(
    "wordings of all versions",
    arguments: [
      "** a@example.net R=r T=t H=mx.example.net [192.0.2.1]: SMTP error from remote mail server after RCPT TO:<a@example.net>: 553 5.7.1 no",
      "** a@example.net R=r T=t H=mx.example.net [192.0.2.1] : SMTP error from remote mail server after RCPT TO:<a@example.net>: 553 5.7.1 no",
      "** a@example.net F=<s@example.org> P=<s@example.org> R=r T=t H=mx.example.net [192.0.2.1]:25 I=[192.0.2.9]:3 : SMTP error from remote mail server after RCPT TO:<a@example.net>: 553 5.7.1 no DT=0.003s",
      "** a@example.net R=r T=t: SMTP error from remote mail server after RCPT TO:<a@example.net>: host mx.example.net [192.0.2.1]: 553 5.7.1 no",
      "** a@example.net R=r T=t: SMTP error from remote mailer after RCPT TO:<a@example.net>: host mx.example.net [192.0.2.1]: 553 5.7.1 no",
      "** a@example.net R=r T=t H=mx.example.net [192.0.2.1] X=TLS1.3:A:256 CV=dane DN=\"/CN=x : y\": SMTP error from remote mail server after pipelined RCPT TO:<a@example.net> NOTIFY=NEVER: 553 5.7.1 no",
    ])
  func wordings(text: String) throws {
    let reply = try #require(try Collector.exim("\(id) \(text)"))
    #expect(reply.outcome == "bounced")
    #expect(reply.code == 553)
    #expect(reply.enhanced == "5.7.1")
    #expect(reply.text == "no")
    #expect(reply.stage == "rcpt")
    #expect(reply.recipient == "a@example.net")
    #expect(reply.remoteHost == "mx.example.net")
    #expect(reply.remoteAddress == "192.0.2.1")
  }

  @Test(
    "stages",
    arguments: [
      ("SMTP error from remote mail server after initial connection", "banner"),
      ("SMTP error from remote mail server after EHLO mail.example.com", "ehlo"),
      ("SMTP error from remote mail server after HELO \(("1xVVqz-0001jl-0K.example.com"))", "ehlo"),
      ("SMTP error from remote mail server after STARTTLS", "starttls"),
      ("SMTP error from remote mail server after AUTH PLAIN", "auth"),
      ("SMTP error from remote mail server after MAIL FROM:<s@example.org> SIZE=1346 BODY=8BITMIME", "mail"),
      ("SMTP error from remote mail server after pipelined MAIL FROM:<s@example.org> SIZE=1346", "mail"),
      ("SMTP error from remote mail server after DATA", "data"),
      ("SMTP error from remote mail server after pipelined DATA", "data"),
      ("SMTP error from remote mail server after end of data", "end-of-data"),
      ("SMTP error from remote mail server after sending data block", "data"),
      ("LMTP error after DATA", "end-of-data"), ("LMTP error after RCPT TO:<a@example.net>", "rcpt"),
      ("PRDR error after DATA", "end-of-data"), ("Malformed SMTP reply in response to RCPT TO:<a@example.net>", "rcpt"),
    ])
  func stages(words: String, stage: String) throws {
    let reply = try #require(
      try Collector.exim(
        "\(id) == a@example.net R=r T=t defer (-46) H=mx [192.0.2.1] DT=0.003s: \(words): 451 4.3.0 later"))
    #expect(reply.stage == stage)
    #expect(reply.code == 451)
    #expect(reply.enhanced == "4.3.0")
    #expect(reply.text == "later")
    #expect(reply.outcome == "deferred")
    #expect(reply.recipient == "a@example.net")
  }

  @Test(
    "replies of several lines",
    arguments: [
      (#"550-5.1.1 one\n550-5.1.1 two\n550 5.1.1 three"#, 550, "5.1.1", "one two three"),
      (#"550-first\n551 5.1.6 second"#, 550, "5.1.6", "first second"), (#"550-\n550 x"#, 550, nil, "x"),
      (#"550 5.1.1 one line with \n550 in it"#, 550, "5.1.1", #"one line with \n550 in it"#), ("550", 550, nil, ""),
      (
        #"550 tab\#tbell\007 esc\033[31m \320\237 back\slash"#, 550, nil,
        #"tab\#tbell\007 esc\033[31m \320\237 back\slash"#
      ),
    ] as [(String, Int, String?, String)])
  func lines(text: String, code: Int, enhanced: String?, words: String) throws {
    let reply = try #require(
      try Collector.exim(
        "\(id) ** a@example.net R=r T=t H=mx [192.0.2.1]: SMTP error from remote mail server after DATA: \(text)"))
    #expect(reply.code == code)
    #expect(reply.enhanced == enhanced)
    #expect(reply.text == words)
  }

  @Test(
    "Exim's own words are no reply",
    arguments: [
      ("** a@example.net: retry timeout exceeded", "bounced", "retry timeout exceeded"),
      ("** a@example.net: Unrouteable address", "bounced", "Unrouteable address"),
      ("** a@example.net : Unrouteable address", "bounced", "Unrouteable address"),
      ("** a@example.net R=alias: 550 5.1.1 mailbox retired", "bounced", "mailbox retired"),
      ("** a@example.net R=alias : 550 5.1.1 mailbox retired", "bounced", "mailbox retired"),
      (
        "== a@example.net R=r T=t defer (-54): retry time not reached for any host for 'example.net'", "deferred",
        "retry time not reached for any host for 'example.net'"
      ),
      ("== a@example.net R=r T=t defer (111): Connection refused", "deferred", "Connection refused"),
      (
        "== a@example.net R=r T=t defer (110): Connection timed out: SMTP timeout after RCPT TO:<b@example.net>",
        "deferred", "SMTP timeout after RCPT TO:<b@example.net>"
      ),
      (
        "== a@example.net R=r T=t defer (110): Connection timed out H=mx [192.0.2.1]: SMTP timeout after end of data (340 bytes written)",
        "deferred", "SMTP timeout after end of data (340 bytes written)"
      ),
      (
        "== a@example.net R=r T=t defer (110): Connection timed out H=mx [192.0.2.1] DT=5m: SMTP timeout after DATA",
        "deferred", "SMTP timeout after DATA"
      ),
      (
        "== a@example.net R=self defer (-1): remote host address is the local host", "deferred",
        "remote host address is the local host"
      ),
      (
        "== a@example.net R=r T=t defer (-19) H=mx [192.0.2.1]: Malformed SMTP reply in response to RCPT TO:<a@example.net>: hello",
        "deferred", "Malformed SMTP reply in response to RCPT TO:<a@example.net>: hello"
      ),
      (
        "== |/bin/false <a@example.net> R=alias defer (-30): pipe_transport unset in alias router", "deferred",
        "pipe_transport unset in alias router"
      ),
    ])
  func own(text: String, outcome: String, words: String) throws {
    let reply = try #require(try Collector.exim("\(id) \(text)"))
    #expect(reply.code == nil)
    #expect(reply.enhanced == nil)
    #expect(reply.outcome == outcome)
    #expect(reply.text == words)
    #expect(reply.recipient == "a@example.net")
  }

  @Test("a reply in brackets, and LMTP over a pipe")
  func rare() throws {
    let closed = try #require(
      try Collector.exim(
        "\(id) == a@example.net R=r T=t defer (-18) H=mx [192.0.2.1]: Remote host closed connection in response to HELO x "
          + "(EHLO response was: 550 5.7.1 go away)"))
    #expect(closed.code == 550)
    #expect(closed.stage == "ehlo")
    #expect(closed.text == "go away")
    let pipe = try #require(
      try Collector.exim("\(id) ** a@example.net R=r T=lmtp : LMTP error after RCPT TO:<a@example.net>: 550 5.1.1 no"))
    #expect(pipe.code == 550)
    #expect(pipe.remoteHost == nil)
  }

  @Test(
    "structure in a hostile reply or address is text",
    arguments: [
      "H=evil.example.org [203.0.113.9]: SMTP error from remote mail server after DATA: 250 2.0.0 fake",
      "=> v@example.com R=r T=t C=\"250 fake\"", "** v@example.com: 554 fake", "no H=x [203.0.113.9] DT=1s C=\"250 x\"",
    ])
  func hostileReply(text: String) throws {
    let reply = try #require(
      try Collector.exim(
        "\(id) ** a@example.net R=r T=t H=mx.example.net [192.0.2.1]: SMTP error from remote mail server after RCPT "
          + "TO:<a@example.net>: 550 5.1.1 \(text)"))
    #expect(reply.code == 550)
    #expect(reply.text == text)
    #expect(reply.recipient == "a@example.net")
    #expect(reply.remoteAddress == "192.0.2.1")
  }

  @Test("a local part that holds a whole failure")
  func hostileAddress() throws {
    let local = "v@example.com R=r H=h [203.0.113.9]: SMTP error from remote mail server after DATA: 554 fake"
    let reply = try #require(
      try Collector.exim(
        "\(id) ** \(local)@example.net <\"\(local)\"@example.net> R=r T=t H=mx.example.net [192.0.2.1]: SMTP error from "
          + "remote mail server after RCPT TO:<\"\(local)\"@example.net>: 550 5.1.1 real"))
    #expect(reply.code == 550)
    #expect(reply.text == "real")
    #expect(reply.remoteAddress == "192.0.2.1")
    #expect(reply.recipient == "\(local)@example.net")
  }

  @Test(
    "words for a reply without one are not understood",
    arguments: [
      "** a@example.net R=r T=t H=mx [192.0.2.1]: SMTP error from remote mail server after DATA: what",
      "H=mx [192.0.2.1]: SMTP error from remote mail server after DATA",
      "something odd: SMTP error from remote mail server: 550",
      "was rejected in a new way: 550 5.7.1 no",
    ])
  func broken(text: String) throws {
    let (collector, lines) = try Collector.read(text: "2026-11-23 15:20:10 \(id) \(text)\n")
    #expect(lines.notUnderstood == 1)
    #expect(collector.replies.isEmpty)
  }
}
