import Testing

@testable import MailLog

@Suite("Lines of RFC 5424, and priorities")
struct SyslogProtocolTests {
  private let time = "2026-11-23T15:20:10.347+00:00"

  @Test(
    "structured data, a mark of byte order, and no message id",
    arguments: ["-", "[x@1 k=\"v\"]", "[x@1 k=\"a \\\"]\\\\ [b\" l=\"\"][y]"], ["", "\u{FEFF}", " "])
  func data(data: String, lead: String) throws {
    let read = try FormSink.read(
      "<22>1 2026-11-23T15:20:10.347Z mx1 postfix/submission/smtpd 1234 - \(data) \(lead)\(FormSink.rejection)",
      "1 2026-11-23T16:20:10+01:00 mx1 postfix/smtp - ID47 \(data) \(lead)\(FormSink.bounce)")
    #expect(
      read.replies == [
        "1 \(time) mx1 submission/smtpd 553 rejected b@example.com",
        "2 2026-11-23T16:20:10+01:00 mx1 smtp 550 bounced a@example.net",
      ])
    #expect(read.result.first?.iso8601 == time)
  }

  @Test("fields that are nil")
  func nilFields() throws {
    let read = try FormSink.read(
      "<22>1 - - postfix/smtp - - - \(FormSink.bounce)",
      "<22>1 2026-11-23T15:20:10.347Z mx1 - - - - postfix/smtp[1]: \(FormSink.bounce)",
      "<22>1 2026-11-23T15:20:10.347Z mx1 postfix/smtp 1 - -",
      "<22>1 2026-11-23T15:20:10.347Z mx1 dovecot 1 - - \(FormSink.bounce)")
    #expect(
      read.replies == [
        "1 - - smtp 550 bounced a@example.net", "2 \(time) mx1 smtp 550 bounced a@example.net",
      ])
    #expect(read.lines[.postfix] == 3)
    #expect(read.lines.other == 1)
  }

  @Test("a priority in front of the older heads")
  func priority() throws {
    let read = try FormSink.read(
      "<22>Nov 23 15:20:10 mx1 postfix/smtp[1]: \(FormSink.bounce)",
      "<6>2026-11-23T15:20:10.347Z mx1 postfix/smtp[1]: \(FormSink.bounce)",
      "<22>Nov 23 15:20:10 postfix/smtp[1]: \(FormSink.bounce)", "<2222>Nov 23 15:20:10 mx1 postfix/smtp[1]: x", "<22>")
    #expect(
      read.replies == [
        "1 2026-11-23T15:20:10 mx1 smtp 550 bounced a@example.net",
        "2 \(time) mx1 smtp 550 bounced a@example.net",
        "3 2026-11-23T15:20:10 - smtp 550 bounced a@example.net",
      ])
    #expect(read.lines.other == 2)
  }

  @Test("Solaris names the message in front of it")
  func solaris() throws {
    let read = try FormSink.read(
      "Nov 23 15:20:10 mx1 postfix/smtp[1]: [ID 197553 mail.info] \(FormSink.bounce)",
      "Nov 23 15:20:10 mx1 postfix/smtp[1]: [ID 197553 mail.info", "Nov 23 15:20:10 mx1 postfix/smtp[1]: [ID 1] ")
    #expect(read.replies == ["1 2026-11-23T15:20:10 mx1 smtp 550 bounced a@example.net"])
    #expect(read.lines[.postfix] == 3)
  }
}
