package import BounceReport
import GRDB
package import ReplyCounts
import SMTPReply

// What the days before brought.
extension History {
  /// What a run that counted `days` is compared with; days behind `latest` come from a wrong clock.
  package func past(for days: [DayCounts], latest: Int) throws(HistoryError) -> Past {
    var past = try past(latest: latest)
    try `do` { db in
      let first = days.first?.day ?? latest
      let often = try Row.fetchCursor(
        db,
        sql: """
          SELECT name, max(day) AS day FROM domain_day JOIN domain ON domain.id = domain
            WHERE day >= ? AND day <= ? AND deferrals >= ? GROUP BY domain
          """, arguments: [first - Past.quietDays, latest, Past.leastDeferrals])
      while let row = try often.next().map({ StoredRow($0) }) {
        past.lastDeferral[try row.text("name")] = try row.number("day", in: StoredRow.days)
      }
      let few = try db.makeStatement(
        sql: "SELECT deferrals FROM domain_day WHERE day = ? AND domain = (SELECT id FROM domain WHERE name = ?)")
      for day in days {
        for (name, counts) in day.domains where counts.deferrals > 0 {
          let row = try Row.fetchOne(few, arguments: [day.day, name])
          past.deferrals[day.day, default: [:]][name] = try row.map { StoredRow($0) }?.number("deferrals")
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
      past.lastLine = try StoredRow.first(
        db, "SELECT last FROM run WHERE last IS NOT NULL ORDER BY id DESC LIMIT 1")?.text("last")
      let last = try Int.fetchOne(db, sql: "SELECT max(day) FROM day WHERE day <= ?", arguments: [latest])
      let first = (last ?? 0) - History.windowDays
      for row in try StoredRow.all(db, "SELECT * FROM day WHERE day > ?", [first]) {
        past.days[try row.number("day", in: StoredRow.days)] = Past.Outcomes(
          delivered: try row.number("delivered"), bounced: try row.number("bounced"),
          deferrals: try row.number("deferrals"), rejected: try row.number("rejected"))
      }
      var names: [Int64: Past.Trouble] = [:]
      for row in try StoredRow.all(db, "SELECT * FROM cause") {
        guard let direction = Direction(rawValue: try row.text("direction")) else { continue }
        let trouble = Past.Trouble(
          cause: try row.text("name"), direction: direction, isOwnClient: try row.flag("own_client"))
        names[try row.bits("id")] = trouble
        past.courses[trouble] = Past.Course(
          firstDay: try row.number("first_day", in: StoredRow.days),
          lastDay: try row.number("last_day", in: StoredRow.days), isFixed: try row.flag("fixed"),
          told: try row.optionalNumber("told", in: StoredRow.days),
          over: try row.optionalNumber("over", in: StoredRow.days))
      }
      let counts = try Row.fetchCursor(
        db, sql: "SELECT cause, day, sum(replies) AS replies FROM cause_day WHERE day > ? GROUP BY day, cause",
        arguments: [first])
      while let row = try counts.next().map({ StoredRow($0) }) {
        guard let trouble = names[try row.bits("cause")] else { continue }
        past.courses[trouble]?.replies[try row.number("day", in: StoredRow.days)] = try row.number("replies")
      }
      past.words = try History.words(db, since: (last ?? 0) - Past.window)
      past.acknowledgements = try History.acknowledgements(db)
      return past
    }
  }

  /// Days of causes that a run is compared with.
  private static let windowDays = 60

  static func acknowledgements(_ db: Database) throws -> [Past.Acknowledgement] {
    try StoredRow.all(db, "SELECT * FROM acknowledgement ORDER BY cause").map { row in
      Past.Acknowledgement(
        cause: try row.text("cause"), until: try row.number("until", in: StoredRow.days), note: try row.text("note"),
        level: try row.amount("level"))
    }
  }
}
