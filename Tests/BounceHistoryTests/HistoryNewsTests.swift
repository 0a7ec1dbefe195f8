import TestSupport
import Testing

@testable import BounceHistory
@testable import BounceReport

/// What a history makes of the nights before.
@Suite("News over nights")
struct HistoryNewsTests {
  private func quiet(_ day: Int) -> [String] { [LogLine.delivered("v@q.example", day: day)] }

  @Test("new, known at its level, well above it, gone, and back")
  func course() throws {
    let nights = try Nights()
    #expect(Nights.kinds(try nights.run(quiet(1))) == [])
    #expect(Nights.kinds(try nights.run(quiet(2) + Nights.unknown(10, day: 2))) == ["new"])
    for day in 3...8 { #expect(Nights.kinds(try nights.run(quiet(day) + Nights.unknown(10, day: day))) == []) }
    #expect(Nights.kinds(try nights.run(quiet(9) + Nights.unknown(90, day: 9))) == ["risen"])
    #expect(Nights.kinds(try nights.run(quiet(10))) == [])
    #expect(Nights.kinds(try nights.run(quiet(11))) == ["fixed"])
    #expect(Nights.kinds(try nights.run(quiet(12))) == [])
    #expect(Nights.kinds(try nights.run(quiet(13) + Nights.unknown(6, day: 13))) == ["back"])
  }

  @Test("what was rare is new when it comes with weight")
  func rareFirst() throws {
    let nights = try Nights()
    try nights.run(quiet(1))
    let rare = try nights.run(quiet(2) + Nights.unknown(2, day: 2))
    #expect(rare.news?.items.map(\.isMinor) == [true] && rare.isClean)
    let flood = try nights.run(quiet(3) + Nights.unknown(50, day: 3))
    #expect(flood.news?.items.map(\.isMinor) == [false] && flood.news?.items.first?.kind == .new)
  }

  @Test("an acknowledgement holds at the level of its days, and is taken back")
  func acknowledged() throws {
    let nights = try Nights()
    try nights.run(quiet(20))
    try nights.run(quiet(21) + Nights.unknown(10, day: 21))
    let history = try History.change(nights.path)
    #expect(try history.acknowledge("no-such-user", until: 20_790, note: "the old list", at: LogText.now) == 10)
    let known = try nights.run(quiet(22) + Nights.unknown(11, day: 22))
    #expect(known.findings.first?.isKnown == true && known.isClean)
    #expect(try History.read(nights.path).acknowledgements().map(\.note) == ["the old list"])
    let again = try History.change(nights.path)
    #expect(try again.forgetAcknowledgement(of: "no-such-user"))
    #expect(try !again.forgetAcknowledgement(of: "no-such-user"))
  }

  @Test("words of servers are kept, and listings that several agree on are known the night after")
  func listings() throws {
    let nights = try Nights()
    let listed = { (day: Int) in
      (0..<3).map {
        LogLine.bounced(
          "u\($0)@d.example", "554 5.7.1 Client host [203.0.113.9] blocked using zen.spamhaus.org", day: day,
          by: "mx.r\($0).example[198.18.\($0).9]", id: "4A0\(100 + day)2\(100 + $0)")
      }
    }
    try nights.run(quiet(1))
    #expect(Nights.kinds(try nights.run(quiet(2) + listed(2))).first == "listing")
    #expect(!Nights.kinds(try nights.run(quiet(3) + listed(3))).contains("listing"))
  }
}
