import Foundation
import Testing

/// What a delisting request needs.
@Suite("bounces evidence")
struct EvidenceTests {
  @Test("the sample day's listing: our address, our host, the server, the volume and the page; in both languages")
  func sample() throws {
    let english = try Program(["evidence", "--lang", "en", "553-yahoo-spamhaus", "SampleLogs/postfix.log.gz"])
    #expect(english.status == 0)
    for words in [
      "Evidence: Your IP is on a Spamhaus list that Yahoo uses", "Our addresses named: 203.0.113.25", "Our hosts: mx1",
      "89 replies, 10 recipients", "mta7.am0.yahoodns.net [192.0.2.106]", "2026-11-22        89", "without a zone",
      "See https://check.spamhaus.org/",
    ] {
      #expect(english.output.contains(words), "\(words)")
    }
    let spanish = try Program(["evidence", "--lang", "es", "553-yahoo-spamhaus", "SampleLogs/postfix.log.gz"]).output
    #expect(spanish.contains("Pruebas: Su IP") && spanish.contains("89 respuestas, 10 destinatarios"))
  }

  @Test("times are in UTC where the log has a zone; the count is that of analyze with the same filter")
  func zones() throws {
    let folder = try Folder()
    let log = try folder.file(
      "mail.log",
      Data(
        ["2026-11-23T00:30:00+02:00", "2026-11-23T12:00:00+02:00"].map {
          "\($0) mx postfix/smtp[7]: 5D5A85985CC: to=<bob@d.example>, relay=d.example[198.51.100.1]:25, delay=1, delays=0/0/0/1, "
            + "dsn=5.7.1, status=bounced (host d.example[198.51.100.1] said: 550 5.7.1 Service unavailable; Client host "
            + "[203.0.113.9] blocked using zen.spamhaus.org (in reply to RCPT TO command))\n"
        }.joined().utf8))
    let report = try Program.report([log])
    let finding = try #require((report["findings"] as? [[String: Any]])?.first)
    let cause = try #require(finding["cause"] as? String)
    let text = try Program(["evidence", "--lang", "en", cause, log]).output
    #expect(text.contains("From 2026-11-22 22:30:00 to 2026-11-23 10:00:00 (times in UTC)"))
    #expect(text.contains("2 replies, 1 recipient"))
    let one = try Program(["evidence", "--lang", "en", cause, log, "--until", "2026-11-23 00:00Z"]).output
    #expect(one.contains("1 reply, 1 recipient"))
  }

  @Test("no such cause is a usage error, none in the log is said")
  func edges() throws {
    #expect(try Program(["evidence", "no-such-cause-at-all", "SampleLogs/postfix.log.gz"]).status == 64)
    let none = try Program(["evidence", "spf-fail", "SampleLogs/lab/postfix/rotate.log"])
    #expect(none.output.isEmpty && none.errors.contains("has the cause spf-fail"))
  }
}
