import GRDB
import ReplyCounts

extension History {
  /// How far the logs were read when the run begins.
  package func positions() throws(HistoryError) -> Positions {
    let key = SipHash(key: try setting("hash key") ?? [])
    return try `do` { db in
      let last = try StoredRow.first(db, "SELECT id, at FROM run ORDER BY id DESC LIMIT 1")
      let run = try last?.number("id", in: StoredRow.places) ?? 0
      let at = try last?.number("at", in: StoredRow.seconds)
      let logs = try StoredRow.all(db, "SELECT * FROM position ORDER BY id").map { try KnownPosition($0) }
      let paths = try StoredRow.all(
        db, "SELECT path, max(at) AS at FROM position JOIN run ON run.id = position.run GROUP BY path")
      var lastRuns: [String: Int64] = [:]
      for row in paths { lastRuns[try row.text("path")] = Int64(try row.number("at", in: StoredRow.seconds)) }
      return Positions(
        key: key, run: Int64(run) + 1, lastRun: at.map(Int64.init), lastRuns: lastRuns, logs: logs)
    }
  }

  /// Saves how far the logs were read.
  package func save(_ positions: Positions) throws(HistoryError) {
    try `do` { db in for log in positions.changed { try log.save(db) } }
  }

  /// What was in flight when the last run ended; nil in a new history.
  package func flight() throws(HistoryError) -> [UInt8]? { try setting("in flight") }

  /// Saves what is in flight.
  package func saveFlight(_ bytes: [UInt8]) throws(HistoryError) { try set("in flight", bytes) }

  /// Where the journal was read to; nil when it was not read yet.
  package func journalCursor() throws(HistoryError) -> String? {
    try setting("journal cursor").map { String(decoding: $0, as: UTF8.self) }
  }

  /// Saves where the journal was read to.
  package func saveJournalCursor(_ cursor: String) throws(HistoryError) {
    try set("journal cursor", Array(cursor.utf8))
  }
}
