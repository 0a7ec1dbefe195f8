import Foundation
import GRDB
import SMTPReply
import TestSupport
import Testing

@testable import BounceHistory

@Suite("Totals of a history")
struct HistoryTableTests {
  /// Two nights: the second one has a refusal of ours too.
  private func nights() throws -> Nights {
    let nights = try Nights()
    try nights.run([LogLine.delivered("a@d.example", day: 20)] + Nights.unknown(3, day: 20))
    try nights.run(
      [
        LogLine.delivered("a@d.example", day: 21),
        LogLine.refused("554 5.7.1 <c@d.example>: Relay access denied", day: 21),
      ]
        + Nights.unknown(2, day: 21))
    return nights
  }

  @Test("each day has its outcomes and its causes, the most frequent first")
  func days() throws {
    let table = try nights().table()
    #expect(table.days.map(\.day) == ["2026-11-20", "2026-11-21"])
    #expect(table.days.map(\.delivered) == [1, 1] && table.days.map(\.bounced) == [3, 2])
    #expect(table.days.map(\.rejected) == [0, 1])
    let causes = table.days[1].causes
    #expect(causes.map(\.id) == ["no-such-user", "relay-denied"] && causes.map(\.replies) == [2, 1])
    #expect(causes.map(\.direction) == [.outbound, .inbound] && causes.map(\.code) == [550, 554])
  }

  @Test("causes and days can be chosen")
  func chosen() throws {
    let nights = try nights()
    #expect(try nights.table(["relay-denied"]).days.flatMap(\.causes).map(\.id) == ["relay-denied"])
    let last = try History.read(nights.path).table(days: 1, upTo: 20_790, causes: [])
    #expect(last.days.map(\.day) == ["2026-11-21"])
    // A day behind the newest that can be is there, and is not counted back from.
    #expect(try History.read(nights.path).table(days: 1, upTo: 20_777, causes: []).days.count == 2)
  }

  @Test("two runs on one day add up")
  func sameDay() throws {
    let nights = try Nights()
    try nights.run(Nights.unknown(3, day: 20))
    try nights.run(Nights.unknown(4, day: 20))
    let table = try nights.table()
    #expect(table.days.map(\.bounced) == [7] && table.days[0].causes.map(\.replies) == [7])
  }

  @Test("CSV has a row for a day and one for each of its causes")
  func csv() throws {
    let rows = String(decoding: try nights().table().csv, as: UTF8.self).components(separatedBy: "\r\n")
    #expect(rows[0] == "day,cause,direction,own_client,code,replies,delivered,bounced,deferrals,rejected")
    #expect(rows[1] == "2026-11-20,,,,,,1,3,0,0" && rows[2] == "2026-11-20,no-such-user,outbound,,550,3,,,,")
    #expect(rows[5] == "2026-11-21,relay-denied,inbound,false,554,1,,,,", "\(rows)")
  }

  @Test("JSON has the same, and who said it to whom")
  func json() throws {
    let object = try JSONSerialization.jsonObject(with: Data(try nights().table().json)) as? [String: Any]
    #expect(object?["schema"] as? String == "bounces.history/1")
    let days = try #require(object?["days"] as? [[String: Any]])
    let causes = days.compactMap { $0["causes"] as? [[String: Any]] }.flatMap { $0 }
    #expect(causes.map { $0["direction"] as? String } == ["outbound", "outbound", "inbound"])
    #expect(causes[0]["own_client"] is NSNull && causes[2]["own_client"] as? Bool == false)
  }

  @Test("the text shows how each cause went, those with the most replies first")
  func text() throws {
    let nights = try nights()
    let lines = try nights.table().text(nights.guide).split(separator: "\n")
    #expect(lines[1].hasPrefix("2026-11-20") && lines[1].split(separator: " ").dropFirst() == ["1", "3", "0", "0"])
    #expect(lines[4].hasPrefix("Mailboxes that do not exist") && lines[4].hasSuffix("5  ▇▅"), "\(lines[4])")
    #expect(lines[5].hasPrefix("Relaying that was refused") && lines[5].hasSuffix("1  ·▅"), "\(lines[5])")
  }

  @Test("a direction that is none is damage")
  func damaged() throws {
    let nights = try nights()
    let history = try History.change(nights.path)
    try history.do { try $0.execute(sql: "UPDATE cause SET direction = 'sideways'") }
    #expect(throws: HistoryError.self) { try nights.table() }
  }
}
