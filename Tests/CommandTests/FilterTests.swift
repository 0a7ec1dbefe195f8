import Foundation
import Testing

/// Filters on analyze and extract: the same replies, and figures that still add up.
@Suite("Filters")
struct FilterTests {
  static let logs = ["SampleLogs/postfix.log.gz", "SampleLogs/exim.log.gz", "SampleLogs/lab/postfix/default.log"]
  static let filters = [
    ["--code", "553"], ["--code", "4xx,252"], ["--code", "5"], ["--direction", "inbound"], ["--direction", "outbound"],
    ["--stage", "rcpt", "--stage", "vrfy"], ["--since", "2026-11-22 10:00", "--until", "2026-11-22 12:30"],
    ["--recipient", "@gmail.example"], ["--sender", "sales@example.com", "--sender", "<>"], ["--host", "192.0.2.0/24"],
    ["--host", ".outlook.com"], ["--cause", "none"], ["--cause", "no-such-user", "--cause", "spamhaus-list"],
    ["--code", "553", "--direction", "outbound", "--sender", "@example.com"],
  ]

  private func number(_ object: Any?, _ key: String) -> Int { (object as? [String: Any])?[key] as? Int ?? -1 }

  private func rows(_ arguments: [String]) throws -> [[String: Any]] {
    try Program(["extract"] + arguments).output.split(separator: "\n").map { row in
      try #require(try JSONSerialization.jsonObject(with: Data(row.utf8)) as? [String: Any])
    }
  }

  @Test("figures add up, and extract prints what analyze counts", arguments: logs, filters)
  func invariants(log: String, filter: [String]) throws {
    let report = try Program.report(filter + [log])
    let rows = try rows(filter + [log])
    let counted = rows.filter { row in
      !["suspended", "warning", "transcript"].contains(row["outcome"] as? String) && row["duplicate"] as? Bool != true
    }
    var counts: [Int: Int] = [:]
    for row in counted {
      if let code = row["code"] as? Int { counts[code, default: 0] += row["count"] as? Int ?? 1 }
    }
    let codes = try #require(report["codes"] as? [[String: Any]])
    for code in codes {
      let causes = code["causes"] as? [[String: Any]] ?? []
      #expect(causes.reduce(0) { $0 + number($1, "replies") } == number(code, "replies"))
      #expect(number(code, "outbound") + number(code, "inbound") == number(code, "replies"))
      #expect(number(code, "replies") == counts[number(code, "code")] ?? 0, "\(number(code, "code"))")
    }
    #expect(Set(counts.keys).isSubset(of: codes.map { number($0, "code") }))
    let hours = report["histogram"] as? [[String: Any]] ?? []
    let totals = report["totals"]
    for (hour, total) in [("delivered", "delivered"), ("bounced", "bounced"), ("rejected", "rejected")] {
      #expect(hours.reduce(0) { $0 + number($1, hour) } == number(totals, total), "\(total)")
    }
    let selection = (report["input"] as? [String: Any])?["selection"] as? [String]
    #expect(selection?.isEmpty == false)
  }

  @Test("each condition holds for every reply that comes through, and some do", arguments: logs)
  func conditions(log: String) throws {
    let all = try rows([log])
    let few = try rows(["--code", "553", "--direction", "outbound", log])
    #expect(few.count == all.filter { $0["code"] as? Int == 553 && $0["direction"] as? String == "outbound" }.count)
    #expect(!few.isEmpty)
    let hour = try rows(["--since", "2026-11-22 10:00", "--until", "2026-11-22 11:00", log])
    #expect(hour.allSatisfy { ($0["time"] as? String)?.hasPrefix("2026-11-22T10:") == true })
    #expect(hour.count == all.filter { ($0["time"] as? String)?.hasPrefix("2026-11-22T10:") == true }.count)
    let domain = try rows(["--recipient", "@GMAIL.example", log])
    #expect(domain.allSatisfy { ($0["recipient"] as? String)?.hasSuffix("@gmail.example") == true })
    let network = try rows(["--host", "198.51.100.0/25", log])
    #expect(
      network.allSatisfy { row in
        let parts = (row["remote_ip"] as? String)?.split(separator: ".") ?? []
        return parts.prefix(3) == ["198", "51", "100"] && (parts.last.flatMap { Int($0) } ?? 999) < 128
      })
  }

  @Test("a filter read by several threads gives the report of one")
  func jobs() throws {
    let files = [
      "SampleLogs/lab/exim/h496_rotate.log", "SampleLogs/lab/exim/h496_rotate.log.1.gz", "SampleLogs/exim.log.gz",
    ]
    let arguments = ["analyze", "--format", "json", "--code", "5xx", "--cause", "relay-denied"] + files
    #expect(
      try Program(arguments + ["--jobs", "1"]).output == Program(arguments + ["--jobs", "3"]).output)
  }

  @Test(
    "what is no value is a usage error",
    arguments: [
      ["--code", "9x"], ["--code", "55"], ["--since", "2026-13-01"], ["--until", "soon"], ["--host", "1.2.3.4/40"],
      ["--stage", "foo"], ["--direction", "up"], ["--recipient", ""], ["--sender", "a b"],
    ])
  func usage(arguments: [String]) throws {
    for command in ["analyze", "extract"] {
      #expect(try Program([command] + arguments + ["SampleLogs/lab/postfix/rotate.log"]).status == 64)
    }
  }

  @Test("days, spans and zones")
  func times() throws {
    let folder = try Folder()
    let line = { (stamp: String) in
      "\(stamp) mx postfix/smtpd[7]: NOQUEUE: reject: RCPT from c.example[192.0.2.7]: 554 5.7.1 <c@d.example>: Relay access "
        + "denied; from=<a@b.example> to=<c@d.example> proto=ESMTP helo=<h>\n"
    }
    let stamps = ["2026-11-21T23:59:59+00:00", "2026-11-22T00:00:00+00:00", "2026-11-22T23:59:59.5+00:00"]
    let path = try folder.file("mail.log", Data((stamps.map(line).joined()).utf8))
    let count = { (arguments: [String]) in try rows(arguments + [path]).count }
    #expect(try count(["--since", "2026-11-22 00:00Z"]) == 2)
    #expect(try count(["--until", "2026-11-22 00:00Z"]) == 1)
    #expect(try count(["--since", "2026-11-22T01:00+01:00", "--until", "2026-11-22T23:59:59Z"]) == 1)
    #expect(try count(["--since", "1h"]) <= 3)
    let there = try folder.run("TZ=UTC $BOUNCES extract --since 2026-11-22 --until 2026-11-22 mail.log | wc -l").output
    #expect(there.trimmingCharacters(in: .whitespacesAndNewlines) == "2")
    let east = try folder.run("TZ=UTC-2 $BOUNCES extract --until 2026-11-21 mail.log | wc -l").output
    #expect(east.trimmingCharacters(in: .whitespacesAndNewlines) == "0")
  }
}
