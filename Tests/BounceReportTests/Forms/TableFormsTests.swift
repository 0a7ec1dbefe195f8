import Foundation
import Testing

/// CSV, OpenMetrics and JSON: the forms that programs read.
@Suite("The report for programs")
struct TableFormsTests {
  @Test("CSV has a row for each cause below a code, the same columns in every language")
  func csv() throws {
    let rows = try SmallReport.text(.csv).components(separatedBy: "\r\n")
    #expect(
      rows[0]
        == "code,cause,class,direction,own_client,actor,permanence,replies,recipients,title,fix,reply,unsure")
    #expect(rows.count == 8 && rows.last == "")
    #expect(rows[1] == "250,,accepted,outbound,,nobody,info,1,,Accepted,,,0")
    #expect(rows.contains { $0.hasPrefix("554,relay-denied,relay-denied,inbound,false,sender-server,hard,1,1,") })
    #expect(rows.contains { $0.hasPrefix("450,greylist,greylist,outbound,,nobody,soft,1,1,") })
    let spanish = try SmallReport.text(.csv, "es").components(separatedBy: "\r\n")
    #expect(spanish[0] == rows[0] && spanish[1].hasPrefix("250,,accepted,outbound,,nobody,info,1,,"))
  }

  @Test("metrics have a series for each code and cause, a type each, and an end")
  func metrics() throws {
    let lines = try SmallReport.text(.openMetrics).split(separator: "\n").map(String.init)
    #expect(lines.last == "# EOF")
    for line in [
      "bounces_recipients{outcome=\"bounced\"} 3", "bounces_refused 1", "bounces_lines{kind=\"postfix\"} 6",
      "bounces_input_complete 1", "bounces_thresholds_exceeded 0",
      "bounces_replies{code=\"553\",cause=\"none\",class=\"unclear\",direction=\"outbound\",own_client=\"\"} 1",
      "bounces_replies{code=\"554\",cause=\"relay-denied\",class=\"relay-denied\",direction=\"inbound\",own_client=\"false\"} 1",
    ] {
      #expect(lines.contains(line), "\(line)")
    }
    // What a stranger can make up makes no series.
    #expect(!lines.contains { $0.contains("example") })
    let names = lines.filter { !$0.hasPrefix("#") }.map { String($0.prefix { $0 != "{" && $0 != " " }) }
    for name in Set(names) { #expect(lines.count { $0 == "# TYPE \(name) gauge" } == 1, "\(name)") }
    // Without a history there is nothing to be new.
    #expect(!names.contains("bounces_news"))
  }

  private func object() throws -> [String: Any] {
    let text = try SmallReport.text(.json, isAudited: true)
    return try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  @Test("JSON has the totals, the histogram, and null for what there is not")
  func totals() throws {
    let report = try object()
    #expect(report["schema"] as? String == "bounces.report/1")
    let totals = try #require(report["totals"] as? [String: Int])
    #expect(totals["bounced"] == 3 && totals["delivered"] == 1 && totals["deferred"] == 1 && totals["rejected"] == 1)
    let hours = try #require(report["histogram"] as? [[String: Any]])
    #expect(hours.map { $0["bounced"] as? Int } == [3])
    #expect((report["days"] as? [[String: Any]])?.first?["day"] as? String == "2026-11-22")
    #expect(report["news"] is NSNull && report["unexplained"] as? Int == 1)
    #expect((report["alerts"] as? [String])?.isEmpty == true)
  }

  @Test("JSON's findings say whom they affect, and the codes have their recipients as the log has them")
  func findings() throws {
    let report = try object()
    let first = try #require((report["findings"] as? [[String: Any]])?.first)
    #expect(first["cause"] as? String == "spamhaus-list" && first["named"] as? [String] == ["203.0.113.9", "Spamhaus"])
    let affected = first["affected"] as? [String: Any]
    #expect(affected?["kind"] as? String == "recipient" && affected?["count"] as? Int == 1)
    let codes = try #require(report["codes"] as? [[String: Any]])
    #expect(codes.map { $0["code"] as? Int } == [250, 252, 450, 550, 553, 554])
    let unclear = try #require(codes.first { $0["code"] as? Int == 553 })
    let top = try #require((unclear["top_recipients"] as? [[String: Any]])?.first)
    #expect(top["recipient"] as? String == "=sum@e.example" && top["first"] as? String == "2026-11-22T10:00:00")
  }
}
