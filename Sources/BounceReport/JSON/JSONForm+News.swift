import MailLog
import ReplyCounts

extension JSONForm {
  /// The thresholds that were exceeded, and what is new or null.
  func writeNews(_ json: inout JSONWriter) {
    json.key("alerts")
    json.strings(report.alerts)
    json.key("news")
    guard let news = report.news else { return json.null() }
    json.beginObject()
    json.pair("baseline", news.baseline?.rawValue)
    json.pair("since", news.since)
    json.key("items")
    json.beginArray()
    for item in news.items { write(item, &json) }
    json.endArray()
    json.key("known")
    json.beginArray()
    for known in news.known {
      json.beginObject()
      json.pair("cause", known.trouble.cause)
      json.pair("title", known.title)
      json.pair("replies", known.replies)
      json.pair("until", day(known.until))
      json.pair("note", known.note)
      json.endObject()
    }
    json.endArray()
    json.key("days")
    json.beginArray()
    for (place, day) in news.outcomes.enumerated() {
      json.beginObject()
      json.pair("day", self.day(news.lastDay - news.outcomes.count + 1 + place))
      json.pair("delivered", day.delivered)
      json.pair("bounced", day.bounced)
      json.pair("deferrals", day.deferrals)
      json.pair("rejected", day.rejected)
      json.endObject()
    }
    json.endArray()
    json.endObject()
  }

  private func write(_ item: Report.News.Item, _ json: inout JSONWriter) {
    json.beginObject()
    json.pair("kind", item.kind.rawValue)
    json.pair("name", item.name)
    json.pair("cause", item.trouble?.cause)
    json.pair("direction", item.trouble?.direction.rawValue)
    json.pair("list", item.list)
    json.pair("servers", item.servers)
    json.pair("rare", item.isMinor)
    json.pair("replies", item.replies)
    json.pair("usual", item.usual)
    json.pair("day", item.day.map { day($0) })
    json.endObject()
  }

  /// A day since 1970 as ISO 8601.
  private func day(_ day: Int) -> String { String(LogTime(wall: Int64(day) * 86_400_000_000).iso8601.prefix(10)) }
}
