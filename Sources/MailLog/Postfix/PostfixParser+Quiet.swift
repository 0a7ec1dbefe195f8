import SMTPReply

// Lines that are told by their first word to carry no reply and to follow no message: two in five.
extension PostfixParser {
  /// Whether the line of `program` whose message is `message..<end` can be passed over.
  @inline(always)
  func passesOver(_ bytes: RawSpan, _ program: PostfixProgram, _ message: Int, _ end: Int) -> Bool {
    switch program {
    case .smtpd:
      let word = bytes.word(message)
      if word == Word.of("connect ") { return true }
      return word == Word.of("disconne") && hasNoVerification(bytes, message, end)
    case .smtp:
      // `Untrusted TLS connection established to H[IP]:25: ...` (tls/tls_misc.c).
      let word = bytes.word(message)
      return word == Word.of("Untruste") || word == Word.of("Trusted ") || word == Word.of("Verified")
        || word == Word.of("Anonymou")
    case .silent: return true
    default: return false
    }
  }

  /// Whether `disconnect from NAME[IP] ehlo=1 mail=1 ...` counts no VRFY: no other command has a `v` (smtpd/smtpd.c).
  @inline(__always)
  private func hasNoVerification(_ bytes: RawSpan, _ start: Int, _ end: Int) -> Bool {
    let close = bytes.shortIndex(of: ASCII.closeBracket, from: start, limit: end)
    return bytes.firstIndex(of: UInt8(ascii: "v"), from: close, to: end) == nil
  }
}
