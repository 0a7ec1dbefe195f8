import Testing

@testable import MailLog

@Suite("What stands in front of a tag")
struct PrefixTests {
  private static let bounce = FormSink.bounce.replacing("\"", with: "'")
  private static let tagged = "postfix/smtp[1]: \(bounce)"
  private static let exim =
    "1pfdJV-004eVE-9X ** a@example.net R=r T=t H=mx.example.net [192.0.2.1]: SMTP error from remote mail server after "
    + "RCPT TO:<a@example.net>: 550 5.1.1 unknown"

  @Test(
    "each with its time",
    arguments: [
      ("\(tagged)", "-"), ("mail \(tagged)", "-"), ("exim[7]: 2026-01-12 13:54:46 \(exim)", "2026-01-12T13:54:46"),
      ("2026-01-12T13:54:46.7+01:00 INFO    \(tagged)", "2026-01-12T13:54:46.7+01:00"),
      ("2026-01-12T13:54:46.7+01:00 WARNING \(tagged)", "2026-01-12T13:54:46.7+01:00"),
      ("Mon Jan 12 13:54:46 2026 mail.info \(tagged)", "2026-01-12T13:54:46"),
      ("mail.info: Jan 12 13:54:46 \(tagged)", "2026-01-12T13:54:46"),
      ("12.01.2026 13:54:46 mx \(tagged)", "2026-01-12T13:54:46"),
      ("Jan 12, 2026 1:54:46 PM mx \(tagged)", "2026-01-12T13:54:46"),
      ("Mon, 12 Jan 2026 13:54:46 +0100 mx \(tagged)", "2026-01-12T13:54:46+01:00"),
      ("2025-12-31_23:59:59.1 mail.info: Jan 01 00:00:01 \(tagged)", "2026-01-01T00:00:01"),
      ("Jan 12 13:54:46 [postfix/smtp] \(bounce)", "2026-01-12T13:54:46"),
      ("Jan 12 13:54:46 \(tagged)", "2026-01-12T13:54:46"),
      ("mainlog.1:2026-01-12 13:54:46 \(exim)", "2026-01-12T13:54:46"),
      ("01/12/2026 10:19:40 AM\tmx\tpostfix/smtp[1]\t\(bounce)", "2026-01-12T10:19:40"),
      ("wrz 12 13:54:46 mx \(tagged)", "2026-09-12T13:54:46"), ("août 12 13:54:46 mx \(tagged)", "2026-08-12T13:54:46"),
      ("Şub 12 13:54:46 mx \(tagged)", "2026-02-12T13:54:46"), (" 3月 12 13:54:46 mx \(tagged)", "2026-03-12T13:54:46"),
    ])
  func times(line: String, time: String) throws {
    let read = try FormSink.read(line)
    #expect(read.replies.count == 1)
    #expect(read.replies.first?.split(separator: " ")[1] == time[...])
    #expect(read.lines.other + read.lines.notUnderstood == 0)
    #expect(read.result.first?.iso8601 == (time == "-" ? nil : time))
  }

  @Test(
    "a head that is not sure is not understood",
    arguments: [
      "01/12/2026 13:54:46 mx \(tagged)", "2026-01-12 13:54:46,123 INFO \(tagged)", "Jan 12 13:54:46 mx app \(tagged)",
      "2026-01-12 13:54:46,mx,postfix/smtp[1],'\(bounce)'", "\"2026-01-12 13:54:46\",\"mx\",\"postfix/smtp[1]:\"",
      bounce, "see also \(tagged)", #"{"level":"info","message":"\#(tagged)"}"#,
      #"{"service":"shop","msg":"\#(tagged)"}"#,
    ])
  func unsure(line: String) throws {
    let read = try FormSink.read(line)
    #expect(read.replies.isEmpty)
    #expect(read.lines.notUnderstood == 1)
  }

  @Test(
    "behind another program's tag, a request, a quote or a comment nothing is mail",
    arguments: [
      "Jan 12 13:54:46 app: \(tagged)", "Jan 12 13:54:46 mx user.info app[9]: \(tagged)",
      "app: Jan 12 13:54:46 mx \(tagged)",
      "Jan 12 13:54:46 mx sshd[1]: Invalid user \(tagged)", "[2026-01-12 13:54:46] shop.ERROR: \(tagged)",
      "web-1  | GET \(tagged)", "2026-01-12T13:54:46Z GET /?q=\(tagged)", "# \(tagged)",
      "/etc/x.conf:# Jan 12 13:54:46 mx \(tagged)",
      "Jan 12 13:54:46 h 1a2b3c4d5e6f[9]: user said \(tagged)", "192.0.2.9 - - \"\(tagged)",
      #"{"program":"form","message":"\#(tagged)"}"#, #"{"tag":"form[1]:","message":"\#(tagged)"}"#,
      #"{"program":"form","message":"\#(exim)"}"#, #"{"message":"said: \#(tagged)"}"#,
      #"{"log":"GET /?q=\#(tagged)\n","stream":"stdout","time":"2026-01-12T13:54:46.1Z"}"#,
    ])
  func foreign(line: String) throws {
    let read = try FormSink.read(line)
    #expect(read.replies.isEmpty)
    #expect(read.lines.other == 1)
  }

  @Test("indented lines among the headers of a refused message are not read, others are")
  func headers() throws {
    let refusal = "2026-01-12 13:54:46 H=(c) [192.0.2.7] F=<s@example.org> rejected after DATA: 550 5.7.1 spam"
    let inside = try FormSink.read(
      refusal, "Envelope-from: <s@example.org>", "Envelope-to: <b@example.com>", "P Received: from c", "  Subject: x",
      "\tJan 12 13:54:46 mx \(Self.tagged)", "  2026-01-12 13:54:46 \(Self.exim)", "  \(Self.tagged)")
    #expect(inside.replies.count == 1)
    let outside = try FormSink.read(
      refusal, "  Jan 12 13:54:46 mx \(Self.tagged)", "  2026-01-12 13:54:46 \(Self.exim)")
    #expect(outside.replies.count == 3)
  }

  @Test("Exim's standard error: the line behind LOG: of the same process")
  func announced() throws {
    let refusal = "H=(c) [192.0.2.7] F=<s@example.org> rejected RCPT <b@example.com>: no relay"
    let read = try FormSink.read(
      "    9 LOG: MAIN REJECT", "    9   \(refusal)", "LOG: MAIN", "  == b@example.net R=r defer (-1): no",
      "LOG: smtp MAIN",
      "  <= s@example.org H=(c) [192.0.2.7] P=esmtp S=1", "  9   SMTP>> LOG: MAIN", "  9   \(refusal)", "  9 LOG: MAIN",
      "  8   \(refusal)", "LOG:  statement: MAIN")
    #expect(read.replies.count == 2)
    #expect(read.lines[.exim] == 7)
    #expect(read.lines.other == 4)
  }

  @Test("long lines of pieces take time in proportion to their length")
  func long() throws {
    for piece in [
      "> ", "[a] ", "a ", "Jan 12 13:54:46 ", "{a=\"b\"} ", "a:", "a-", "<22>", "mail.info ", "\u{1b}[1m",
      "1a2b3c4d5e6f: ",
    ] {
      let line = String(repeating: piece, count: 60_000 / piece.utf8.count)
      var total = 0
      let time = try ContinuousClock().measure { total = try FormSink.read(line, "  " + line, line).lines.total }
      #expect(total == 3)
      #expect(time < .seconds(5), "\(piece)")
    }
  }
}
