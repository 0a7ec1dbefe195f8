package import BounceReport
import GRDB
package import SMTPReply

/// Totals by day, and by day and cause, as a history has them.
package struct HistoryTable: Sendable {
  /// One day.
  package struct Day: Sendable {
    /// ISO 8601, `2026-11-22`.
    package var day: String
    /// Recipients that were delivered.
    package var delivered: Int
    /// Recipients that bounced.
    package var bounced: Int
    /// Deferral replies, each attempt counted.
    package var deferrals: Int
    /// Refusals to clients.
    package var rejected: Int
    /// The most frequent cause first.
    package var causes: [Cause]
  }

  /// One cause on a day.
  package struct Cause: Sendable {
    /// The cause's id, or `not-explained`.
    package var id: String
    /// Who said it to whom.
    package var direction: Direction
    /// Whether we said it to clients of our own.
    package var isOwnClient: Bool
    /// Nil for what was settled without a reply.
    package var code: Int?
    /// Replies that day.
    package var replies: Int
  }

  /// In order.
  package var days: [Day]
  /// What somebody knows of, by cause.
  package var acknowledgements: [Past.Acknowledgement]
}

extension History {
  /// The last `count` days up to `latest`, with the causes in `wanted`, or with all; days behind it come from a wrong clock, and are there too.
  package func table(days count: Int, upTo latest: Int, causes wanted: [String]) throws(HistoryError) -> HistoryTable {
    try `do` { db in
      let last = try Int.fetchOne(db, sql: "SELECT max(day) FROM day WHERE day <= ?", arguments: [latest]) ?? 0
      var causes: [Int: [HistoryTable.Cause]] = [:]
      let rows = try Row.fetchCursor(
        db,
        sql: """
          SELECT day, name, direction, own_client, code, replies FROM cause_day JOIN cause ON cause.id = cause
            WHERE day > ? ORDER BY day, replies DESC, name, direction, own_client, code
          """, arguments: [last - count])
      while let row = try rows.next().map({ StoredRow($0) }) {
        let code = try row.number("code")
        let cause = HistoryTable.Cause(
          id: try row.text("name"), direction: try row.direction(), isOwnClient: try row.flag("own_client"),
          code: code == 0 ? nil : code, replies: try row.number("replies"))
        let day = try row.number("day", in: StoredRow.days)
        if wanted.isEmpty || wanted.contains(cause.id) { causes[day, default: []].append(cause) }
      }
      let days = try StoredRow.all(db, "SELECT * FROM day WHERE day > ? ORDER BY day", [last - count])
      return HistoryTable(
        days: try days.map { row in
          let day = try row.number("day", in: StoredRow.days)
          return HistoryTable.Day(
            day: HistoryTable.day(day), delivered: try row.number("delivered"), bounced: try row.number("bounced"),
            deferrals: try row.number("deferrals"), rejected: try row.number("rejected"), causes: causes[day] ?? [])
        }, acknowledgements: try History.acknowledgements(db))
    }
  }
}
