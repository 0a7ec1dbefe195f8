import SMTPReply

// Lines without a message id are Exim's when they begin as Exim's do: other programs stamp their logs alike.
extension EximParser {
  /// Whether the text at `at` begins like a line of Exim's that names no message.
  func isKnownStart(_ bytes: RawSpan, _ at: Int, _ end: Int) -> Bool {
    guard at < end else { return false }
    let first = bytes.byte(at)
    // `[192.0.2.1] SSL verify error: ...`, where others have a process or a level.
    if first == ASCII.openBracket { return isAddressFirst(bytes, at, end) }
    for text in EximKnownStarts.byFirst[Int(first)] where bytes.starts(with: text, at: at, end: end) { return true }
    return false
  }

  /// Whether an IP address in brackets stands at `at`, and words behind it.
  private func isAddressFirst(_ bytes: RawSpan, _ at: Int, _ end: Int) -> Bool {
    let close = bytes.shortIndex(of: ASCII.closeBracket, from: at, limit: min(end, at &+ 48))
    guard close &+ 2 < end, bytes.byte(close) == ASCII.closeBracket, bytes.byte(close &+ 1) == ASCII.space else {
      return false
    }
    return bytes.firstIndex(of: ASCII.dot, from: at, to: close) != nil
      || bytes.firstIndex(of: ASCII.colon, from: at, to: close) != nil
  }

  /// Whether the text at `at` is one of the frequent lines that never tell a reply.
  @inline(__always)
  func isQuiet(_ bytes: RawSpan, _ at: Int, _ end: Int) -> Bool {
    let next = at &+ 8
    switch bytes.word(at) {
    case Word.of("no host "): return bytes.hasWord("name fou", at: next)
    case Word.of("no IP ad"): return bytes.hasWord("dress fo", at: next)
    case Word.of("unexpect"): return bytes.hasWord("ed disco", at: next)
    case Word.of("Start qu"): return bytes.hasWord("eue run", at: next)
    case Word.of("End queu"): return bytes.hasWord("e run", at: next)
    case Word.of("SMTP con"): return bytes.hasWord("nection ", at: next)
    case Word.of("SMTP com"): return bytes.hasWord("mand tim", at: next)
    case Word.of("TLS erro"): return bytes.hasWord("r ", at: next)
    default: return false
    }
  }
}
