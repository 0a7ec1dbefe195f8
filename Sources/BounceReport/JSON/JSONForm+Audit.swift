import ReplyCounts

extension JSONForm {
  /// The audit with all its figures, or null.
  func writeAudit(_ json: inout JSONWriter) {
    json.key("audit")
    guard let audit = report.audit else { return json.null() }
    json.beginObject()
    json.key("total")
    write(audit.total, name: nil, &json)
    json.pair("handed_on", audit.handedOn)
    for table in audit.tables {
      json.key(table.dimension.key)
      json.beginArray()
      for row in table.rows { write(row.figures, name: row.name, &json) }
      json.endArray()
    }
    json.endObject()
  }

  private func write(_ figures: AuditFigures, name: String?, _ json: inout JSONWriter) {
    json.beginObject()
    if let name { json.pair("name", name) }
    json.pair("messages", figures.messages)
    json.pair("delivered", figures.delivered)
    json.pair("bounced", figures.bounced)
    json.pair("deferred", figures.deferred)
    json.pair("deferrals", figures.deferrals)
    json.pair("attempts", figures.attempts)
    json.pair("rejected", figures.rejected)
    json.key("delay")
    write(figures.delays, &json)
    json.key("deferral_to_delivery")
    write(figures.waits, &json)
    json.pair("tls_known", figures.tlsKnown)
    json.pair("tls", figures.underTLS)
    json.endObject()
  }

  /// Seconds at three percentiles, each null when none is known.
  private func write(_ durations: DurationHistogram, _ json: inout JSONWriter) {
    json.beginObject()
    json.pair("count", durations.count)
    json.key("median")
    write(seconds: durations.percentile(0.5), &json)
    json.key("p95")
    write(seconds: durations.percentile(0.95), &json)
    json.key("p99")
    write(seconds: durations.percentile(0.99), &json)
    json.endObject()
  }

  private func write(seconds: Double?, _ json: inout JSONWriter) {
    guard let seconds else { return json.null() }
    json.bare("\((seconds * 100).rounded() / 100)")
  }
}

extension AuditCounter.Dimension {
  /// The key of its table.
  fileprivate var key: StaticString {
    switch self {
    case .recipientDomain: "recipient_domains"
    case .provider: "providers"
    case .senderDomain: "sender_domains"
    case .client: "clients"
    case .login: "logins"
    }
  }
}
