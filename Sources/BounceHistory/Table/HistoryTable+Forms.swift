import MailLog
import ReplyCounts

// The totals for other programs.
extension HistoryTable {
  /// A row for each cause of each day (RFC 4180); the day's own counts stand in a row without a cause.
  package var csv: [UInt8] {
    var csv = CSVWriter()
    csv.row([
      "day", "cause", "direction", "own_client", "code", "replies", "delivered", "bounced", "deferrals", "rejected",
    ])
    for day in days {
      csv.row([
        day.day, "", "", "", "", "", "\(day.delivered)", "\(day.bounced)", "\(day.deferrals)", "\(day.rejected)",
      ])
      for cause in day.causes {
        csv.row([
          day.day, cause.id, cause.direction.rawValue, cause.direction == .inbound ? "\(cause.isOwnClient)" : "",
          cause.code.map { "\($0)" } ?? "", "\(cause.replies)", "", "", "", "",
        ])
      }
    }
    return Array(csv.text.utf8)
  }

  /// All of it, schema `bounces.history/1`.
  package var json: [UInt8] {
    var json = JSONWriter(isPretty: true)
    json.beginObject()
    json.pair("schema", "bounces.history/1")
    json.key("days")
    json.beginArray()
    for day in days { write(day, &json) }
    json.endArray()
    json.key("known")
    json.beginArray()
    for known in acknowledgements {
      json.beginObject()
      json.pair("cause", known.cause)
      json.pair("until", HistoryTable.day(known.until))
      json.pair("note", known.note)
      json.pair("replies_a_day", Int(known.level.rounded()))
      json.endObject()
    }
    json.endArray()
    json.endObject()
    json.endLine()
    return json.bytes
  }

  /// A day since 1970, as ISO 8601.
  static func day(_ day: Int) -> String { String(LogTime(wall: Int64(day) * 86_400_000_000).iso8601.prefix(10)) }

  private func write(_ day: Day, _ json: inout JSONWriter) {
    json.beginObject()
    json.pair("day", day.day)
    json.pair("delivered", day.delivered)
    json.pair("bounced", day.bounced)
    json.pair("deferrals", day.deferrals)
    json.pair("rejected", day.rejected)
    json.key("causes")
    json.beginArray()
    for cause in day.causes {
      json.beginObject()
      json.pair("cause", cause.id)
      json.pair("direction", cause.direction.rawValue)
      json.pair("own_client", cause.direction == .inbound ? cause.isOwnClient : nil)
      json.pair("code", cause.code)
      json.pair("replies", cause.replies)
      json.endObject()
    }
    json.endArray()
    json.endObject()
  }
}
