import MailLog
import Testing

@testable import ReplyCounts

@Suite("Templates")
struct ReplyTemplateTests {
  /// The template of a reply text.
  private func template(_ text: String) -> String {
    var record = ReplyRecord()
    record.reply = Field(0, text.utf8.count)
    let bytes = Array(text.utf8) + Array(repeating: 0, count: 64)
    let span = bytes.span
    var template = ReplyTemplate()
    unsafe template.make(record, span.bytes)
    return String(decoding: template.bytes[template.textRange], as: UTF8.self)
  }

  @Test(
    "what varies is replaced, what tells causes apart stays",
    arguments: [
      ("550 5.1.1 <a.b@example.com>: User unknown", "<{address}>: User unknown"),
      (
        "554 5.7.1 Client host [192.0.2.1] blocked using zen.spamhaus.org",
        "Client host [{ip}] blocked using zen.spamhaus.org"
      ),
      ("550 weren't sent (S3140). [AM5EUR03FT012.eop]", "weren't sent (S3140). [{host}]"),
      ("553 5.7.1 [BL21] Connections will not be accepted", "[BL21] Connections will not be accepted"),
      ("421 mx7.example.net Service not available", "{host} Service not available"),
      ("452 try again in 300 seconds (#4.7.1)", "try again in {n} seconds (#4.7.1)"),
      ("421 mx.example.net[192.0.2.1]:25 closed", "{host}[{ip}]:{n} closed"),
      ("451 come back in 00:05:00", "come back in {time}"),
      ("550 [2001:db8::7] and [2001:db8:1:2:3:4:5:6] are listed", "[{ip}] and [{ip}] are listed"),
      ("550-5.1.1 one 550 5.1.1 two", "one two"),
    ])
  func replaced(text: String, wanted: String) {
    #expect(template(text) == wanted)
  }
}
