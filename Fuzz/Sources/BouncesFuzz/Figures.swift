import Foundation
import MailLog
import SMTPReply

/// The figures of a report, out of its JSON.
struct Figures {
  private let report: [String: Any]
  let totals: [String: Int]
  /// Replies by code, without codes that were not seen.
  private(set) var byCode: [Int: Int] = [:]

  init(_ json: [UInt8]) {
    guard let report = try? JSONSerialization.jsonObject(with: Data(json)) as? [String: Any] else {
      fatalError("no JSON: \(String(decoding: json.prefix(400), as: UTF8.self))")
    }
    self.report = report
    totals = report["totals"] as? [String: Int] ?? [:]
    for code in codes where number(code, "replies") > 0 { byCode[number(code, "code")] = number(code, "replies") }
  }

  private var codes: [[String: Any]] { report["codes"] as? [[String: Any]] ?? [] }

  /// All lines.
  var lineCount: Int { number((report["input"] as? [String: Any])?["lines"] as? [String: Any], "total") }

  private func number(_ object: [String: Any]?, _ key: String) -> Int { object?[key] as? Int ?? 0 }

  /// What has to be so in every report, of a log with `lines` and the records of `sink`.
  func check(_ lines: LineCounts, _ sink: CountingSink) {
    let counted = (report["input"] as? [String: Any])?["lines"] as? [String: Any]
    let kinds = ["postfix", "exim", "other", "not_understood"].map { number(counted, $0) }
    expect(kinds == [lines[.postfix], lines[.exim], lines.other, lines.notUnderstood], "\(kinds) lines, not \(lines)")
    expect(number(counted, "total") == lines.total, "\(number(counted, "total")) lines")

    expect(byCode == sink.byCode, "\(byCode) by code, of records \(sink.byCode)")
    for code in codes {
      let causes = code["causes"] as? [[String: Any]] ?? []
      let replies = number(code, "replies")
      expect(causes.reduce(0) { $0 + number($1, "replies") } == replies, "causes of \(number(code, "code"))")
      expect(number(code, "outbound") + number(code, "inbound") == replies, "directions of \(number(code, "code"))")
      expect(number(code, "implied") <= replies, "implied \(number(code, "code"))")
    }
    for (total, sum) in [
      ("delivered", sink.sum(.delivered, .outbound)), ("rejected", sink.sum(.rejected)),
      ("attempts", sink.sum(.attempt)), ("probes", sink.sum(.probe, .outbound)), ("deferrals", sink.sum(.deferred)),
    ] {
      expect(totals[total] == sum, "\(totals[total] ?? -1) \(total), of records \(sum)")
    }
    expect(totals["bounced"] ?? -1 >= sink.sum(.bounced), "bounced")
    // Replies without a time are in no hour.
    for total in ["delivered", "bounced", "rejected", "deferrals"] {
      for times in ["histogram", "days"] {
        let sum = (report[times] as? [[String: Any]] ?? []).reduce(0) { $0 + number($1, total) }
        expect(sum <= totals[total] ?? 0, "\(times): \(sum) \(total)")
      }
    }
  }
}
