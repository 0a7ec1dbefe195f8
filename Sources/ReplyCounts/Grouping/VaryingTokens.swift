import MailLog

/// Reads the tokens of reply texts, and tells which of them vary from reply to reply.
struct VaryingTokens: Sendable {
  /// One token of a text.
  struct Token {
    /// Its end, without the sentence's punctuation.
    var end: Int
    /// Where to read on.
    var next: Int
    /// What stands for it in a template; nil when it stays as it is.
    var placeholder: Placeholder?
  }

  /// Tokens that stay although they look as if they varied.
  private let telling: TellingTokens?
  private var hosts = HostTokens()

  init(telling: TellingTokens? = nil) {
    self.telling = telling
  }

  /// The token that begins at `start`. It depends on the bytes of the token and the one behind it alone.
  @inline(__always)
  mutating func read(_ text: RawSpan, from start: Int, to limit: Int) -> Token {
    var scan = TokenScan()
    let next = scan.read(text, from: start, to: limit)
    if scan.isPlain { return Token(end: next, next: next, placeholder: nil) }
    let end = TokenClass.withoutTrailing(text, start, next)
    return Token(end: end, next: next, placeholder: placeholder(for: scan, text, start, end))
  }

  @inline(__always)
  private mutating func placeholder(for token: TokenScan, _ text: RawSpan, _ start: Int, _ end: Int) -> Placeholder? {
    if token.isAddress { return end > start ? .address : nil }
    guard token.mayBeHost else { return varying(token, text, start, end) }
    // Hosts come again and take the longest to tell.
    if let known = hosts.find(text, start..<end) { return known }
    let placeholder = varying(token, text, start, end)
    hosts.add(text, start..<end, placeholder)
    return placeholder
  }

  @inline(__always)
  private func varying(_ token: TokenScan, _ text: RawSpan, _ start: Int, _ end: Int) -> Placeholder? {
    guard let placeholder = token.placeholder(text, start, end),
      telling?.contains(
        text, start, end, hasLetters: token.hasLetters, longestNumber: token.longestNumber) != true
    else { return nil }
    return placeholder
  }
}
