import Testing

@Suite("Exim lines that belong together")
struct EximRelationTests {
  private let id = "1xVVq2-0000mL-25"
  private let said = "SMTP error from remote mail server after end of data: 451 4.7.1 Try again"

  private func hostLine(_ time: String, _ text: String? = nil, ip: String = "192.0.2.1") -> String {
    "2026-11-23 \(time) \(id) H=mx.example.net [\(ip)]: \(text ?? said)\n"
  }

  private func deferral(_ time: String, _ recipient: String, _ text: String? = nil, ip: String = "192.0.2.1") -> String
  {
    "2026-11-23 \(time) \(id) == \(recipient)@example.net R=r T=t defer (-46) H=mx.example.net [\(ip)]: \(text ?? said)\n"
  }

  private func duplicates(_ text: String) throws -> [Bool] {
    try Collector.read(text: text).0.replies.map(\.isDuplicate)
  }

  @Test("an attempt makes the first deferral with its reply a duplicate, and no other")
  func attempts() throws {
    let text = hostLine("15:20:10") + deferral("15:20:11", "a") + deferral("15:20:11", "b")
    #expect(try duplicates(text) == [false, true, false])
    let twice = hostLine("15:20:10") + hostLine("15:20:10") + deferral("15:20:11", "a") + deferral("15:20:11", "b")
    #expect(try duplicates(twice) == [false, false, true, true])
  }

  @Test("another text, another host or the next run is another reply")
  func others() throws {
    let other = "SMTP error from remote mail server after end of data: 451 4.7.1 Busy"
    #expect(try duplicates(hostLine("15:20:10") + deferral("15:20:11", "a", other)) == [false, false])
    #expect(try duplicates(hostLine("15:20:10") + deferral("15:20:11", "a", ip: "192.0.2.2")) == [false, false])
    #expect(try duplicates(hostLine("15:20:10") + deferral("15:35:11", "a")) == [false, false])
  }

  @Test(
    "an attempt's recipient is the one of its RCPT, with a colon behind the host or without",
    arguments: [":", "", ":25", ":25:"])
  func recipient(separator: String) throws {
    let reply = try #require(
      try Collector.exim(
        "\(id) H=mx.example.net [192.0.2.1]\(separator) SMTP error from remote mail server after RCPT TO:<a@example.net>: 450 later"
      ))
    #expect(reply.outcome == "attempt")
    #expect(reply.recipient == "a@example.net")
    #expect(reply.code == 450)
  }

  @Test("an attempt as older versions write it, and the deferral that repeats it")
  func oldAttempt() throws {
    let old = "SMTP error from remote mail server after DATA: host mx.example.net [192.0.2.1]: 451 4.3.0 later"
    let (collector, _) = try Collector.read(
      text: "2009-11-23 15:20:10 \(id) \(old)\n2009-11-23 15:20:11 \(id) == a@example.net R=r T=t defer (-46): \(old)\n"
    )
    #expect(collector.replies.map(\.outcome) == ["attempt", "deferred"])
    #expect(collector.replies.map(\.code) == [451, 451])
    #expect(collector.replies.map(\.remoteHost) == ["mx.example.net", "mx.example.net"])
    #expect(collector.replies.map(\.isDuplicate) == [false, true])
  }

  @Test("an attempt in one file, its deferral in the next")
  func acrossFiles() throws {
    let (collector, _) = try Collector.read(texts: [hostLine("15:20:10"), deferral("15:20:11", "a")])
    #expect(collector.replies.map(\.isDuplicate) == [false, true])
  }

  @Test("a rejection behind a callout of the sender does not count again")
  func senderVerification() throws {
    let client = "2026-11-23 15:20:10 H=(h) [192.0.2.7]"
    let (collector, _) = try Collector.read(
      text: """
        \(client) sender verify fail for <s@example.org>: mx.example.net [192.0.2.1] : response to "MAIL FROM:<>" was: 553 5.1.8 no
        \(client) F=<s@example.org> rejected RCPT <r@example.com>: Sender verify failed
        \(client) F=<s@example.org> rejected RCPT <q@example.com>: Sender verify failed
        \(client) sender verify fail for <t@example.org>: Unrouteable address
        \(client) F=<t@example.org> rejected RCPT <r@example.com>: Sender verify failed

        """)
    #expect(collector.replies.map(\.code) == [553, 550, 550, 550])
    #expect(collector.replies.map(\.isDuplicate) == [false, true, false, false])
    #expect(collector.replies.map(\.isImplied) == [false, true, true, true])
    #expect(collector.replies[0].stage == "mail")
    #expect(collector.replies[0].remoteHost == "mx.example.net")
  }

  @Test("pieces are joined by process, also between other lines, and have the last one's number")
  func pieces() throws {
    let head = "Nov 23 15:23:24 mx1 exim"
    let (collector, lines) = try Collector.read(
      text: """
        \(head)[7]: [1/3] 2026-11-23 15:23:24 \(id) ** a@example.net R=r T=t H=mx [192.0.2.1]: SMTP error from remote mail \
        server after DATA: 550 5.7.1 one tw
        \(head)[8]: [1/2] 2026-11-23 15:23:24 \(id) ** b@example.net R=r T=t H=mx [192.0.2.1]: SMTP error from remote mail \
        server after DATA: 554 other
        \(head)[7]: [2/3] o thr
        \(head)[9]: 2026-11-23 15:23:24 Start queue run: pid=9
        \(head)[7]: [3/3] ee
        \(head)[8]: [2/2]  end
        \(head)[5]: [2/2] a stray

        """)
    #expect(collector.replies.map(\.text) == ["one two three", "other end"])
    #expect(collector.replies.map(\.line) == [5, 6])
    #expect(lines[.exim] == 7)
  }

  @Test("without a process id pieces belong together when they follow each other")
  func piecesWithoutPID() throws {
    let head = "Nov 23 15:23:24 mx1 mailer: "
    let (collector, _) = try Collector.read(
      text:
        "\(head)[1/2] \(id) ** a@example.net R=r T=t H=mx [192.0.2.1]: SMTP error from remote mail server after DATA: "
        + "550 on\n\(head)[2/2] e\n")
    #expect(collector.replies.map(\.text) == ["one"])
  }

  @Test("a lost piece ends the line")
  func lostPiece() throws {
    let head = "Nov 23 15:23:24 mx1 exim[7]: "
    let (collector, lines) = try Collector.read(
      text:
        "\(head)[1/3] \(id) ** a@example.net R=r T=t H=mx [192.0.2.1]: SMTP error from remote mail server after DATA: "
        + "550 one\n\(head)[3/3] three\n")
    #expect(collector.replies.map(\.text) == ["one"])
    #expect(lines[.exim] == 2)
  }

  @Test("both copies in syslog are one rejection, the header dump behind the second is none")
  func syslogCopies() throws {
    let head = "Nov 23 15:24:51 mx1 exim"
    let text = "2026-11-23 15:24:51 \(id) H=(h) [192.0.2.7] F=<s@example.org> rejected after DATA: 553 5.6.0 no"
    let rcpt = "2026-11-23 15:24:51 H=(h) [192.0.2.7] F=<s@example.org> rejected RCPT <r@example.com>: 550 no"
    let (collector, lines) = try Collector.read(
      text: """
        \(head)[7]: \(text)
        \(head)[8]: \(rcpt)
        \(head)[7]: [1\\3] \(text)
        \(head)[7]: [2\\3] Envelope-from: <s@example.org>
        \(head)[8]: \(rcpt)
        \(head)[7]: [3/3] P Received: x rejected RCPT <v@example.net>: 550 fake
        \(head)[8]: \(rcpt)
        \(head)[8]: \(rcpt)
        \(head)[9]: \(rcpt)

        """)
    #expect(collector.replies.map(\.line) == [1, 2, 7, 9])
    #expect(collector.replies.map(\.text) == ["no", "no", "no", "no"])
    #expect(lines[.exim] == 9)
  }

  @Test("without duplication the only copy counts, with the number of its last piece")
  func onlyCopy() throws {
    let head = "Nov 23 15:24:51 mx1 exim[7]: "
    let (collector, _) = try Collector.read(
      text: "\(head)[1\\2] \(id) H=(h) [192.0.2.7] F=<s@example.org> rejected after DATA: 553 5.6.0 no\n"
        + "\(head)[2/2] Envelope-from: <s@example.org>\n")
    #expect(collector.replies.map(\.line) == [2])
    #expect(collector.replies.map(\.text) == ["no"])
  }
}
