import Testing

@testable import MailLog

@Suite("One file of all forms")
struct MixedFormsTests {
  @Test("the last time is that of the last line that has one, bare or inside a form")
  func lastTime() throws {
    let bare = "2026-11-23 15:27:32 End queue run: pid=1"
    let none = "2026-11-23 !5:27:35 End queue run: pid=2"
    let container = "2026-11-23T15:27:33.1Z stdout F \(bare)"
    #expect(try FormSink.read(bare, none).result.last?.iso8601 == "2026-11-23T15:27:32")
    #expect(try FormSink.read("\0\0" + bare, "no head", none, none).result.last?.iso8601 == "2026-11-23T15:27:32")
    #expect(try FormSink.read(none, none).result.last == nil)
    let mixed = try FormSink.read(bare.replacing("32", with: "31"), container, none).result
    #expect(mixed.last == (try FormSink.read(container)).result.last)
    #expect(mixed.last != nil)
    let timeless = "2026-11-23T15:27:34.1Z stdout F \(none)"
    // The container's own.
    #expect(try FormSink.read(bare, timeless).result.last?.iso8601 == "2026-11-23T15:27:34.1+00:00")
    #expect(try FormSink.read(bare, "<22>\(none)").result.last?.iso8601 == "2026-11-23T15:27:32")
  }

  @Test("is read line by line, whatever came before")
  func mixed() throws {
    let bounce = FormSink.bounce.replacing("\"", with: "'")
    let tagged = "postfix/smtp[1]: \(bounce)"
    let read = try FormSink.read(
      "-- Boot 0123456789abcdef0123456789abcdef --",
      "2013 Jun 10 06:27:30.123 mx1 \(tagged)",
      "<22>1 2026-11-23T15:20:10.347Z mx1 postfix/smtp 1234 - - \(bounce)",
      "Nov 23 15:20:11 mx1 \(tagged)",
      "2026-11-23T15:20:12+0100 mx1 \(tagged)",
      "1795447064.511000 mx1 \(tagged)",
      "Mon 2026-11-23 15:21:13 UTC mx1 \(tagged)",
      #"{"MESSAGE":"\#(bounce)","SYSLOG_IDENTIFIER":"postfix/smtp","_HOSTNAME":"mx1","#
        + #""__REALTIME_TIMESTAMP":"1795447064511000"}"#,
      "Nov 23 15:20:13 mx1 last message repeated 4 times",
      "postfix  | Nov 23 15:20:14 mx1 \(tagged)",
      "2026-11-23T15:20:15.478Z stdout P Nov 23 15:20:15 mx1 post",
      "Nov 23 15:20:11 mx1 dovecot: nothing to see",
      "2026-11-23T15:20:15.478Z stdout F fix/smtp[1]: \(bounce)",
      #"{"log":"Nov 23 16:20:16 mx1 \#(tagged)\n","stream":"stdout","time":"2026-11-23T15:20:16.5Z"}"#,
      "Nov 23 15:20:17 mx1 postfix/smtp[1]: [ID 197553 mail.info] \(bounce)",
      "Nov 23 15:20:18 mx1 postfix/smtp[1]: message repeated 7 times: [ \(bounce)]",
      "Nov  3 15:20:19 mx1 \(tagged)")
    let end = "mx1 smtp 550 bounced a@example.net"
    #expect(
      read.replies == [
        "2 2013-06-10T06:27:30.123 \(end)", "3 2026-11-23T15:20:10.347+00:00 \(end)", "4 2026-11-23T15:20:11 \(end)",
        "5 2026-11-23T15:20:12+01:00 \(end)", "6 2026-11-23T15:17:44.511000+00:00 \(end)",
        "7 2026-11-23T15:21:13+00:00 \(end)", "8 2026-11-23T15:17:44.511000+00:00 \(end)",
        "9 2026-11-23T15:20:13 \(end) x4", "10 2026-11-23T15:20:14 \(end)", "13 2026-11-23T15:20:15.478+00:00 \(end)",
        "14 2026-11-23T15:20:16.5+00:00 \(end)", "15 2026-11-23T15:20:17 \(end)", "16 2026-11-23T15:20:18 \(end) x7",
        "17 2026-11-03T15:20:19 \(end)",
      ])
    #expect(read.lines.total == 17)
    #expect(read.lines.other == 3)
    #expect(read.result.first?.iso8601 == "2013-06-10T06:27:30.123")
    #expect(read.result.last?.iso8601 == "2026-11-03T15:20:19")
  }
}
