import SMTPReply
import Testing

@Suite("Codes")
struct CodesTests {
  @Test("reply codes are three digits")
  func replyCode() {
    #expect(ReplyCode(rawValue: 553)?.description == "553")
    #expect(ReplyCode(rawValue: 7)?.description == "007")
    #expect(ReplyCode(rawValue: 1_000) == nil)
    #expect(ReplyCode.cannotVerify.isPlainSuccess == false)
    #expect(ReplyCode(rawValue: 250)?.isPlainSuccess == true)
  }

  @Test(
    "enhanced codes have up to three digits a part",
    arguments: [
      ("5.7.1", true), ("5.1.10", true), ("4.7.500", true), ("2.0.0", true), ("3.1.1", false), ("5.7", false),
      ("5.7.1000", false), ("5..1", false), ("5.7.1x", false),
    ])
  func enhanced(text: String, isCode: Bool) {
    #expect((EnhancedStatusCode(text)?.description == text) == isCode)
  }

  @Test("an enhanced code has three parts")
  func parts() throws {
    let code = try #require(EnhancedStatusCode("4.7.500"))
    #expect(code.group == 4)
    #expect(code.subject == 7)
    #expect(code.detail == 500)
    #expect(EnhancedStatusCode(group: 4, subject: 7, detail: 500) == code)
    #expect(EnhancedStatusCode(rawValue: code.rawValue) == code)
    #expect(EnhancedStatusCode(group: 5, subject: 1_000, detail: 0) == nil)
    #expect(EnhancedStatusCode(group: 3, subject: 1, detail: 1) == nil)
    #expect(EnhancedStatusCode(rawValue: 3_001_001) == nil)
  }

  @Test("codes are ordered by their numbers, not as texts")
  func ordering() {
    let sorted = ["5.7.1", "5.1.10", "2.0.0", "5.1.2", "4.7.500"].compactMap { EnhancedStatusCode($0) }.sorted()
    #expect(sorted.map(\.description) == ["2.0.0", "4.7.500", "5.1.2", "5.1.10", "5.7.1"])
    #expect(ReplyCode.cannotVerify < .mailboxNameNotAllowed)
    let codes = [553, 99, 250].compactMap { ReplyCode(rawValue: $0) }.sorted()
    #expect(codes.map(\.description) == ["099", "250", "553"])
  }

  @Test("three digits are a code, whatever they are")
  func digits() {
    let code = ReplyCode(hundreds: 0x36, tens: 0x30, ones: 0x37)
    #expect(code.rawValue == 607)
    #expect(code.severity == 6)
    #expect(ReplyCode(rawValue: 299)?.isPlainSuccess == true)
    #expect(ReplyCode(rawValue: 354)?.isPlainSuccess == false)
  }

  @Test("a mail server's key is its raw value, and each has a place of its own")
  func servers() {
    for (place, mta) in MTA.allCases.enumerated() {
      #expect(mta.place == place)
      #expect(mta.key.description == mta.rawValue)
      #expect(mta.name.lowercased() == mta.rawValue)
    }
  }
}
