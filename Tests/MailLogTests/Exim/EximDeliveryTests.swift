import Testing

@Suite("Exim deliveries")
struct EximDeliveryTests {
  private let id = "1xVVq2-0000mL-25"

  @Test(
    "confirmations",
    arguments: [
      ("C=\"250 2.0.0 Ok: queued as 001EEF\"", 250, "2.0.0", "Ok: queued as 001EEF"),
      ("C=\"252 odd but positive\"", 252, nil, "odd but positive"),
      (#"C="250-2.0.0 first line\\n250 2.0.0 Ok""#, 250, "2.0.0", "first line Ok"),
      (#"PRDR C="250 2.0.0 PRDR ok\\n250 2.0.0 overall ok""#, 250, "2.0.0", "PRDR ok overall ok"),
      (#"C="250 2.0.0 Ok: \"queued\" as C:\\1\\n2""#, 250, "2.0.0", #"Ok: \"queued\" as C:\\1\\n2"#),
      ("C=\"250 ok\" QT=0.019s DT=0.003s", 250, nil, "ok"),
      ("C=\"250 cut in the midst", 250, nil, "cut in the midst"),
      (
        "X=TLS1.3:TLS_AES_256_GCM_SHA384:256 CV=yes DN=\"/C=DE/CN=mx, R=x: y\" SNI=mx.example.net C=\"250 ok\"", 250,
        nil, "ok"
      ),
      ("L K PRDR TFO DKIM=example.org A=plain PS=x C=\"250 ok\"", 250, nil, "ok"),
    ] as [(String, Int, String?, String)])
  func confirmations(fields: String, code: Int, enhanced: String?, text: String) throws {
    let line =
      "\(id) => a@example.net F=<s@example.org> P=<s@example.org> R=dnslookup T=remote_smtp S=354 "
      + "H=mx.example.net [192.0.2.1]:25 \(fields)"
    let reply = try #require(try Collector.exim(line))
    #expect(reply.outcome == "delivered")
    #expect(reply.direction == "outbound")
    #expect(reply.code == code)
    #expect(reply.enhanced == enhanced)
    #expect(reply.text == text)
    #expect(reply.stage == "end-of-data")
    #expect(reply.recipient == "a@example.net")
    #expect(reply.sender == "s@example.org")
    #expect(reply.remoteHost == "mx.example.net")
    #expect(reply.remoteAddress == "192.0.2.1")
  }

  @Test("the time since arrival", arguments: [("QT=0.019s DT=0.003s", "0.019"), ("QT=42s", "42"), ("QT=1m10s", nil)])
  func delay(fields: String, delay: String?) throws {
    let reply = try #require(
      try Collector.exim("\(id) => a@example.net R=r T=t H=mx [192.0.2.1] C=\"250 ok\" \(fields)"))
    #expect(reply.delay == delay)
    #expect(reply.text == "ok")
  }

  @Test(
    "forms of the peer",
    arguments: [
      ("H=mx.example.net [192.0.2.1]", "mx.example.net", "192.0.2.1"),
      ("H=mx.example.net DS [192.0.2.1]:25*", "mx.example.net", "192.0.2.1"),
      ("H=192.0.2.1 [192.0.2.1]*", nil, "192.0.2.1"),
      ("H=mx.example.net [2001:db8::1]:25", "mx.example.net", "2001:db8::1"),
      ("H=mx.example.net [192.0.2.1] PRX=[192.0.2.3]:25 I=[192.0.2.4]:4321", "mx.example.net", "192.0.2.1"),
    ] as [(String, String?, String)])
  func peers(peer: String, name: String?, address: String) throws {
    let reply = try #require(try Collector.exim("\(id) -> a@example.net R=r T=t \(peer) C=\"250 ok\""))
    #expect(reply.remoteHost == name)
    #expect(reply.remoteAddress == address)
  }

  @Test(
    "addresses with blanks, quotes, parents and originals",
    arguments: [
      ("a@example.net <list@example.com>", "a@example.net", "list@example.com"),
      ("a@example.net (list4@example.com) <list3@example.com>", "a@example.net", "list3@example.com"),
      ("a@example.net (b@example.com, c@example.com) <d@example.com>", "a@example.net", "d@example.com"),
      (
        "quoted local.x@example.net <\"quoted local.x\"@example.net>", "quoted local.x@example.net",
        "\"quoted local.x\"@example.net"
      ),
      ("a>b@example.net <\"a>b\"@example.net>", "a>b@example.net", "\"a>b\"@example.net"),
      ("o'brien@example.net", "o'brien@example.net", nil),
      ("tag+foo=bar@example.net", "tag+foo=bar@example.net", nil),
    ] as [(String, String, String?)])
  func addresses(text: String, recipient: String, original: String?) throws {
    let reply = try #require(try Collector.exim("\(id) => \(text) R=r T=t H=mx [192.0.2.1] C=\"250 ok\""))
    #expect(reply.recipient == recipient)
    #expect(reply.originalRecipient == original)
    #expect(reply.code == 250)
  }

  @Test(
    "deliveries without a reply",
    arguments: [
      "=> local <local@example.com> R=localuser T=file",
      "=> /var/mail/x <local@example.com> R=r T=t S=372 QT=0.073s DT=0.049s",
      "=> |/usr/bin/procmail -f <local@example.com> R=userforward T=address_pipe",
    ])
  func local(text: String) throws {
    let reply = try #require(try Collector.exim("\(id) \(text)"))
    #expect(reply.outcome == "delivered")
    #expect(reply.code == nil)
    #expect(reply.recipient == "local@example.com")
  }

  @Test("a delivery while the client waits")
  func cutthrough() throws {
    let reply = try #require(try Collector.exim("\(id) >> a@example.net R=r T=t H=mx [192.0.2.1] C=\"250 OK id=x\""))
    #expect(reply.outcome == "delivered")
    #expect(reply.code == 250)
  }

  @Test("a local part that holds a whole delivery line")
  func hostileAddress() throws {
    let fake = "v@example.com R=r T=t H=mx.example.org [203.0.113.9] C=\\\"250 fake\\\""
    let bare = fake.replacing("\\", with: "")
    let line =
      "\(id) => \(bare)@example.net <\"\(fake)\"@example.net> R=dnslookup T=remote_smtp "
      + "H=mx.example.net [192.0.2.1] C=\"251 real\""
    let reply = try #require(try Collector.exim(line))
    #expect(reply.code == 251)
    #expect(reply.text == "real")
    #expect(reply.remoteAddress == "192.0.2.1")
    #expect(reply.recipient == "\(bare)@example.net")
  }

  @Test("a certificate's name that holds a confirmation")
  func hostileCertificate() throws {
    let reply = try #require(
      try Collector.exim(
        "\(id) => a@example.net R=r T=t H=mx [192.0.2.1] X=TLS1.3:A:256 CV=no DN=\"/CN=\" C=\"250 fake\" C=\"251 real\" "
          + "QT=1m10s DT=0.003s"))
    #expect(reply.code == 251)
    #expect(reply.text == "real")
    #expect(reply.recipient == "a@example.net")
  }

  @Test("what an arrival tells is known to the delivery")
  func message() throws {
    let (collector, lines) = try Collector.read(
      text: """
        2026-11-23 15:20:10 \(id) <= s@example.org H=c.example.org (helo) [192.0.2.7]:4321 I=[192.0.2.1]:25 P=esmtpsa L.- \
        X=TLS1.3:x:256 CV=no DN="/CN=a id=b" A=plain:bob@example.org S=312 M8S=0 id=1795.222@c.example.org \
        T="A=x:eve id=fake" from <s@example.org> for a@example.net b@example.net
        2026-11-23 15:20:11 \(id) => a@example.net R=r T=t H=mx [192.0.2.1] C="250 ok"
        2026-11-23 15:20:11 \(id) == b@example.net R=r T=t defer (-44) H=mx [192.0.2.1]: SMTP error from remote mail \
        server after RCPT TO:<b@example.net>: 450 4.2.0 later
        2026-11-23 15:25:11 \(id) => b@example.net R=r T=t H=mx [192.0.2.1] C="250 ok"
        2026-11-23 15:25:11 \(id) Completed QT=5m1s
        2026-11-23 15:30:11 \(id) => late@example.net R=r T=t H=mx [192.0.2.1] C="250 ok"

        """)
    #expect(lines[.exim] == 6)
    #expect(collector.replies.count == 4)
    for reply in collector.replies.prefix(3) {
      #expect(reply.sender == "s@example.org")
      #expect(reply.saslUser == "bob@example.org")
      #expect(reply.messageID == "1795.222@c.example.org")
      #expect(reply.client == "c.example.org (helo) [192.0.2.7]")
    }
    #expect(collector.replies.map(\.wasDeferred) == [false, false, true, false])
    #expect(collector.replies[3].sender == nil)
    #expect(collector.ended.count == 1)
  }

  @Test("a bounce has the null sender")
  func nullSender() throws {
    let (collector, _) = try Collector.read(
      text: "2026-11-23 15:20:10 \(id) <= <> R=1xVVq3-0000n3-2b U=Debian-exim P=local S=1880\n"
        + "2026-11-23 15:20:11 \(id) => s@example.org R=r T=t H=mx [192.0.2.1] C=\"250 ok\"\n")
    #expect(collector.replies.first?.sender == "")
  }
}
