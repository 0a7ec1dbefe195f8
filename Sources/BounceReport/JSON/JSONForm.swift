import MailLog
import ReplyCounts
import SMTPReply

/// A report as JSON, schema `bounces.report/1`.
package struct JSONForm {
  let report: Report

  /// The object of `report`.
  package init(_ report: Report) {
    self.report = report
  }

  /// The object in UTF-8, with its keys always in the same order.
  package func bytes() -> [UInt8] {
    var json = JSONWriter(isPretty: true)
    json.beginObject()
    json.pair("schema", "bounces.report/1")
    writeInput(&json)
    writeTotals(&json)
    writeHistogram(&json)
    writeAudit(&json)
    writeNews(&json)
    json.pair("unexplained", report.unexplained)
    json.key("findings")
    json.beginArray()
    for finding in report.findings { write(finding, &json) }
    json.endArray()
    json.key("codes")
    json.beginArray()
    for code in report.codes { write(code, &json) }
    json.endArray()
    json.key("without_reply")
    json.beginArray()
    for cause in report.withoutReply { write(cause, &json) }
    json.endArray()
    json.key("not_understood")
    json.strings(report.notUnderstood)
    json.endObject()
    json.endLine()
    return json.bytes
  }

  private func writeInput(_ json: inout JSONWriter) {
    json.key("input")
    json.beginObject()
    json.key("files")
    json.beginArray()
    for file in report.inputs {
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
    let lines = report.lines
    json.pair("total", lines.total)
    for mta in MTA.allCases { json.pair(mta.key, lines[mta]) }
    json.pair("other", lines.other)
    json.pair("not_understood", lines.notUnderstood)
    json.pair("cut", lines.cut)
    json.endObject()
    json.key("selection")
    json.strings(report.selection)
    json.pair("redacted", report.redacted?.rawValue)
    json.key("skipped")
    json.strings(report.skipped)
    json.pair("first", report.first?.iso8601)
    json.pair("last", report.last?.iso8601)
    json.endObject()
  }

  private func writeTotals(_ json: inout JSONWriter) {
    json.key("totals")
    json.beginObject()
    json.pair("delivered", report.totals.delivered)
    json.pair("deferred", report.totals.deferred)
    json.pair("bounced", report.totals.bounced)
    json.pair("rejected", report.totals.rejected)
    json.pair("attempts", report.totals.attempts)
    json.pair("probes", report.totals.probes)
    json.pair("delivered_after_deferral", report.totals.deliveredAfterDeferral)
    json.pair("deferrals", report.totals.deferrals)
    json.pair("discarded", report.totals.discarded)
    json.endObject()
  }

  private func writeHistogram(_ json: inout JSONWriter) {
    json.key("histogram")
    json.beginArray()
    for hour in report.hours { write(hour, named: "hour", at: hour.start.iso8601, &json) }
    json.endArray()
    json.key("days")
    json.beginArray()
    for day in report.days { write(day, named: "day", at: String(day.start.iso8601.prefix(10)), &json) }
    json.endArray()
  }

  private func write(_ hour: Report.Hour, named key: StaticString, at time: String, _ json: inout JSONWriter) {
    json.beginObject()
    json.pair(key, time)
    json.pair("delivered", hour.counts.delivered)
    json.pair("deferrals", hour.counts.deferrals)
    json.pair("bounced", hour.counts.bounced)
    json.pair("rejected", hour.counts.rejected)
    json.endObject()
  }

  private func write(_ finding: Report.Finding, _ json: inout JSONWriter) {
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
