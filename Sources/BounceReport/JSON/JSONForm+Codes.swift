import ReplyCounts
import SMTPReply

extension JSONForm {
  func write(_ section: Report.CodeSection, _ json: inout JSONWriter) {
    json.beginObject()
    json.pair("code", Int(section.code.rawValue))
    json.pair("name", section.name)
    json.pair("replies", section.replies)
    json.pair("recipients", section.recipients)
    json.pair("domains", section.domains)
    json.pair("outbound", section.outbound)
    json.pair("inbound", section.inbound)
    json.pair("implied", section.implied)
    json.pair("title", section.title)
    json.pair("meaning", section.meaning)
    json.pair("when", section.when)
    json.key("fix")
    json.strings(section.fix)
    json.pair("differences", section.differences)
    json.pair("use", section.use)
    json.key("causes")
    json.beginArray()
    for cause in section.causes { write(cause, &json) }
    json.endArray()
    json.key("top_recipients")
    write(section.topRecipients, &json)
    json.key("top_domains")
    json.beginArray()
    for domain in section.topDomains {
      json.beginObject()
      json.pair("domain", domain.name)
      json.pair("replies", domain.replies)
      json.endObject()
    }
    json.endArray()
    json.key("hosts")
    json.strings(section.topHosts)
    json.endObject()
  }

  func write(_ cause: Report.CauseSection, _ json: inout JSONWriter) {
    json.beginObject()
    json.pair("id", cause.id)
    json.pair("class", cause.class.rawValue)
    json.pair("direction", cause.direction.rawValue)
    json.pair("own_client", cause.direction == .inbound ? cause.isOwnClient : nil)
    json.pair("actor", cause.actor.rawValue)
    json.pair("permanence", cause.permanence?.rawValue)
    json.pair("title", cause.title)
    json.pair("meaning", cause.meaning)
    json.pair("replies", cause.replies)
    json.pair("unsure", cause.unsure)
    json.pair("recipients", cause.recipients)
    json.key("fix")
    json.strings(cause.fix)
    json.key("templates")
    json.beginArray()
    for template in cause.templates {
      json.beginObject()
      json.pair("text", template.text)
      json.pair("replies", template.replies)
      json.endObject()
    }
    json.endArray()
    json.endObject()
  }

  private func write(_ recipients: [Report.TopRecipient]?, _ json: inout JSONWriter) {
    guard let recipients else { return json.null() }
    json.beginArray()
    for row in recipients {
      json.beginObject()
      json.pair("recipient", row.recipient)
      json.pair("replies", row.replies)
      json.pair("first", row.first.iso8601)
      json.pair("last", row.last.iso8601)
      json.pair("reply", row.reply)
      json.endObject()
    }
    json.endArray()
  }
}
