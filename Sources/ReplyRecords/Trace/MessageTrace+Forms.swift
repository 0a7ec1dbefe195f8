package import ReplyCounts
import ReplyGuide

extension MessageTrace {
  /// What was found as text, `width` columns wide.
  package func text(_ words: ReportWords, width: Int, isColoured: Bool) -> String {
    var canvas = TextCanvas(width: width, isColoured: isColoured)
    for (place, message) in messages.enumerated() {
      if place > 0 { canvas.gap() }
      canvas.heading(message.queueID ?? words.text("trace_no_message"))
      let known = [
        ("trace_from", message.sender.map { $0.isEmpty ? "<>" : $0 }),
        ("trace_message_id", message.messageID.map { "<\($0)>" }),
        ("trace_client", message.client), ("trace_login", message.login),
      ]
      let size = message.size.map { words.text("trace_size", $0) }
      let facts = known.compactMap { id, value in value.map { "\(words.text(id)) \($0)" } } + [size].compactMap { $0 }
      if !facts.isEmpty { canvas.paragraph(facts.joined(separator: " · "), indent: 2) }
      for attempt in message.attempts { write(attempt, words, &canvas) }
      for (recipient, outcome) in message.outcomes where message.attempts.count > 1 {
        canvas.paragraph("= \(recipient): \(words.text("outcome_\(outcome.rawValue)"))", indent: 2)
      }
    }
    return canvas.text
  }

  private func write(_ attempt: TracedAttempt, _ words: ReportWords, _ canvas: inout TextCanvas) {
    var parts = [words.text("outcome_\(attempt.outcome.rawValue)")]
    if let recipient = attempt.recipient { parts.append(recipient) }
    if let peer = attempt.peer { parts.append(peer) }
    canvas.paragraph(parts.joined(separator: " · "), label: words.time(attempt.time) + "  ", indent: 2)
    let reply = [attempt.code?.description, attempt.enhanced?.description, attempt.text].compactMap { $0 }
      .filter { !$0.isEmpty }.joined(separator: " ")
    if !reply.isEmpty { canvas.paragraph(reply, indent: 6) }
    guard let cause = attempt.cause else { return }
    let fix = cause.fix(attempt.direction, isOwnClient: attempt.isOwnClient).first ?? ""
    canvas.paragraph("\(cause.title). \(fix)", label: "→ ", indent: 6)
  }

  /// What was found as JSON: one array, or one object a line.
  package func json(isNDJSON: Bool) -> [UInt8] {
    var json = JSONWriter(isPretty: !isNDJSON)
    if !isNDJSON { json.beginArray() }
    for message in messages {
      write(message, &json)
      if isNDJSON { json.endLine() }
    }
    if !isNDJSON {
      json.endArray()
      json.endLine()
    }
    return json.bytes
  }

  private func write(_ message: TracedMessage, _ json: inout JSONWriter) {
    json.beginObject()
    json.pair("queue_id", message.queueID)
    json.pair("sender", message.sender)
    json.pair("message_id", message.messageID)
    json.pair("client", message.client)
    json.pair("sasl_user", message.login)
    json.pair("size", message.size)
    json.key("attempts")
    json.beginArray()
    for attempt in message.attempts { write(attempt, &json) }
    json.endArray()
    json.key("recipients")
    json.beginArray()
    for (recipient, outcome) in message.outcomes {
      json.beginObject()
      json.pair("recipient", recipient)
      json.pair("outcome", outcome.rawValue)
      json.endObject()
    }
    json.endArray()
    json.endObject()
  }

  private func write(_ attempt: TracedAttempt, _ json: inout JSONWriter) {
    json.beginObject()
    json.pair("file", attempt.path)
    json.pair("line", attempt.line)
    json.pair("time", attempt.time?.iso8601)
    json.pair("recipient", attempt.recipient)
    json.pair("outcome", attempt.outcome.rawValue)
    json.pair("direction", attempt.direction.rawValue)
    json.pair("code", attempt.code.map { Int($0.rawValue) })
    json.pair("enhanced", attempt.enhanced?.description)
    json.pair("text", attempt.text)
    json.pair("remote_host", attempt.remoteHost)
    json.pair("remote_ip", attempt.remoteAddress)
    json.pair("cause", attempt.cause?.id)
    json.pair("title", attempt.cause?.title)
    json.key("fix")
    json.strings(attempt.cause?.fix(attempt.direction, isOwnClient: attempt.isOwnClient) ?? [])
    json.endObject()
  }
}
