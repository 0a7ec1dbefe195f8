import SMTPReply
import Testing

@Suite("Tests on bytes")
struct ASCIITests {
  @Test("each holds for the characters that its name says, and for no other byte")
  func classes() {
    for byte in UInt8.min...UInt8.max {
      let sign = Unicode.Scalar(byte)
      let isDigit = ("0"..."9").contains(sign)
      let isCapital = ("A"..."Z").contains(sign)
      let isSmall = ("a"..."z").contains(sign)
      #expect(ASCII.isDigit(byte) == isDigit)
      #expect(ASCII.isCapital(byte) == isCapital)
      #expect(ASCII.isSmallLetter(byte) == isSmall)
      #expect(ASCII.isLetter(byte) == (isCapital || isSmall))
      #expect(ASCII.isAlphanumeric(byte) == (isDigit || isCapital || isSmall))
      #expect(ASCII.isSmallHexadecimal(byte) == (isDigit || ("a"..."f").contains(sign)))
      #expect(ASCII.isHexadecimal(byte) == (isDigit || ("a"..."f").contains(sign) || ("A"..."F").contains(sign)))
      #expect(ASCII.isOfWord(byte) == (isDigit || isCapital || isSmall || !sign.isASCII))
      #expect(ASCII.isPrintable(byte) == (" "..."~").contains(sign))
      #expect(ASCII.lowercased(byte) == (isCapital ? byte + 32 : byte))
      #expect(ReplyCode.canBegin(with: byte) == ("2"..."5").contains(sign))
    }
  }
}
