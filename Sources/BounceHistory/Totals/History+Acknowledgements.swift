package import BounceReport
import GRDB

// What somebody knows of.
extension History {
  /// Days whose replies tell the level that is acknowledged.
  private static let levelDays = 7

  /// Notes that `cause` is known until the day `until`, counted from 1970, as it is now; gives the replies a day that it has now: its worst
  /// day of the last week.
  package func acknowledge(_ cause: String, until: Int, note: String, at now: Int64) throws(HistoryError) -> Int {
    try `do` { db in
      let level =
        try Int.fetchOne(
          db,
          sql: """
            SELECT max(replies) FROM (SELECT sum(replies) AS replies FROM cause_day JOIN cause ON cause.id = cause
              WHERE name = ?1 AND day <= ?3 AND day > (SELECT max(day) FROM day WHERE day <= ?3) - ?2 GROUP BY day)
            """, arguments: [cause, History.levelDays, Int(now / 86_400) + 1]) ?? 0
      try db.inTransaction(.immediate) {
        try db.execute(
          sql: "INSERT OR REPLACE INTO acknowledgement (cause, until, note, level, at) VALUES (?, ?, ?, ?, ?)",
          arguments: [cause, until, note, Double(level), now])
        return .commit
      }
      return level
    }
  }

  /// Takes an acknowledgement back; tells whether there was one.
  package func forgetAcknowledgement(of cause: String) throws(HistoryError) -> Bool {
    try `do` { db in
      try db.execute(sql: "DELETE FROM acknowledgement WHERE cause = ?", arguments: [cause])
      return db.changesCount > 0
    }
  }

  /// Everything that is acknowledged, by cause.
  package func acknowledgements() throws(HistoryError) -> [Past.Acknowledgement] {
    try `do` { try History.acknowledgements($0) }
  }
}
