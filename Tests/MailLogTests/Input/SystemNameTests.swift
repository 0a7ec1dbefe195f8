import MailLog
import Testing

/// Names of files as text and back.
@Suite("System names")
struct SystemNameTests {
  @Test("every name has a text, and every text is that name again")
  func roundTrip() {
    var generator = SystemRandomNumberGenerator()
    // Bytes that begin, go on in and break UTF-8, and those of the stand-ins themselves.
    let some: [UInt8] = [0, 0x0a, 0x1b, 0x2f, 0x41, 0x80, 0x8f, 0xb8, 0xb9, 0xbb, 0xbf, 0xc3, 0xe2, 0xed, 0xf4, 0xff]
    var texts: [String: [UInt8]] = [:]
    for _ in 0..<20_000 {
      let bytes = (0..<Int.random(in: 0...8, using: &generator)).map { _ in
        Bool.random(using: &generator) ? some.randomElement(using: &generator) ?? 0 : .random(in: 0...255)
      }
      let text = String(systemBytes: bytes)
      #expect(text.systemBytes == bytes && String(argumentBytes: bytes).systemBytes == bytes)
      // Equal texts are equal bytes, but for what Unicode takes for the same.
      if let other = texts[text], other != bytes { #expect(String(decoding: other, as: UTF8.self) == text) }
      texts[text] = bytes
      #expect(!String(argumentBytes: bytes).contains("\n"))
      #expect(text.onOneLine.unicodeScalars.allSatisfy { !$0.isObeyed && $0.standsFor == nil })
    }
  }

  @Test("text is itself; bytes that are none are shown")
  func shown() {
    let text = "müller \u{10fe41}"
    #expect(String(systemBytes: Array("müller 日本".utf8)) == "müller 日本")
    #expect(String(systemBytes: Array(text.utf8)).systemBytes == Array(text.utf8))
    #expect(String(systemBytes: [0x63, 0xe9, 0x0a]).shownName == "c\\xE9\n")
    #expect(String(argumentBytes: [0x63, 0xe9, 0x0a]).shownName == "c\\xE9\n")
    #expect(String(argumentBytes: [0x63, 0xe9, 0x0a]).onOneLine == "c\\xE9\\n")
    #expect(String(systemBytes: [0xe9]).systemText == nil && String(argumentBytes: [0x0a]).systemText == "\n")
  }
}
