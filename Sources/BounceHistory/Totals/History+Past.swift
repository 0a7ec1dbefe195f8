public import BounceReport
import GRDB
import SMTPReply

// What the days before brought.
extension History {
  /// What a run that counted `days` is compared with; days behind `latest` come from a wrong clock.
  public func past(for days: [DayCounts], latest: Int) throws(HistoryError) -> Past {
    var past = try past(latest: latest)
    try `do` { db in
      let first = days.first?.day ?? latest
      let often = try Row.fetchCursor(
        db,
        sql: """
          SELECT name, max(day) AS day FROM domain_day JOIN domain ON domain.id = domain
            WHERE day >= ? AND day <= ? AND deferrals >= ? GROUP BY domain
          """, arguments: [first - Past.quietDays, latest, Past.leastDeferrals])
      while let row = try often.next() { past.lastDeferral[row["name"]] = row["day"] }
      let few = try db.makeStatement(
        sql: "SELECT deferrals FROM domain_day WHERE day = ? AND domain = (SELECT id FROM domain WHERE name = ?)")
      for day in days {
        for (name, counts) in day.domains where counts.deferrals > 0 {
          past.deferrals[day.day, default: [:]][name] = try Int.fetchOne(few, arguments: [day.day, name])
        }
      }
    }
    return past
  }

  /// What is known but of domains.
  func past(latest: Int) throws(HistoryError) -> Past {
    try `do` { db in
      var past = Past()
      past.isEmpty = try Int.fetchOne(db, sql: "SELECT count(*) FROM run") == 0
      past.lastLine = try String.fetchOne(
        db, sql: "SELECT last FROM run WHERE last IS NOT NULL ORDER BY id DESC LIMIT 1")
      let last = try Int.fetchOne(db, sql: "SELECT max(day) FROM day WHERE day <= ?", arguments: [latest])
      let first = (last ?? 0) - History.windowDays
      for row in try Row.fetchAll(db, sql: "SELECT * FROM day WHERE day > ?", arguments: [first]) {
        past.days[row["day"]] = Past.Outcomes(
          delivered: row["delivered"], bounced: row["bounced"], deferrals: row["deferrals"], rejected: row["rejected"])
      }
      var names: [Int64: Past.Trouble] = [:]
      for row in try Row.fetchAll(db, sql: "SELECT * FROM cause") {
        guard let direction = Direction(rawValue: row["direction"]) else { continue }
        let trouble = Past.Trouble(cause: row["name"], direction: direction, isOwnClient: row["own_client"])
        names[row["id"]] = trouble
        past.courses[trouble] = Past.Course(
          firstDay: row["first_day"], lastDay: row["last_day"], isFixed: row["fixed"], told: row["told"],
          over: row["over"])
      }
      let counts = try Row.fetchCursor(
        db, sql: "SELECT cause, day, sum(replies) AS replies FROM cause_day WHERE day > ? GROUP BY day, cause",
        arguments: [first])
      while let row = try counts.next() {
        guard let trouble = names[row["cause"]] else { continue }
        past.courses[trouble]?.replies[row["day"]] = row["replies"]
      }
      past.words = try History.words(db, since: (last ?? 0) - Past.window)
      past.acknowledgements = try History.acknowledgements(db)
      return past
    }
  }

  /// Days of causes that a run is compared with.
  private static let windowDays = 60

  static func acknowledgements(_ db: Database) throws -> [Past.Acknowledgement] {
    try Row.fetchAll(db, sql: "SELECT * FROM acknowledgement ORDER BY cause").map { row in
      Past.Acknowledgement(cause: row["cause"], until: row["until"], note: row["note"], level: row["level"])
    }
  }
}
