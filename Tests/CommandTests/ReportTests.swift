import Foundation
import Testing

/// What the report says, to whom, and in which language.
@Suite("The report's findings")
struct ReportTests {
  private func findings(_ log: String) throws -> [[String: Any]] {
    let folder = try Folder()
    let path = try folder.file("mail.log", Data(log.utf8))
    return try Program.report(["--year", "2026", path])["findings"] as? [[String: Any]] ?? []
  }

  private func refusal(_ client: String, _ login: String) -> String {
    "Nov 23 10:00:00 mx postfix/smtpd[7]: NOQUEUE: reject: RCPT from \(client): 554 5.7.1 <c@d.example>: Relay access "
      + "denied; from=<a@b.example> to=<c@d.example> proto=ESMTP helo=<h>\(login)\n"
  }

  @Test("the same refusal of an own user and of a stranger stand apart, each with its advice")
  func ownClients() throws {
    let log =
      refusal("c.example[192.0.2.7]", " sasl_username=bob") + refusal("c.example[192.0.2.7]", "")
      + refusal("localhost[127.0.0.1]", "")
    let found = try findings(log)
    #expect(found.count == 2)
    let own = try #require(found.first { $0["own_client"] as? Bool == true })
    let other = try #require(found.first { $0["own_client"] as? Bool == false })
    #expect(own["replies"] as? Int == 2)
    #expect(other["replies"] as? Int == 1)
    #expect(own["fix"] as? [String] != other["fix"] as? [String])
  }

  @Test("a failed login is nobody's own")
  func failedLogin() throws {
    let found = try findings(
      "2026-11-23 10:00:00 plain_login authenticator failed for H=(h) [192.0.2.7]: 535 Incorrect authentication data "
        + "(set_id=bob)\n")
    #expect(found.count == 1)
    #expect(found.first?["own_client"] as? Bool == false)
  }

  @Test("550 and 553 for the same block list are one finding that names the address, the list and its page")
  func joined() throws {
    let said = { (code: String, text: String) in
      "Nov 23 10:00:00 mx postfix/smtp[7]: 4C5A85985C\(code.last!): to=<c@d.example>, relay=d.example[198.51.100.1]:25, "
        + "delay=1, delays=0/0/1/0, dsn=5.7.1, status=bounced (host d.example[198.51.100.1] said: \(code) 5.7.1 \(text) "
        + "(in reply to RCPT TO command))\n"
    }
    let text = "Service unavailable; Client host [203.0.113.9] blocked using zen.spamhaus.org"
    let found = try findings(said("550", text) + said("553", text) + said("554", text))
    let finding = try #require(found.first)
    #expect(found.count == 1)
    #expect(finding["replies"] as? Int == 3)
    #expect(finding["named"] as? [String] == ["203.0.113.9", "Spamhaus"])
    #expect(finding["pages"] as? [String] == ["https://check.spamhaus.org/"])
  }

  @Test("a report in Spanish has the same figures and no English words of its own")
  func spanish() throws {
    let report = try Program(["analyze", "--lang", "es", "SampleLogs/postfix.log.gz"]).output
    #expect(report.contains("QUÉ ARREGLAR PRIMERO"))
    #expect(report.contains("21.796 líneas: 17.902 Postfix"))
    for word in ["replies", "recipients", "said by", "you:", " See ", "Fix ", "Meaning", "Not explained"] {
      #expect(!report.contains(word), "\(word)")
    }
    let english = try Program.report(["--lang", "en", "SampleLogs/postfix.log.gz"])
    let other = try Program.report(["--lang", "es", "SampleLogs/postfix.log.gz"])
    #expect(english["totals"] as? [String: Int] == other["totals"] as? [String: Int])
    let counts = { (report: [String: Any]) in
      (report["findings"] as? [[String: Any]] ?? []).map { "\($0["cause"] ?? "") \($0["replies"] ?? 0)" }
    }
    #expect(counts(english) == counts(other))
    #expect(counts(english).first == "stolen-login 220")
  }

  @Test("causes of one's own come first in analyze and extract; a broken file ends with 2")
  func rules() throws {
    let folder = try Folder()
    let rules = try folder.file(
      "rules.yaml",
      Data(
        """
        - id: our-sender-rule
          phrases: ["Relay access denied"]
          class: policy
          title: Our own rule
          fix:
            - Ask the help desk.

        """.utf8))
    let log = try folder.file("mail.log", Data(refusal("c.example[192.0.2.7]", "").utf8))
    let found = try Program.report(["--rules", rules, log])["findings"] as? [[String: Any]]
    #expect(found?.first?["cause"] as? String == "our-sender-rule")
    #expect(try Program(["extract", "--rules", rules, log]).output.contains("\"cause\":\"our-sender-rule\""))
    let broken = try folder.file("broken.yaml", Data("- id: x\n".utf8))
    let failed = try Program(["analyze", "--rules", broken, log])
    #expect(failed.status == 2)
    #expect(failed.errors.contains("broken.yaml:1"))
  }
}
