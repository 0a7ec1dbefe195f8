import GRDB
import TestSupport
import Testing

@testable import BounceHistory

@Suite("Steps from version to version")
struct HistoryStepsTests {
  @Test("a history of any version before becomes one of today, with its days", arguments: 1..<History.version)
  func bringUp(version: Int) throws {
    let nights = try Nights()
    let old = try DatabaseQueue(path: nights.path)
    try old.inDatabase { db in
      for step in History.steps.prefix(version) { try step(db) }
      try db.execute(sql: "PRAGMA user_version = \(version); PRAGMA application_id = \(History.applicationID)")
      try db.execute(sql: "INSERT INTO day (day, delivered, bounced, deferrals, rejected) VALUES (20777, 5, 4, 3, 2)")
    }
    try old.close()
    // Looked at as it is, and brought up by the next run.
    #expect(try nights.table().days.map(\.bounced) == [4])
    try nights.run(Nights.unknown(1, day: 21))
    #expect(try nights.table().days.map(\.bounced) == [4, 1])
    let history = try History.read(nights.path)
    #expect(try history.do { try Int.fetchOne($0, sql: "PRAGMA user_version") } == History.version)
    let columns = try history.do { try History.columns($0) }
    #expect(columns == (try History.expectedColumns(History.version)))
  }
}
