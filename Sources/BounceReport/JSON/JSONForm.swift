import MailLog
import ReplyCounts
import SMTPReply

extension Report {
  /// The report as JSON, schema `bounces.report/1`.
  public var json: [UInt8] {
    var json = JSONWriter(isPretty: true)
    json.beginObject()
    json.pair("schema", "bounces.report/1")
    writeInput(&json)
    writeTotals(&json)
    writeHistogram(&json)
    writeAudit(&json)
    writeNews(&json)
    json.pair("unexplained", unexplained)
    json.key("findings")
    json.beginArray()
    for finding in findings { write(finding, &json) }
    json.endArray()
    json.key("codes")
    json.beginArray()
    for code in codes { write(code, &json) }
    json.endArray()
    json.key("without_reply")
    json.beginArray()
    for cause in withoutReply { write(cause, &json) }
    json.endArray()
    json.key("not_understood")
    json.strings(notUnderstood)
    json.endObject()
    json.endLine()
    return json.bytes
  }

  private func writeInput(_ json: inout JSONWriter) {
    json.key("input")
    json.beginObject()
    json.key("files")
    json.beginArray()
    for file in inputs {
      json.beginObject()
      json.pair("path", file.path)
      json.pair("bytes", Int(file.bytes))
      json.pair("lines", file.lines.total)
      json.pair("complete", file.isComplete)
      json.endObject()
    }
    json.endArray()
    json.key("lines")
    json.beginObject()
    let lines = lines
    json.pair("total", lines.total)
    json.pair("postfix", lines.postfix)
    json.pair("exim", lines.exim)
    json.pair("other", lines.other)
    json.pair("not_understood", lines.notUnderstood)
    json.pair("cut", lines.cut)
    json.endObject()
    json.key("selection")
    json.strings(selection)
    json.pair("redacted", redacted?.rawValue)
    json.key("skipped")
    json.strings(skipped)
    json.pair("first", first?.iso8601)
    json.pair("last", last?.iso8601)
    json.endObject()
  }

  private func writeTotals(_ json: inout JSONWriter) {
    json.key("totals")
    json.beginObject()
    json.pair("delivered", totals.delivered)
    json.pair("deferred", totals.deferred)
    json.pair("bounced", totals.bounced)
    json.pair("rejected", totals.rejected)
    json.pair("attempts", totals.attempts)
    json.pair("probes", totals.probes)
    json.pair("delivered_after_deferral", totals.deliveredAfterDeferral)
    json.pair("deferrals", totals.deferrals)
    json.pair("discarded", totals.discarded)
    json.endObject()
  }

  private func writeHistogram(_ json: inout JSONWriter) {
    json.key("histogram")
    json.beginArray()
    for hour in hours { write(hour, named: "hour", at: hour.start.iso8601, &json) }
    json.endArray()
    json.key("days")
    json.beginArray()
    for day in days { write(day, named: "day", at: String(day.start.iso8601.prefix(10)), &json) }
    json.endArray()
  }

  private func write(_ hour: Hour, named key: StaticString, at time: String, _ json: inout JSONWriter) {
    json.beginObject()
    json.pair(key, time)
    json.pair("delivered", hour.counts.delivered)
    json.pair("deferrals", hour.counts.deferrals)
    json.pair("bounced", hour.counts.bounced)
    json.pair("rejected", hour.counts.rejected)
    json.endObject()
  }

  private func write(_ finding: Finding, _ json: inout JSONWriter) {
    json.beginObject()
    json.pair("cause", finding.cause)
    json.key("causes")
    json.strings(finding.causes)
    json.pair("class", finding.class.rawValue)
    json.pair("direction", finding.direction.rawValue)
    json.pair("own_client", finding.direction == .inbound ? finding.isOwnClient : nil)
    json.pair("actor", finding.actor.rawValue)
    json.pair("permanence", finding.permanence.rawValue)
    json.pair("title", finding.title)
    json.key("codes")
    json.strings(finding.codes)
    json.pair("replies", finding.replies)
    json.pair("unsure", finding.unsure)
    json.key("affected")
    json.beginObject()
    json.pair("kind", finding.affected.kind.rawValue)
    json.pair("count", finding.affected.count)
    json.endObject()
    json.key("evidence")
    json.strings(finding.evidence)
    json.key("named")
    json.strings(finding.named)
    json.pair("names_more", finding.namesMore)
    json.key("pages")
    json.strings(finding.pages)
    json.key("fix")
    json.strings(finding.fix)
    json.pair("known", finding.isKnown)
    json.key("trend")
    json.numbers(finding.trend)
    json.endObject()
  }
}
