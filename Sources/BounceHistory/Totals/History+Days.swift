package import BounceReport
import GRDB
package import ReplyCounts
import SMTPReply

// What runs add to the totals of days.
extension History {
  /// Adds what a run counted, and takes over what its report told.
  package func save(_ days: [DayCounts], _ run: RunTotals, _ news: Report.News?) throws(HistoryError) {
    try `do` { db in
      try run.save(db)
      // What no date can be written of would make the file one that nobody can read.
      for day in days where StoredRow.days.contains(day.day) {
        try db.execute(
          sql: """
            INSERT INTO day (day, delivered, bounced, deferrals, rejected) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (day) DO UPDATE SET delivered = delivered + excluded.delivered, bounced = bounced + excluded.bounced,
              deferrals = deferrals + excluded.deferrals, rejected = rejected + excluded.rejected
            """,
          arguments: [day.day, day.delivered, day.bounced, day.deferrals, day.rejected])
        try History.add(causes: day, db)
        try History.add(domains: day, db)
      }
      if let news { try History.add(news, db) }
    }
  }

  private static func add(causes day: DayCounts, _ db: Database) throws {
    let cause = try db.makeStatement(
      sql: """
        INSERT INTO cause (name, direction, own_client, first_day, last_day) VALUES (?1, ?2, ?3, ?4, ?4)
        ON CONFLICT (name, direction, own_client) DO UPDATE SET first_day = min(first_day, excluded.first_day),
          last_day = max(last_day, excluded.last_day), over = iif(fixed, last_day, over), fixed = 0
        """)
    let count = try db.makeStatement(
      sql: """
        INSERT INTO cause_day (day, cause, code, replies)
        VALUES (?1, (SELECT id FROM cause WHERE name = ?2 AND direction = ?3 AND own_client = ?4), ?5, ?6)
        ON CONFLICT (day, cause, code) DO UPDATE SET replies = replies + excluded.replies
        """)
    for (key, replies) in day.causes {
      try cause.execute(arguments: [key.id, key.direction.rawValue, key.isOwnClient, day.day])
      try count.execute(
        arguments: [
          day.day, key.id, key.direction.rawValue, key.isOwnClient, Int(key.code?.rawValue ?? 0), replies,
        ])
    }
  }

  private static func add(domains day: DayCounts, _ db: Database) throws {
    let domain = try db.makeStatement(
      sql: """
        INSERT INTO domain (name, last_deferral) VALUES (?1, ?2)
        ON CONFLICT (name) DO UPDATE SET last_deferral = max(coalesce(last_deferral, excluded.last_deferral),
          coalesce(excluded.last_deferral, last_deferral))
        RETURNING id
        """)
    let count = try db.makeStatement(
      sql: """
        INSERT INTO domain_day (day, domain, deferrals, bounces) VALUES (?1, ?2, ?3, ?4)
        ON CONFLICT (day, domain) DO UPDATE SET deferrals = deferrals + excluded.deferrals,
          bounces = bounces + excluded.bounces
        """)
    // In the order of names, so that pages are written one after the other.
    for (name, counts) in day.domains.sorted(by: { $0.key < $1.key }) {
      let id = try Int64.fetchOne(domain, arguments: [name, counts.deferrals > 0 ? day.day : nil])
      try count.execute(arguments: [day.day, id, counts.deferrals, counts.bounces])
    }
  }

  /// Forgets the days that are `keep` days and more before the last one, and the logs that no run saw for that long, `at` in seconds since
  /// 1970; a log that comes back after that is read anew. A wrong clock's days to come make no other day old.
  package func forget(keep: Int, at now: Int64) throws(HistoryError) {
    try `do` { db in
      let today = Int(now / 86_400) + 1
      guard let last = try Int.fetchOne(db, sql: "SELECT max(day) FROM day WHERE day <= ?", arguments: [today]) else {
        return
      }
      try db.execute(sql: "DELETE FROM day WHERE day <= ?", arguments: [last - keep])
      for (rows, names) in [("cause_day", "cause"), ("domain_day", "domain")] {
        try db.execute(sql: "DELETE FROM \(rows) WHERE day <= ?", arguments: [last - keep])
        guard db.changesCount > 0 else { continue }
        try db.execute(sql: "DELETE FROM \(names) WHERE id NOT IN (SELECT \(names) FROM \(rows))")
      }
      try db.execute(sql: "DELETE FROM listing WHERE last_day <= ?", arguments: [last - keep])
      try History.forgetWords(db, before: last)
      let oldest = now - Int64(max(keep, History.leastPositionDays)) * 86_400
      try db.execute(
        sql: "DELETE FROM position WHERE run IN (SELECT id FROM run WHERE at < ?1) OR run < (SELECT min(id) FROM run)",
        arguments: [oldest])
      try db.execute(sql: "DELETE FROM run WHERE at < ?", arguments: [oldest])
    }
  }

  /// Days for which the position in a log is kept at least.
  private static let leastPositionDays = 400
}
