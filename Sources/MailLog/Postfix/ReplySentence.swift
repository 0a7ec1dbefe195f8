import SMTPReply

/// Sentences of Postfix's own behind a subject: nothing of a stranger's follows in the reply.
enum ReplySentence {
  /// Whether all that stands in `start..<end`, behind a subject's bracket, is such a sentence (smtpd/smtpd_check.c).
  static func isWhole(_ bytes: RawSpan, _ start: Int, _ end: Int) -> Bool {
    guard bytes.starts(with: ": ", at: start, end: end) else { return false }
    var at = start &+ 2
    if let hit = bytes.firstIndex(of: " rejected: ", from: at, to: min(end, at &+ 40)) { at = hit &+ 11 }
    let phrases: [StaticString] = [
      "Relay access denied", "Access denied", "need fully-qualified hostname", "need fully-qualified address",
      "Host not found", "Domain not found", "not logged in", "Invalid name", "invalid ip address",
      "Malformed DNS server reply", "Temporary lookup failure",
    ]
    for phrase in phrases where bytes.isExactly(phrase, at..<end) { return true }
    guard bytes.firstIndex(of: ASCII.greater, from: at, to: end) == nil else { return false }
    if bytes.starts(with: "User unknown in ", at: at, end: end) {
      return bytes.starts(with: " table", at: end &- 6, end: end)
    }
    return bytes.starts(with: "not owned by user ", at: at, end: end)
  }
}
