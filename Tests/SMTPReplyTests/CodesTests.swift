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
}
