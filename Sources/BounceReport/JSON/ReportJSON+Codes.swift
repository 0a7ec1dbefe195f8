import SMTPReply

extension Report {
  func write(_ section: CodeSection, _ json: inout JSONWriter) {
    json.beginObject()
    json.pair("code", Int(section.code.rawValue))
    json.key("name")
    json.value(section.name)
    json.pair("replies", section.replies)
    json.key("recipients")
    json.value(section.recipients)
    json.key("domains")
    json.value(section.domains)
    json.pair("outbound", section.outbound)
    json.pair("inbound", section.inbound)
    json.pair("implied", section.implied)
    json.key("title")
    json.value(section.title)
    json.key("meaning")
    json.value(section.meaning)
    json.key("when")
    json.value(section.when)
    json.key("fix")
    json.strings(section.fix)
    json.key("differences")
    json.value(section.differences)
    json.key("use")
    json.value(section.use)
    json.key("causes")
    json.beginArray()
    for cause in section.causes { write(cause, &json) }
    json.endArray()
    json.key("top_recipients")
    write(section.topRecipients, &json)
    json.endObject()
  }

  func write(_ cause: CauseSection, _ json: inout JSONWriter) {
    json.beginObject()
    json.key("id")
    json.value(cause.id)
    json.key("class")
    json.value(cause.class.rawValue)
    json.key("direction")
    json.value(cause.direction.rawValue)
    json.key("actor")
    json.value(cause.actor.rawValue)
    json.key("permanence")
    json.value(cause.permanence?.rawValue)
    json.key("title")
    json.value(cause.title)
    json.key("meaning")
    json.value(cause.meaning)
    json.pair("replies", cause.replies)
    json.key("recipients")
    json.value(cause.recipients)
    json.key("fix")
    json.strings(cause.fix)
    json.key("templates")
    json.beginArray()
    for template in cause.templates {
      json.beginObject()
      json.key("text")
      json.value(template.text)
      json.pair("replies", template.replies)
      json.endObject()
    }
    json.endArray()
    json.endObject()
  }

  private func write(_ recipients: [TopRecipient]?, _ json: inout JSONWriter) {
    guard let recipients else { return json.null() }
    json.beginArray()
    for row in recipients {
      json.beginObject()
      json.key("recipient")
      json.value(row.recipient)
      json.pair("replies", row.replies)
      json.key("first")
      json.value(row.first.iso8601)
      json.key("last")
      json.value(row.last.iso8601)
      json.key("reply")
      json.value(row.reply)
      json.endObject()
    }
    json.endArray()
  }
}
