import Testing

@testable import MailLog

/// The forms of `journalctl -o`, as systemd 252 writes them.
@Suite("Lines of the journal")
struct JournalFormsTests {
  private let bounce = FormSink.bounce
  private let tail = "mx1 smtp 550 bounced a@example.net"

  @Test(
    "every text form",
    arguments: [
      ("Nov 23 16:17:44", "2026-11-23T16:17:44"),
      ("Nov 23 16:17:44.511000", "2026-11-23T16:17:44.511000"),
      ("2026-11-23T16:17:44+0100", "2026-11-23T16:17:44+01:00"),
      ("2026-11-23T16:17:44+01:00", "2026-11-23T16:17:44+01:00"),
      ("2026-11-23T16:17:44.511000+0100", "2026-11-23T16:17:44.511000+01:00"),
      ("1795447064.511000", "2026-11-23T15:17:44.511000+00:00"),
      ("Mon 2026-11-23 15:17:44 UTC", "2026-11-23T15:17:44+00:00"),
      ("Mon 2026-11-23 16:17:44 CET", "2026-11-23T16:17:44"),
      ("Mon 2026-11-23 18:17:44 +03", "2026-11-23T18:17:44+03:00"),
      ("Mon 2026-11-23 20:47:44 +0530", "2026-11-23T20:47:44+05:30"),
    ])
  func text(stamp: String, time: String) throws {
    let read = try FormSink.read("\(stamp) mx1 postfix/smtp[1234]: \(bounce)")
    #expect(read.replies == ["1 \(time) \(tail)"])
    #expect(read.result.first?.iso8601 == time)
    #expect(read.result.last?.iso8601 == time)
  }

  @Test("a unit for the tag: the daemon is told by its words")
  func units() throws {
    let head = "Mon 2026-11-23 15:17:44 UTC mx1 postfix@-.service[1234]: "
    let read = try FormSink.read(
      head + bounce, head + FormSink.rejection, head + "4A1B2C3D4E: removed",
      head
        + "4A1B2C3D4F: to=<root@example.com>, relay=local, delay=1, dsn=5.1.1, status=bounced (unknown user: \"root\")",
      head + "disconnect from c.example.org[192.0.2.7] ehlo=1 vrfy=2 commands=3",
      head + "4A1B2C3D50: to=<c@example.net>, relay=none, delay=1, dsn=4.7.1, status=deferred (delivery temporarily "
        + "suspended: host mx.example.net[192.0.2.1] refused to talk to me: 421 4.7.1 later)",
      "Mon 2026-11-23 15:17:44 UTC mx1 ssh.service[9]: hello")
    let start = "2026-11-23T15:17:44+00:00 mx1 postfix@-.service"
    #expect(
      read.replies
        == [
          "1 \(start) 550 bounced a@example.net", "2 \(start) 553 rejected b@example.com",
          "4 \(start) - bounced root@example.com", "5 \(start) 252 probe - x2",
          "6 \(start) 421 suspended c@example.net",
        ])
    #expect(read.lines[.postfix] == 6)
    #expect(read.lines.other == 1)
  }

  private func entry(_ message: String, _ more: String = "") -> String {
    #"{"_HOSTNAME":"mx1","__REALTIME_TIMESTAMP":"1795447064511000","SYSLOG_IDENTIFIER":"postfix/smtp","_PID":"1234","#
      + #""__CURSOR":"s=1;i=2","MESSAGE":\#(message)\#(more)}"#
  }

  @Test("JSON, the message a string or the bytes of one")
  func json() throws {
    let string = "\"" + bounce.replacing("\"", with: "\\\"") + "\""
    let numbers = "[" + bounce.utf8.map(String.init).joined(separator: ",") + "]"
    let expected = "2026-11-23T15:17:44.511000+00:00 \(tail)"
    let read = try FormSink.read(
      entry(string), entry(numbers), "\u{1e}" + entry(string), entry("[\(string),\"again\"]"),
      entry(string, #","NESTED":[[{"a":"]"}],null,true,-1.5e3],"_COMM":"smtp""#))
    #expect(read.replies == (1...5).map { "\($0) \(expected)" })
    #expect(read.result.last?.iso8601 == "2026-11-23T15:17:44.511000+00:00")
  }

  @Test("JSON escapes, surrogates and bytes that are no UTF-8")
  func escapes() throws {
    let message = bounce.replacing("a@", with: #"\u00fc\uD83D\uDE00\/\\b@"#).replacing("\"", with: "\\\"")
    let read = try FormSink.read(entry("\"\(message)\""))
    #expect(read.replies == [#"1 2026-11-23T15:17:44.511000+00:00 mx1 smtp 550 bounced ü😀/\b@example.net"#])
    let lone = try FormSink.read(
      entry("\"\(bounce.replacing("a@", with: #"\uD83Dx\uZZ@"#).replacing("\"", with: "'"))\""))
    #expect(lone.replies.first?.hasSuffix("bounced \u{fffd}x\u{fffd}ZZ@example.net") == true)
    let latin = bounce.utf8.map { $0 == 0x61 ? "252" : String($0) }.joined(separator: ",")
    #expect(try FormSink.read(entry("[\(latin)]")).lines.total == 1)
  }

  @Test("an entry without time, host or number is read as far as it goes")
  func lacking() throws {
    let message = "\"" + bounce.replacing("\"", with: "'") + "\""
    let read = try FormSink.read(
      #"{"MESSAGE":\#(message),"SYSLOG_IDENTIFIER":"postfix/smtp"}"#,
      #"{"MESSAGE":\#(message),"_COMM":"postfix/smtp","__REALTIME_TIMESTAMP":1795447064511000}"#,
      #"{"MESSAGE":null,"SYSLOG_IDENTIFIER":"postfix/smtp"}"#, #"{"MESSAGE":"x"}"#, "{}")
    #expect(
      read.replies == [
        "1 - - smtp 550 bounced a@example.net", "2 2026-11-23T15:17:44.511000+00:00 - smtp 550 bounced a@example.net",
      ])
    #expect(read.lines.other == 3)
  }

  @Test("what journalctl says itself is no reply")
  func notices() throws {
    let read = try FormSink.read(
      "-- Logs begin at Mon 2026-11-23 15:00:00 UTC, end at Mon 2026-11-23 16:00:00 UTC. --",
      "-- Boot 0123456789abcdef0123456789abcdef --", "-- No entries --",
      "Nov 23 16:17:45 mx1 postfix/smtpd[77]: [171B blob data]")
    #expect(read.replies.isEmpty)
    #expect(read.lines.other == 3)
    #expect(read.lines[.postfix] == 1)
  }
}
