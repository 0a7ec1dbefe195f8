import Testing

@Suite("Heads of Exim lines")
struct EximHeadTests {
  private let id = "1xVVq2-0000mL-25"
  private let rest = "=> a@example.net R=r T=t H=mx.example.net [192.0.2.1] C=\"250 2.0.0 ok\""

  @Test(
    "every form of stamp",
    arguments: [
      ("2026-11-23 15:20:10 ", "2026-11-23T15:20:10"),
      ("2026-11-23 15:20:10.347 ", "2026-11-23T15:20:10.347"),
      ("2026-11-23 15:20:10 +0100 ", "2026-11-23T15:20:10+01:00"),
      ("2026-11-23 11:53:15.271 -0330 ", "2026-11-23T11:53:15.271-03:30"),
      ("2026-11-23 15:20:10 [20441] ", "2026-11-23T15:20:10"),
      ("2026-11-23 15:20:10.347 +0000 [20441] ", "2026-11-23T15:20:10.347+00:00"),
    ])
  func stamps(head: String, time: String) throws {
    let (collector, lines) = try Collector.read(text: "\(head)\(id) \(rest)\n")
    let reply = try #require(collector.replies.first)
    #expect(reply.time == time)
    #expect(reply.queueID == id)
    #expect(lines[.exim] == 1)
  }

  @Test("message ids of 16 and of 23 characters", arguments: ["1xVVq2-0000mL-25", "1xVVrE-0000000027K-1MTX"])
  func ids(id: String) throws {
    let reply = try #require(try Collector.exim("\(id) \(rest)"))
    #expect(reply.queueID == id)
    #expect(reply.recipient == "a@example.net")
    #expect(reply.code == 250)
    #expect(reply.remoteHost == "mx.example.net")
  }

  @Test(
    "through syslog under any name, with a stamp of its own or without",
    arguments: [
      "exim[20416]: 2026-11-23 15:23:14 ", "exim[20416]: ", "exim4: ", "mailout[7]: 2026-11-23 15:23:14 ", "mailout: ",
      "exim[20416]: 2026-11-23 15:23:14.123 +0100 [20416] ", "exim[20416]: [20416] ",
    ])
  func syslog(tag: String) throws {
    let (collector, lines) = try Collector.read(text: "Nov 23 15:23:14 mx1 \(tag)\(id) \(rest)\n")
    let reply = try #require(collector.replies.first)
    #expect(reply.queueID == id)
    #expect(reply.code == 250)
    #expect(lines[.exim] == 1)
  }

  @Test(
    "lines of other programs stay theirs",
    arguments: [
      "2026-11-23 15:20:10 startup archives unpack", "2026-11-23 15:20:10 status installed libc6:amd64 2.36",
      "Nov 23 15:23:14 mx1 sshd[7]: Accepted publickey for root", "Nov 23 15:23:14 mx1 sshd: 2026 bottles",
      "Nov 23 15:23:14 mx1 app[7]: [2/3] half of something", "2026-11-23 15:20:10,123 fail2ban.filter [7]: INFO Found",
    ])
  func foreign(line: String) throws {
    let (collector, lines) = try Collector.read(text: line + "\n")
    #expect(lines.other == 1)
    #expect(collector.replies.isEmpty)
  }

  @Test(
    "lines without a reply are Exim's all the same",
    arguments: [
      "exim 4.99.1 daemon started: pid=7924, no queue runs, listening for SMTP on [192.0.2.1]:25",
      "Start queue run: pid=16403 -qf", "no host name found for IP address 192.0.2.9",
      "1xVVq2-0000mL-25 Message is frozen", "1xVVq2-0000mL-25 remote host address is the local host: example.net",
      "1xVVq2-0000mL-25 => blackhole (RCPT ACL discarded recipients)",
      "1xVVq2-0000mL-25 H=192.0.2.1 [192.0.2.1] Connection refused",
      "1xVVq2-0000mL-25 H=mx [192.0.2.1]: SMTP timeout after end of data (340 bytes written): Connection timed out",
      "1xVVq2-0000mL-25 *> a@example.net R=r T=t H=mx [192.0.2.1]", "1xVVq2-0000mL-25 a@example.net: error ignored",
      "no MAIL in SMTP connection from mail.example.org [192.0.2.7]:28890 I=[192.0.2.1]:25 D=21s C=EHLO,STARTTLS",
      "cwd=/var/spool/exim4 3 args: /usr/sbin/exim4 -Mc 1xVVq2-0000mL-25", "PRDR R=<r@example.com> acceptance",
      "Tainted filename for search: '/etc/exim/aliases/example.com'", "malware acl condition: clamd: unable to connect",
      "[192.0.2.7] SSL verify error: depth=0 error=self signed certificate", "DKIM: d=example.org s=x [invalid]",
      "ident connection to [192.0.2.7] timed out",
      "DNS list lookup defer (probably timeout) for x: assumed not in list",
      "failed to open DB file /var/spool/exim/db/retry: Permission denied", "LDAP: connection failed",
      "H=(c.example.org) [192.0.2.7] Warning: Sender verify failed: 550 5.1.1 no",
    ])
  func withoutReply(text: String) throws {
    let (collector, lines) = try Collector.read(text: "2026-11-23 15:20:10 \(text)\n")
    #expect(lines[.exim] == 1)
    #expect(collector.replies.isEmpty)
  }

  @Test("a header in the reject log that looks like a syslog line is none")
  func headerDump() throws {
    let (collector, lines) = try Collector.read(
      text: "2026-11-23 15:20:10 1xVVq2-0000mL-25 H=(c) [192.0.2.7] F=<s@example.org> rejected after DATA: 550 spam\n"
        + "Envelope-from: <s@example.org>\nEnvelope-to: <r@example.com>\n"
        + "\tov 23 15:36:30 mail postfix/smtp[1]: 4A1B2C3D4E: to=<v@example.net>, relay=m[192.0.2.1]:25, delay=1, "
        + "dsn=5.1.1, status=bounced (host m[192.0.2.1] said: 550 5.1.1 fake (in reply to RCPT TO command))\n")
    #expect(collector.replies.map(\.text) == ["spam"])
    #expect(lines[.exim] == 1)
    #expect(lines.other == 3)
  }
}
