import MailLog
import ReplyGuide

/// The tokens that look as if they varied and do not: those of the guide's phrases, such as `5321` in `RFC 5321`, and those that
/// hold a phrase of one word, such as `dnsbl-1.uceprotect.net`.
///
/// Templates keep them, so that a template is explained as each of its replies is. A token is known by its hash; one that
/// has the hash of another by chance stays as it stands, which does no harm.
struct TellingTokens: Sendable {
  private var hashes = HashSet()
  /// The first words of phrases that have no blank, and the pages of those that are on the web.
  private var words = HashSet()

  /// The tokens of the phrases of `guide`.
  init(_ guide: ReplyGuide) {
    for cause in guide.causes {
      for phrase in (cause.phrases ?? []) + (cause.weakPhrases ?? []) { add(phrase) }
    }
  }

  /// Adds the tokens of `phrase` that a template would replace.
  private mutating func add(_ phrase: String) {
    let bytes = Array(phrase.utf8) + [UInt8](repeating: 0, count: 8)
    let span = bytes.span
    // The bytes of an [UInt8] have no padding, so all of them may be looked at.
    let text = unsafe span.bytes
    let end = phrase.utf8.count
    if text.firstIndex(of: 0x20, from: 0, to: end) == nil {
      addWord(text, TellingTokens.wordStart(text, 0, end), end)
    }
    // Of an address on the web the page is one token, and the host another.
    if let slash = phrase.utf8.lastIndex(of: UInt8(ascii: "/")) {
      addWord(text, phrase.utf8.distance(from: phrase.utf8.startIndex, to: slash) + 1, end)
    }
    var at = 0
    while at < end {
      guard TokenClass.isInside(text.byte(at)) else {
        at += 1
        continue
      }
      let start = at
      var token = TokenScan()
      at = token.read(text, from: start, to: end)
      let stop = TokenClass.withoutTrailing(text, start, at)
      guard stop > start, !token.isPlain, token.placeholder(text, start, stop) != nil else { continue }
      hashes.insert(Mixer.hashIgnoringCase(text, start..<stop))
    }
  }

  /// Adds the word at `start`, if there is one.
  private mutating func addWord(_ text: RawSpan, _ start: Int, _ end: Int) {
    let stop = TellingTokens.wordEnd(text, start, end)
    if stop > start { words.insert(Mixer.hashIgnoringCase(text, start..<stop)) }
  }

  /// Whether the token at `start..<end`, which is no address, is one of the guide's or holds one of its words.
  @inline(never)
  func contains(_ text: RawSpan, _ start: Int, _ end: Int) -> Bool {
    if hashes.contains(Mixer.hashIgnoringCase(text, start..<end)) { return true }
    var at = TellingTokens.wordStart(text, start, end)
    while at < end {
      let stop = TellingTokens.wordEnd(text, at, end)
      if words.contains(Mixer.hashIgnoringCase(text, at..<stop)) { return true }
      at = TellingTokens.wordStart(text, stop, end)
    }
    return false
  }

  private static func wordStart(_ text: RawSpan, _ start: Int, _ end: Int) -> Int {
    var at = start
    while at < end, !isOfWord(text.byte(at)) { at += 1 }
    return at
  }

  private static func wordEnd(_ text: RawSpan, _ start: Int, _ end: Int) -> Int {
    var at = start
    while at < end, isOfWord(text.byte(at)) { at += 1 }
    return at
  }

  private static func isOfWord(_ byte: UInt8) -> Bool {
    byte >= 0x80 || byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26
  }
}
