import Foundation
import Testing

/// `--audit`: figures by domain, provider, sender domain, client and login.
@Suite("Audits")
struct AuditTests {
  static let logs = [
    "SampleLogs/postfix.log.gz", "SampleLogs/exim.log.gz", "SampleLogs/lab/postfix/default.log",
    "SampleLogs/lab/exim/h499_default.log",
  ]

  private func audit(_ report: [String: Any]) -> [String: Any] { report["audit"] as? [String: Any] ?? [:] }

  private func rows(_ report: [String: Any], _ table: String) -> [[String: Any]] {
    audit(report)[table] as? [[String: Any]] ?? []
  }

  private func row(_ report: [String: Any], _ table: String, _ name: String) -> [String: Any] {
    rows(report, table).first { $0["name"] as? String == name } ?? [:]
  }

  @Test(
    "the audit counts what the report counts", arguments: logs, [[], ["--direction", "outbound", "--code", "5xx"]])
  func figures(log: String, filter: [String]) throws {
    let plain = try Program.report(filter + [log])
    let report = try Program.report(["--audit", "--top", "100000"] + filter + [log])
    let totals = try #require(report["totals"] as? [String: Int])
    #expect(plain["totals"] as? [String: Int] == totals && plain["audit"] is NSNull)
    let total = try #require(audit(report)["total"] as? [String: Any])
    for key in ["delivered", "bounced", "deferred", "deferrals", "attempts"] {
      #expect(total[key] as? Int == totals[key], "\(key)")
      let sum = rows(report, "recipient_domains").reduce(0) { $0 + ($1[key] as? Int ?? 0) }
      #expect(sum <= totals[key] ?? 0, "\(key) by domain")
    }
    let days = try #require(report["days"] as? [[String: Any]])
    for key in ["delivered", "bounced", "deferrals", "rejected"] {
      #expect(days.reduce(0) { $0 + ($1[key] as? Int ?? 0) } == totals[key], "\(key) by day")
    }
  }

  @Test("the sample's providers are told by their mail servers, and users by relays")
  func providers() throws {
    let report = try Program.report(["--audit", "SampleLogs/postfix.log.gz"])
    #expect(Set(rows(report, "providers").compactMap { $0["name"] as? String }).isSuperset(of: ["Gmail", "Microsoft"]))
    let gmail = try #require(row(report, "providers", "Gmail")["delay"] as? [String: Any])
    #expect((gmail["median"] as? Double).map { $0 > 0.1 && $0 < 60 } == true)
  }

  private static let relayed = """
    2026-11-22T10:00:00+00:00 mail postfix/smtp[1]: 4A00000001: to=<a@gmail.com>, relay=smtp.relay.example[192.0.2.5]:587, delay=2, delays=0/0/1/1, dsn=2.0.0, status=sent (250 2.0.0 OK)
    2026-11-22T10:00:01+00:00 mail postfix/smtp[1]: 4A00000002: to=<b@some.example>, relay=smtp.relay.example[192.0.2.5]:587, delay=4, delays=0/0/1/1, tls=verified, dsn=2.0.0, status=sent (250 2.0.0 OK)

    """

  @Test("behind a relay the recipients' domains tell the provider; tls= of Postfix 3.11 is read")
  func relayhost() throws {
    let input = Data(AuditTests.relayed.utf8)
    let report = try Program.report(["--audit", "--relayhost", "smtp.relay.example", "-"], input: input)
    #expect(rows(report, "providers").map { $0["name"] as? String } == ["Gmail"])
    #expect(rows(try Program.report(["--audit", "-"], input: input), "providers").isEmpty)
    #expect(row(report, "recipient_domains", "some.example")["tls"] as? Int == 1)
    #expect(row(report, "recipient_domains", "gmail.com")["tls_known"] as? Int == 0)
  }

  @Test("Exim's X= tells of TLS, and a deferral's time is known")
  func exim() throws {
    let log = """
      2026-11-22 10:00:00 1xVVq2-0000mL-25 <= s@example.com H=c.example.com [192.0.2.7] P=esmtpsa A=plain:u@example.com S=500
      2026-11-22 10:00:01 1xVVq2-0000mL-25 == b@b.example R=dnslookup T=remote_smtp defer (-44) H=mx.b.example [192.0.2.9]: SMTP error from remote mail server after RCPT TO:<b@b.example>: 450 4.2.0 Greylisted
      2026-11-22 10:10:01 1xVVq2-0000mL-25 => b@b.example R=dnslookup T=remote_smtp H=mx.b.example [192.0.2.9] X=TLS1.3:TLS_AES_256_GCM_SHA384:256 CV=yes C="250 OK"
      2026-11-22 10:10:02 1xVVq2-0000mL-25 => d@d.example R=dnslookup T=remote_smtp H=mx.d.example [192.0.2.10] C="250 OK"
      2026-11-22 10:10:02 1xVVq2-0000mL-25 Completed

      """
    let report = try Program.report(["--audit", "-"], input: Data(log.utf8))
    let total = try #require(audit(report)["total"] as? [String: Any])
    #expect(total["tls"] as? Int == 1 && total["tls_known"] as? Int == 2 && total["messages"] as? Int == 1)
    let wait = try #require((total["deferral_to_delivery"] as? [String: Any])?["median"] as? Double)
    #expect(abs(wait - 600) < 40)
    #expect(row(report, "logins", "u@example.com")["delivered"] as? Int == 2)
    #expect(row(report, "clients", "c.example.com [192.0.2.7]")["messages"] as? Int == 1)
  }

  @Test("Postfix's TLS lines tell of the deliveries of their process and of connections that were kept")
  func postfixTLS() throws {
    func delivery(_ pid: Int, _ recipient: String, _ peer: String, _ more: String = "") -> String {
      "2026-11-22T10:00:02+00:00 mail postfix/smtp[\(pid)]: 4A0000000\(pid): to=<\(recipient)>, relay=\(peer):25\(more), delay=2, delays=0/0/1/1, dsn=2.0.0, status=sent (250 2.0.0 OK)\n"
    }
    let established =
      "2026-11-22T10:00:01+00:00 mail postfix/smtp[1]: Trusted TLS connection established to mx.a.example[192.0.2.9]:25: TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits)\n"
    let log =
      established + delivery(1, "x@a.example", "mx.a.example[192.0.2.9]")
      + delivery(1, "x@b.example", "mx.b.example[192.0.2.10]") + delivery(2, "x@c.example", "mx.a.example[192.0.2.9]")
      + delivery(3, "x@d.example", "mx.a.example[192.0.2.9]", ", conn_use=2")
      + delivery(4, "x@e.example", "mx.e.example[192.0.2.11]", ", conn_use=2")
    let report = try Program.report(["--audit", "-"], input: Data(log.utf8))
    let encrypted = ["a", "b", "c", "d", "e"].map {
      row(report, "recipient_domains", "\($0).example")["tls"] as? Int
    }
    #expect(encrypted == [1, 0, 0, 1, 0])
    #expect((audit(report)["total"] as? [String: Any])?["tls_known"] as? Int == 5)
    let other = log.replacingOccurrences(of: "00 mail postfix/smtp[1]: Tr", with: "00 relay postfix/smtp[1]: Tr")
    let unknown = try Program.report(["--audit", "-"], input: Data(other.utf8))
    #expect((audit(unknown)["total"] as? [String: Any])?["tls_known"] as? Int == 0)
  }

  @Test("Exim's delays are counted from the arrival when the log has no QT=")
  func eximDelay() throws {
    let log = """
      2026-11-22 10:00:00 1xVVq2-0000mL-25 <= s@example.com H=c.example.com [192.0.2.7] P=esmtp S=500
      2026-11-22 10:00:20 1xVVq2-0000mL-25 => b@b.example R=dnslookup T=remote_smtp H=mx.b.example [192.0.2.9] C="250 OK"
      2026-11-22 10:00:20 1xVVq2-0000mL-25 Completed
      2026-11-22 10:00:40 1xVVq3-0000mL-25 => b@b.example R=dnslookup T=remote_smtp H=mx.b.example [192.0.2.9] C="250 OK"

      """
    let report = try Program.report(["--audit", "-"], input: Data(log.utf8))
    let delay = try #require(row(report, "recipient_domains", "b.example")["delay"] as? [String: Any])
    #expect((delay["median"] as? Double).map { $0 > 18 && $0 < 22 } == true)
  }

  @Test("--relayhost wants --audit and a host")
  func mistakes() throws {
    #expect(try Program(["analyze", "--relayhost", "x.example", "SampleLogs/postfix.log.gz"]).status == 64)
    #expect(try Program(["analyze", "--audit", "--relayhost", "a b", "SampleLogs/postfix.log.gz"]).status == 64)
  }
}
