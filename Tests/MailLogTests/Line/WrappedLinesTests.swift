import MailLog
import Testing

/// Every wrapping of lines against every kind of line: what is told of a line does not hang on what stands in front of it.
@Suite("Wrappings and kinds of lines")
struct WrappedLinesTests {
  /// The parts of a line that a wrapping puts together.
  struct Part {
    var name: String
    var pid: Int
    var text: String
  }

  /// What a run found out.
  struct Found: Equatable {
    var replies: [String] = []
    var encrypted: [Bool?] = []
    var lines = LineCounts()
  }

  private static let postfix = [
    Part(name: "postfix/smtpd", pid: 7, text: "connect from c.example.org[192.0.2.7]"),
    Part(name: "postfix/smtpd", pid: 7, text: FormSink.rejection),
    Part(name: "postfix/smtpd", pid: 7, text: "disconnect from c.example.org[192.0.2.7] ehlo=1 vrfy=2 commands=3"),
    Part(name: "postfix/qmgr", pid: 8, text: "4A1B2C3D4E: from=<s@example.org>, size=1, nrcpt=1 (queue active)"),
    Part(
      name: "postfix/smtp", pid: 9,
      text: "Untrusted TLS connection established to mx.example.net[192.0.2.1]:25: TLSv1.3 with cipher X (256/256 bits)"
    ),
    Part(
      name: "postfix/smtp", pid: 9,
      text:
        "4A1B2C3D4E: to=<b@example.net>, relay=mx.example.net[192.0.2.1]:25, delay=1, dsn=2.0.0, status=sent (250 ok)"),
    Part(
      name: "postfix/smtp", pid: 10,
      text:
        "4A1B2C3D4E: to=<c@example.net>, relay=mx.example.net[192.0.2.2]:25, delay=1, dsn=2.0.0, status=sent (250 ok)"),
    Part(name: "postfix/smtp", pid: 9, text: FormSink.bounce.replacing("\"", with: "'")),
    Part(name: "postfix/qmgr", pid: 8, text: "4A1B2C3D4E: removed"),
  ]
  private static let exim = [
    Part(name: "exim", pid: 5, text: "1pfdJV-004eVE-9X <= s@example.org H=(c) [192.0.2.7] P=esmtps X=TLS1.3 S=31"),
    Part(
      name: "exim", pid: 5,
      text: "1pfdJV-004eVE-9X => b@example.net R=r T=t H=mx.example.net [192.0.2.1] X=TLS1.3 C='250 ok'"),
    Part(
      name: "exim", pid: 5,
      text:
        "1pfdJV-004eVE-9X ** a@example.net R=r T=t H=mx.example.net [192.0.2.1]: SMTP error from remote mail server "
        + "after RCPT TO:<a@example.net>: 550 5.1.1 unknown"),
    Part(name: "exim", pid: 6, text: "H=(c) [192.0.2.7] F=<s@example.org> rejected RCPT <d@example.com>: no relay"),
    Part(name: "exim", pid: 5, text: "1pfdJV-004eVE-9X Completed"),
  ]

  static let wrappings: [(name: String, line: @Sendable (Part) -> String)] = [
    ("RFC 3339", { "2026-01-12T13:54:46.5+00:00 mx \($0.name)[\($0.pid)]: \($0.text)" }),
    ("short-full", { "Mon 2026-01-12 13:54:46 UTC mx \($0.name)[\($0.pid)]: \($0.text)" }),
    ("short-full in French", { "lun. 2026-01-12 13:54:46 CET mx \($0.name)[\($0.pid)]: \($0.text)" }),
    ("short-unix", { "1768226086.511000 mx \($0.name)[\($0.pid)]: \($0.text)" }),
    ("short-monotonic", { "[   12.345678] mx \($0.name)[\($0.pid)]: \($0.text)" }),
    (
      "journal's JSON",
      {
        #"{"MESSAGE":"\#($0.text)","SYSLOG_IDENTIFIER":"\#($0.name)","_PID":"\#($0.pid)","_HOSTNAME":"mx","#
          + #""__REALTIME_TIMESTAMP":"1768226086000000"}"#
      }
    ),
    (
      "docker's journal",
      {
        #"{"MESSAGE":"Jan 12 13:54:46 mx \#($0.name)[\#($0.pid)]: \#($0.text)","CONTAINER_NAME":"m","#
          + #""SYSLOG_IDENTIFIER":"1a2b3c4d5e6f","__REALTIME_TIMESTAMP":"1768226086000000"}"#
      }
    ),
    ("RFC 5424", { "<22>1 2026-01-12T13:54:46Z mx \($0.name) \($0.pid) - - \($0.text)" }),
    ("a priority", { "<22>Jan 12 13:54:46 mx \($0.name)[\($0.pid)]: \($0.text)" }),
    ("Solaris", { "Jan 12 13:54:46 mx \($0.name)[\($0.pid)]: [ID \($0.text.utf8.count) mail.info] \($0.text)" }),
    ("two blanks", { "Jan 12 13:54:46 mx \($0.name)[\($0.pid)]:  \($0.text)" }),
    ("blanks behind", { "Jan 12 13:54:46 mx \($0.name)[\($0.pid)]: \($0.text)  \t" }),
    ("tabs", { "Jan 12 13:54:46\tmx\t\($0.name)[\($0.pid)]:\t\($0.text)" }),
    (
      "docker's JSON",
      {
        #"{"log":"Jan 12 13:54:46 mx \#($0.name)[\#($0.pid)]: \#($0.text)\n","stream":"stdout","#
          + #""time":"2026-01-12T13:54:46.1Z"}"#
      }
    ),
    ("container runtime", { "2026-01-12T13:54:46.1Z stdout F Jan 12 13:54:46 mx \($0.name)[\($0.pid)]: \($0.text)" }),
    ("docker's syslog", { "Jan 12 13:54:46 h 1a2b3c4d5e6f[9]: Jan 12 13:54:46 mx \($0.name)[\($0.pid)]: \($0.text)" }),
    ("compose", { "mail-1  | Jan 12 13:54:46 mx \($0.name)[\($0.pid)]: \($0.text)" }),
    ("compose, no stamp", { "mail-1  | mx \($0.name)[\($0.pid)]: \($0.text)" }),
    ("kubectl", { "[pod/mail-0/mta] Jan 12 13:54:46 mx \($0.name)[\($0.pid)]: \($0.text)" }),
    ("stern", { "mail-0 mta Jan 12 13:54:46 mx \($0.name)[\($0.pid)]: \($0.text)" }),
    ("logcli", { #"2026-01-12T13:54:46Z {job="mail"} Jan 12 13:54:46 mx \#($0.name)[\#($0.pid)]: \#($0.text)"# }),
    ("busybox", { "Jan 12 13:54:46 mx mail.info \($0.name)[\($0.pid)]: \($0.text)" }),
    ("FreeBSD", { "Jan 12 13:54:46 <mail.info> mx \($0.name)[\($0.pid)]: \($0.text)" }),
    ("a year behind", { "Jan 12 2026 13:54:46 mx \($0.name)[\($0.pid)]: \($0.text)" }),
    ("a blank for the T", { "2026-01-12 13:54:46 mx \($0.name)[\($0.pid)]: \($0.text)" }),
    ("slashes", { "2026/01/12 13:54:46 mx \($0.name)[\($0.pid)]: \($0.text)" }),
    ("a web server's stamp", { "[12/Jan/2026:13:54:46 +0000] mx \($0.name)[\($0.pid)]: \($0.text)" }),
    ("milliseconds", { "1768226086123 mx \($0.name)[\($0.pid)]: \($0.text)" }),
    ("half a day", { "01/12/2026 01:54:46 PM mx \($0.name)[\($0.pid)]: \($0.text)" }),
    ("TAI64N", { "@400000006964fd301dcd6500 Jan 12 13:54:46 mx \($0.name)[\($0.pid)]: \($0.text)" }),
    ("Spanish", { "ene 12 13:54:46 mx \($0.name)[\($0.pid)]: \($0.text)" }),
    ("French", { "janv. 12 13:54:46 mx \($0.name)[\($0.pid)]: \($0.text)" }),
    ("Russian", { "Янв 12 13:54:46 mx \($0.name)[\($0.pid)]: \($0.text)" }),
    ("grep", { "/var/log/mail.log.1:Jan 12 13:54:46 mx \($0.name)[\($0.pid)]: \($0.text)" }),
    ("grep -n", { "12:Jan 12 13:54:46 mx \($0.name)[\($0.pid)]: \($0.text)" }),
    ("a quote", { "> Jan 12 13:54:46 mx \($0.name)[\($0.pid)]: \($0.text)" }),
    ("indented", { "    Jan 12 13:54:46 mx \($0.name)[\($0.pid)]: \($0.text)" }),
    ("a bullet", { "* Jan 12 13:54:46 mx \($0.name)[\($0.pid)]: \($0.text)" }),
    (
      "logstash",
      {
        #"{"@timestamp":"2026-01-12T13:54:46Z","logsource":"mx","program":"\#($0.name)","pid":"\#($0.pid)","#
          + #""message":"\#($0.text)"}"#
      }
    ),
    (
      "rsyslog",
      {
        #"{"timereported":"2026-01-12T13:54:46Z","hostname":"mx","syslogtag":"\#($0.name)[\#($0.pid)]:","#
          + #""programname":"x","msg":" \#($0.text)"}"#
      }
    ),
    (
      "a whole line in an event",
      { #"{"message":"Jan 12 13:54:46 mx \#($0.name)[\#($0.pid)]: \#($0.text)","@timestamp":"2026-01-12T13:54:46Z"}"# }
    ),
  ]

  private static func read(_ lines: [String]) throws -> Found {
    let directory = try TemporaryDirectory()
    let sink = FormSink()
    var options = ReadingOptions(now: 1_795_478_399)
    options.keepsDetails = true
    var reader = LogReader(options: options)
    var source = try ByteSource.open(path: directory.file("mail.log", Array(lines.map { $0 + "\n" }.joined().utf8)))
    reader.read(&source, into: sink)
    reader.finish(into: sink)
    return Found(replies: sink.timeless, encrypted: sink.encrypted, lines: try #require(reader.results.first).lines)
  }

  @Test("each gives the records, the counts and the share under TLS of the usual line", arguments: wrappings.indices)
  func table(index: Int) throws {
    let wrapping = Self.wrappings[index]
    for parts in [Self.postfix, Self.exim] {
      let usual = try Self.read(parts.map { "Jan 12 13:54:46 mx \($0.name)[\($0.pid)]: \($0.text)" })
      #expect(usual.lines.other == 0 && usual.lines.notUnderstood == 0 && usual.replies.count >= 3)
      #expect(try Self.read(parts.map(wrapping.line)) == usual, "\(wrapping.name)")
    }
    #expect(try Self.read(Self.postfix.map(wrapping.line)).encrypted.contains(true))
  }

  @Test("any byte of a line's head changed, each is one line, and cut anywhere", arguments: wrappings.indices)
  func changed(index: Int) throws {
    let whole = Array(Self.wrappings[index].line(Self.postfix[7]).utf8)
    var text: [UInt8] = []
    var count = 0
    for place in whole.indices.prefix(120) {
      text += whole[..<place] + [10]
      count += 1
      for byte in [0, 9, 32, 34, 45, 47, 57, 58, 64, 91, 93, 123, 195, 255] as [UInt8] {
        text += whole[..<place] + [byte] + whole[(place + 1)...] + [10]
        count += 1
      }
    }
    #expect(try FormSink.read(text).lines.total == count)
  }
}
