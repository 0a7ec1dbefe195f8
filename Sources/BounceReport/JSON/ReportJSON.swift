import MailLog
import SMTPReply

extension Report {
  /// The report as JSON, schema `bounces.report/1`.
  public var json: [UInt8] {
    var json = JSONWriter(isPretty: true)
    json.beginObject()
    json.key("schema")
    json.value("bounces.report/1")
    writeInput(&json)
    writeTotals(&json)
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
      json.key("path")
      json.value(file.path)
      json.key("bytes")
      json.value(Int(file.bytes))
      json.key("lines")
      json.value(file.lines.total)
      json.key("complete")
      json.value(file.isComplete)
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
    json.key("first")
    json.value(first?.iso8601)
    json.key("last")
    json.value(last?.iso8601)
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
    json.endObject()
  }

  private func write(_ finding: Finding, _ json: inout JSONWriter) {
    json.beginObject()
    json.key("cause")
    json.value(finding.cause)
    json.key("class")
    json.value(finding.class.rawValue)
    json.key("direction")
    json.value(finding.direction.rawValue)
    json.key("actor")
    json.value(finding.actor.rawValue)
    json.key("permanence")
    json.value(finding.permanence.rawValue)
    json.key("title")
    json.value(finding.title)
    json.key("codes")
    json.strings(finding.codes)
    json.pair("replies", finding.replies)
    json.key("affected")
    json.beginObject()
    json.key("kind")
    json.value(finding.affected.kind)
    json.pair("count", finding.affected.count)
    json.endObject()
    json.key("evidence")
    json.strings(finding.evidence)
    json.key("fix")
    json.strings(finding.fix)
    json.endObject()
  }
}

extension JSONWriter {
  /// Writes a key and its number.
  mutating func pair(_ name: StaticString, _ number: Int) {
    key(name)
    value(number)
  }

  /// Writes an array of strings.
  mutating func strings(_ texts: [String]) {
    beginArray()
    for text in texts { value(text) }
    endArray()
  }
}
