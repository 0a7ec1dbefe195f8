import Foundation
import Testing

/// `--redact`: nobody can be found in any output, and the figures are those of the log.
@Suite("Redaction")
struct RedactionTests {
  static let logs = [
    "SampleLogs/postfix.log.gz", "SampleLogs/exim.log.gz", "SampleLogs/lab/postfix/default.log",
    "SampleLogs/lab/exim/h499_tz.log",
  ]
  @Test("what redacted records hold instead of addresses is one name for each")
  func names() throws {
    let log = "SampleLogs/lab/postfix/default.log"
    let plain = try recipients([log])
    let redacted = try recipients(["--redact", log])
    #expect(plain.count > 3 && Set(redacted).count == Set(plain).count)
    for (own, name) in zip(plain, redacted) where own.contains("@") {
      #expect(own != name && own.split(separator: "@").last == name.split(separator: "@").last)
    }
  }

  private func recipients(_ arguments: [String]) throws -> [String] {
    try Program(["extract"] + arguments).output.split(separator: "\n").compactMap { line in
      try (JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])?["recipient"] as? String
    }
  }

  @Test("the figures are the same", arguments: logs, ["--redact", "--redact=all"])
  func figures(log: String, option: String) throws {
    let plain = try Program.report([log])
    let redacted = try Program.report([option, log])
    #expect(try figures(plain) == figures(redacted))
    #expect((redacted["input"] as? [String: Any])?["redacted"] as? String == (option == "--redact" ? "people" : "all"))
  }

  /// All numbers and ids of a report, without what names people.
  private func figures(_ report: [String: Any]) throws -> String {
    let codes = (report["codes"] as? [[String: Any]] ?? []).map { code in
      let causes = (code["causes"] as? [[String: Any]] ?? []).map {
        "\($0["id"] ?? "-") \($0["direction"] ?? "-") \($0["replies"] ?? "-") \($0["recipients"] ?? "-")"
      }
      return "\(code["code"] ?? "-") \(code["replies"] ?? "-") \(code["recipients"] ?? "-") \(causes)"
    }
    let findings = (report["findings"] as? [[String: Any]] ?? []).map { finding in
      let affected = finding["affected"] as? [String: Any] ?? [:]
      return
        "\(finding["cause"] ?? "-") \(finding["replies"] ?? "-") \(affected["kind"] ?? "") \(affected["count"] ?? "")"
    }
    let totals = report["totals"] as? [String: Any] ?? [:]
    return "\(totals.sorted { $0.key < $1.key })\n\(codes)\n\(findings)"
  }

  @Test("a cause stays that a host's name told, or the line of a reply that one begins")
  func causes() throws {
    let front =
      "Nov 22 10:00:02 mx1 postfix/smtp[9]: ABCDEF1235: to=<bob@corp.example>, relay=mx.corp.example[203.0.113.25]:25, delay=1, "
      + "delays=0/0/0/1, dsn=5.0.0, status=bounced (host mx.corp.example[203.0.113.25] said: "
    let replies = [
      "554-ionos.com (mxeue111) Nemesis ESMTP Service not available 554-No SMTP service 554-Bad DNS PTR resource record. 554 For explanation visit the page",
      "550-mx.customer.example 550-No such person at this address 550 Sender verify failed",
      "554 5.7.1 refused by spamhaus.customer.example", "550 zen.spamhaus.org.corp.example",
      "550 full@corp.example mailbox full",
    ]
    let folder = try Folder()
    try folder.file(
      "mail.log", Data(replies.map { front + $0 + " (in reply to RCPT TO command))\n" }.joined().utf8))
    let plain = try meanings([folder.path("mail.log")])
    #expect(plain.count == replies.count)
    for option in ["--redact", "--redact=all"] { #expect(try meanings([option, folder.path("mail.log")]) == plain) }
  }

  private func meanings(_ arguments: [String]) throws -> [String] {
    try Program(["extract"] + arguments).output.split(separator: "\n").compactMap { line in
      let row = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      guard let row, row["code"] != nil else { return nil }
      return
        "\(row["code"] ?? "") \(row["cause"] ?? "-") \(row["class"] ?? "-") \(row["confidence"] ?? "-") \(row["permanence"] ?? "-")"
    }
  }

  @Test("with a key pseudonyms stay the same from run to run, without one they do not")
  func key() throws {
    let log = "SampleLogs/lab/postfix/rotate.log"
    let first = try Program(["extract", "--redact", "--redact-key", "k1", log]).output
    #expect(try Program(["extract", "--redact", "--redact-key", "k1", log]).output == first)
    #expect(try Program(["extract", "--redact", "--redact-key", "k2", log]).output != first)
    #expect(try Program(["extract", "--redact", log]).output != Program(["extract", "--redact", log]).output)
    let folder = try Folder()
    try folder.file("key", Data("k1".utf8))
    #expect(try Program(["extract", "--redact", "--redact-key", "@" + folder.path("key"), log]).output == first)
  }

  @Test("a filter is asked about what the log says, and what it looks for is not shown")
  func filters() throws {
    let log = "SampleLogs/lab/postfix/default.log"
    let recipient = try #require(try recipients([log]).first { $0.wholeMatch(of: /[a-z]{3,}@[a-z.]+/) != nil })
    let plain = try Program(["extract", "--recipient", recipient, log]).output.split(separator: "\n").count
    let redacted = try Program(["extract", "--redact", "--recipient", recipient, log]).output
    #expect(plain > 0 && redacted.split(separator: "\n").count == plain)
    let report = try Program(["analyze", "--redact", "--recipient", recipient, log]).output
    #expect(!report.contains(recipient) && report.contains("--recipient u"))
    let trace = try Program(["trace", "--redact", recipient, log])
    #expect(trace.status == 0 && !trace.output.isEmpty && !trace.output.contains(recipient))
  }

  @Test("a key without --redact is a mistake, and one that cannot be read is said")
  func mistakes() throws {
    #expect(try Program(["analyze", "--redact-key", "k", "SampleLogs/postfix.log.gz"]).status == 64)
    let run = try Program(["extract", "--redact", "--redact-key", "@/no/such/key", "SampleLogs/postfix.log.gz"])
    #expect(run.status == 2 && run.errors.contains("/no/such/key") && run.output.isEmpty)
  }
}
