import Foundation
import GRDB
import TestSupport
import Testing

@testable import BounceHistory
@testable import BounceReport

/// What runs leave for each other.
@Suite("Runs of a history")
struct HistoryRunsTests {
  @Test("a run that does not end leaves the history as it was")
  func cutShort() throws {
    let nights = try Nights()
    try nights.run(Nights.unknown(3, day: 20))
    try nights.run(Nights.unknown(9, day: 21), isCutShort: true)
    #expect(try nights.table().days.map(\.bounced) == [3])
  }

  @Test("a second run at the same time is refused")
  func inUse() throws {
    let nights = try Nights()
    let first = try History.begin(nights.path)
    let error = #expect(throws: HistoryError.self) { try nights.run([]) }
    #expect(error.map { "\($0)".contains("in use by another run") } == true)
    try first.commit()
    #expect(throws: Never.self) { try nights.run([]) }
  }

  @Test("a log that grows is read on where it ended, an unfinished line waits, and one emptied in place is read anew")
  func positions() throws {
    let nights = try Nights()
    let log = try nights.folder.file("mail.log", Data())
    var lines = Nights.unknown(4, day: 20)
    let write = { try nights.folder.file("mail.log", Array((lines.joined(separator: "\n") + "\n").utf8)) }
    _ = try write()
    #expect(try nights.run(onFile: log).lines.total == 4)
    #expect(try nights.run(onFile: log).lines.total == 0)
    // The file stays the same one, as a daemon's does.
    let file = try FileHandle(forWritingTo: URL(fileURLWithPath: log))
    try file.seekToEnd()
    let more = Array((Nights.unknown(2, day: 21).joined(separator: "\n") + "\n").utf8)
    try file.write(contentsOf: more.dropLast(5))
    #expect(try nights.run(onFile: log).lines.total == 1)
    try file.write(contentsOf: more.suffix(5))
    #expect(try nights.run(onFile: log).lines.total == 1)
    try file.truncate(atOffset: 0)
    try file.seek(toOffset: 0)
    lines = Nights.unknown(3, day: 22)
    try file.write(contentsOf: Array((lines.joined(separator: "\n") + "\n").utf8))
    #expect(try nights.run(onFile: log).lines.total == 3)
    #expect(try nights.table().days.map(\.bounced) == [4, 2, 3])
  }

  @Test("a recipient that waits is settled by a later run")
  func inFlight() throws {
    let nights = try Nights()
    let start =
      "2026-11-20T09:00:00+00:00 mx postfix/qmgr[4]: 4A00000003: from=<s@c.example>, size=5, nrcpt=1 (queue active)"
    let first = try nights.run([start, LogLine.deferred("a@d.example", "450 4.2.0 later", day: 20)])
    #expect(first.totals.deferred == 1)
    #expect(try nights.run([]).totals.deferred == 1)
    let last = try nights.run([LogLine.delivered("a@d.example", day: 21, id: "4A00000003")])
    #expect(last.totals.deferred == 0 && last.totals.deliveredAfterDeferral == 1)
  }

  @Test("days older than those to keep are forgotten, with the causes that nothing names any more")
  func forgetting() throws {
    let nights = try Nights()
    try nights.run([LogLine.refused("554 5.7.1 <c@d.example>: Relay access denied", day: 10)])
    try nights.run(Nights.unknown(1, day: 14))
    try nights.run(Nights.unknown(1, day: 15), keep: 2)
    #expect(try nights.table().days.map(\.day) == ["2026-11-14", "2026-11-15"])
    let names = try History.read(nights.path).do { try String.fetchAll($0, sql: "SELECT name FROM cause") }
    #expect(names == ["no-such-user"])
  }

  @Test("what is no history, and one of a newer version, is refused and left alone")
  func refused() throws {
    let nights = try Nights()
    let text = Array(repeating: "no database, whatever it is called", count: 90).joined().utf8
    try nights.folder.file("history.db", Array(text))
    #expect(throws: HistoryError.self) { try nights.run([]) }
    #expect(try Data(contentsOf: nights.folder.url.appendingPathComponent("history.db")) == Data(text))
    let newer = try Nights()
    try newer.run([])
    let history = try History.change(newer.path)
    try history.do { try $0.execute(sql: "PRAGMA user_version = 99") }
    let error = #expect(throws: HistoryError.self) { try newer.run([]) }
    #expect(error.map { "\($0)".contains("version 99") } == true)
  }

  @Test("the tables name no address")
  func noAddresses() throws {
    let nights = try Nights()
    try nights.run(Nights.unknown(2, day: 20))
    let file = try Data(contentsOf: nights.folder.url.appendingPathComponent("history.db"))
    #expect(file.range(of: Data("u0@".utf8)) == nil && file.range(of: Data("no-such-user".utf8)) != nil)
  }
}
