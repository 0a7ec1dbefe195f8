import Foundation
import Testing

@Suite("bounces analyze")
struct AnalyzeTests {
  private static let samples = [
    "SampleLogs/postfix.log.gz", "SampleLogs/lab/postfix/default.log", "SampleLogs/lab/postfix/syslog-rfc3339.log",
    "SampleLogs/lab/postfix/newyear.log", "SampleLogs/lab/postfix/rotate.log", "SampleLogs/lab/postfix/rotate.1.log.gz",
    "SampleLogs/lab/exim/h496_default.log", "SampleLogs/lab/exim/h496_syslog.log", "SampleLogs/lab/exim/h499_tz.log",
    "SampleLogs/lab/exim/h499_extra.log", "SampleLogs/exim.log.gz",
  ]

  private func number(_ object: Any?, _ key: String) -> Int { (object as? [String: Any])?[key] as? Int ?? -1 }

  @Test("figures add up", arguments: samples)
  func invariants(path: String) throws {
    let report = try Program.report([path])
    let lines = try #require((report["input"] as? [String: Any])?["lines"])
    let kinds = ["postfix", "exim", "other", "not_understood"].map { number(lines, $0) }
    #expect(kinds.reduce(0, +) == number(lines, "total"))
    #expect(number(lines, "not_understood") == 0)
    let codes = try #require(report["codes"] as? [[String: Any]])
    #expect(codes.map { number($0, "code") } == codes.map { number($0, "code") }.sorted())
    #expect(codes.contains { number($0, "code") == 252 })
    #expect(codes.contains { number($0, "code") == 553 })
    for code in codes {
      let causes = code["causes"] as? [[String: Any]] ?? []
      #expect(causes.reduce(0) { $0 + number($1, "replies") } == number(code, "replies"), "\(number(code, "code"))")
      #expect(number(code, "outbound") + number(code, "inbound") == number(code, "replies"))
    }
  }

  @Test("every reply that extract prints and that counts is in the report, under its code", arguments: samples)
  func extractAgrees(path: String) throws {
    let report = try Program.report([path])
    let rows = try Program(["extract", path]).output.split(separator: "\n").map { row in
      try #require(try JSONSerialization.jsonObject(with: Data(row.utf8)) as? [String: Any])
    }
    var counts: [Int: Int] = [:]
    for row in rows where !["suspended", "warning", "transcript"].contains(row["outcome"] as? String) {
      guard row["duplicate"] as? Bool != true, let code = row["code"] as? Int else { continue }
      counts[code, default: 0] += row["count"] as? Int ?? 1
    }
    for code in report["codes"] as? [[String: Any]] ?? [] {
      #expect(number(code, "replies") == counts[number(code, "code")] ?? 0, "\(number(code, "code"))")
    }
  }

  @Test("the report is the same whatever number of files is read at once")
  func jobs() throws {
    let paths = [
      "SampleLogs/lab/exim/h496_rotate.log", "SampleLogs/lab/exim/h496_rotate.log.1.gz",
      "SampleLogs/lab/postfix/rotate.log",
      "SampleLogs/lab/postfix/rotate.1.log.gz", "SampleLogs/lab/postfix/default.log", "SampleLogs/lab/exim/h499_tz.log",
      "no-such-file.log",
    ]
    let one = try Program(["analyze", "--jobs", "1"] + paths)
    #expect(one.status == 2)
    for jobs in ["2", "3", "16"] {
      let many = try Program(["analyze", "--jobs", jobs] + paths)
      #expect(many.status == 2)
      #expect(many.output == one.output)
    }
    #expect(try Program(["analyze", "--jobs", "0"] + paths).status == 64)
  }

  @Test("the sample day gives its truth")
  func truth() throws {
    let url = Program.root.appendingPathComponent("SampleLogs/postfix.log.gz")
    let report = try Program.report([url.path])
    let totals = report["totals"]
    #expect(number(totals, "delivered") == 1_724)
    #expect(number(totals, "delivered_after_deferral") == 135)
    #expect(number(totals, "bounced") == 139)
    #expect(number(totals, "deferred") == 10)
    #expect(number(totals, "rejected") == 610)
    let first = (report["input"] as? [String: Any])?["first"] as? String
    #expect(first?.hasPrefix("2026-11-22T") == true)
  }

  @Test("the settings are those of the server whose log it is, and a stolen login comes first")
  func exim() throws {
    let report = try Program(["analyze", "SampleLogs/exim.log.gz"]).output
    #expect(report.contains("Exim: leave acl_smtp_vrfy unset"))
    #expect(!report.contains("Postfix: "))
    let findings = report.components(separatedBy: "REPLIES BY CODE")[0]
    #expect(findings.contains(" 1  A login whose password may be stolen"))
    #expect(findings.components(separatedBy: "sales@example.com was refused 220 times").count == 2)
    #expect(try Program(["analyze", "SampleLogs/postfix.log.gz"]).output.contains("Postfix: "))
  }

  @Test("text, gzip, gzip by standard input and two members say the same")
  func encodings() throws {
    let log = try Data(contentsOf: Program.root.appendingPathComponent("SampleLogs/lab/postfix/default.log"))
    let plain = try Program(["analyze", "SampleLogs/lab/postfix/default.log", "--year", "2026"])
    let piped = try Program(["analyze", "-", "--year", "2026"], input: log)
    #expect(plain.status == 0)
    #expect(plain.output.split(separator: "\n").dropFirst() == piped.output.split(separator: "\n").dropFirst())
    #expect(plain.output.contains("252  CANNOT VERIFY USER"))
    #expect(plain.output.contains("553  MAILBOX NAME INVALID"))
    #expect(!plain.output.contains("\u{1b}"))
  }
}
