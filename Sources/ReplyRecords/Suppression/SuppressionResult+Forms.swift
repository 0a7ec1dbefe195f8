import ReplyCounts

extension SuppressionResult {
  /// One address a line.
  package var list: [UInt8] {
    Array(suppressed.map { TextCanvas.harmless($0.recipient) + "\n" }.joined().utf8)
  }

  /// A row for each address to suppress, with its evidence (RFC 4180).
  package var csv: [UInt8] {
    var csv = CSVWriter()
    csv.row([
      "recipient", "original_recipient", "failures", "days", "first", "last", "code", "enhanced", "cause", "reply",
    ])
    for one in suppressed {
      csv.row([
        one.recipient, one.originalRecipient ?? "", "\(one.failures)", "\(one.dayCount)", one.first.iso8601,
        one.last.iso8601, one.code?.description ?? "", one.enhanced?.description ?? "", one.cause, one.reply,
      ])
    }
    return Array(csv.text.utf8)
  }

  /// Both kinds, as JSON, schema `bounces.suppress/1`.
  package var json: [UInt8] {
    var json = JSONWriter(isPretty: true)
    json.beginObject()
    json.pair("schema", "bounces.suppress/1")
    json.key("suppress")
    json.beginArray()
    for one in suppressed { write(one, nil, &json) }
    json.endArray()
    json.key("held_back")
    json.beginArray()
    for one in heldBack { write(one.candidate, one.reason, &json) }
    json.endArray()
    json.endObject()
    json.endLine()
    return json.bytes
  }

  private func write(_ one: SuppressionCandidate, _ reason: Reason?, _ json: inout JSONWriter) {
    json.beginObject()
    json.pair("recipient", one.recipient)
    json.pair("original_recipient", one.originalRecipient)
    if let reason { json.pair("reason", reason.rawValue) }
    json.pair("failures", one.failures)
    json.pair("days", one.dayCount)
    json.pair("first", one.first.iso8601)
    json.pair("last", one.last.iso8601)
    json.pair("code", one.code.map { Int($0.rawValue) })
    json.pair("enhanced", one.enhanced?.description)
    json.pair("cause", one.cause)
    json.pair("reply", one.reply)
    json.endObject()
  }
}
