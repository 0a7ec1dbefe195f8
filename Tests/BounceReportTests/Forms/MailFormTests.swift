import Foundation
import TestSupport
import Testing

@testable import BounceReport

@Suite("The report as a mail")
struct MailFormTests {
  @Test("it is ASCII with the envelope's fields, a subject that names the worst, text and page")
  func fields() throws {
    let report = try SmallReport.log.report()
    let mail = String(decoding: MailForm(report, in: SmallReport.envelope).bytes(), as: UTF8.self)
    #expect(mail.utf8.allSatisfy { $0 < 0x80 } && mail.split(separator: "\n").allSatisfy { $0.utf8.count <= 78 })
    #expect(mail.hasPrefix("From: bounces@example.com\nTo: a@example.com, b@example.com\nSubject: =?utf-8?B?"))
    #expect(mail.contains("\nDate: Mon, 30 Nov 2026 10:00:00 +0000\nMessage-ID: <1@example.com>\n"))
    #expect(MailForm(report, in: SmallReport.envelope).subject == "bounces: An IP on the Spamhaus list (1) · bounced 3")
    #expect(mail.hasSuffix("--=_bounces_report--\n"))
    for (type, content) in [
      ("plain", TextForm(report, width: 76, saysWhetherToWorry: true).bytes()), ("html", HTMLForm(report).bytes()),
    ] {
      let start = try #require(mail.range(of: "Content-Type: text/\(type); charset=utf-8\n"))
      let body = mail[start.upperBound...].components(separatedBy: "\n\n")[1].components(separatedBy: "\n--")[0]
      #expect(Data(base64Encoded: body, options: .ignoreUnknownCharacters) == Data(content), "\(type)")
    }
  }

  @Test(
    "a subject in other letters is encoded words, no code point of them cut",
    arguments: ["ñandú", "漢字かな交じり文", "a =?b?="])
  func subject(words: String) throws {
    let text = String(repeating: words + " ", count: 9)
    let encoded = MailText.encodedWords(text).components(separatedBy: "\n ")
    #expect(encoded.count > 1 && encoded.allSatisfy { $0.utf8.count <= 75 })
    let decoded = encoded.compactMap { Data(base64Encoded: String($0.dropFirst(10).dropLast(2))) }
    #expect(decoded.allSatisfy { String(validating: $0, as: UTF8.self) != nil })
    #expect(decoded.reduce(Data(), +) == Data(text.utf8))
    #expect(MailText.encodedWords("plain words") == "plain words")
  }
}
