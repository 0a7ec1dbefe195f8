import Testing

@testable import MailLog

@Suite("Exim's lines in other forms")
struct EximFormsTests {
  private let text =
    "1xVVq2-0000mL-25 ** a@example.net R=dns T=remote_smtp H=mx.example.net [192.0.2.1]: SMTP error from remote mail "
    + "server after RCPT TO:<a@example.net>: 550 5.1.1 unknown"
  private let rejection =
    "H=c.example.org [192.0.2.7] F=<s@example.org> rejected RCPT <b@example.com>: 553 5.1.8 no such domain"

  @Test("in a container, from the journal, with a priority, by RFC 5424")
  func forms() throws {
    let line = "2026-11-23 15:20:10 \(text)"
    let read = try FormSink.read(
      "mail-1  | " + line, "2026-11-23T15:20:10.5Z " + line, "2026-11-23T15:20:10.5Z stdout F " + line,
      #"{"log":"\#(line)\n","stream":"stdout","time":"2026-11-23T15:20:10.5Z"}"#,
      #"{"MESSAGE":"\#(text)","SYSLOG_IDENTIFIER":"exim","_PID":"7","__REALTIME_TIMESTAMP":"1795447210500000","_HOSTNAME":"mx1"}"#,
      "<22>1 2026-11-23T15:20:10Z mx1 exim 7 - - " + line, "<22>Nov 23 15:20:10 mx1 exim[7]: " + line,
      "Mon 2026-11-23 15:20:10 UTC mx1 exim4.service[7]: " + line,
      "Nov 23 15:20:10 mx1 exim[7]: [ID 197553 mail.info] " + line)
    #expect(read.replies.count == 9)
    #expect(read.replies.allSatisfy { $0.contains("2026-11-23T15:20:10") && $0.hasSuffix("550 bounced a@example.net") })
    #expect(read.lines[.exim] == 9)
  }

  @Test("repeats of rejections, which Exim sends to syslog twice")
  func repeats() throws {
    let head = "Nov 23 15:20:10 mx1 exim[7]: "
    let once = try FormSink.read(
      head + rejection, "Nov 23 15:21:10 mx1 exim[7]: message repeated 4 times: [ \(rejection)]")
    #expect(once.replies.map { $0.suffix(2) } == ["om", "x4"])
    let pairs = try FormSink.read(head + rejection, head + "message repeated 5 times: [ \(rejection)]")
    #expect(pairs.replies.map { $0.suffix(2) } == ["om", "x2"])
    let pair = try FormSink.read(
      head + rejection, head + rejection, "Nov 23 15:20:20 mx1 last message repeated 3 times")
    #expect(pair.replies.map { $0.suffix(2) } == ["om", "x3"])
  }
}
