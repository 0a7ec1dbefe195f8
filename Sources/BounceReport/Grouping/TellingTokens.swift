import MailLog
import ReplyGuide

/// The tokens that look as if they varied and do not: those of the guide's phrases, such as `5321` in `RFC 5321`.
///
/// Templates keep them, so that a template is explained as each of its replies is. A token is known by its hash; one that
/// has the hash of another by chance stays as it stands, which does no harm.
struct TellingTokens: Sendable {
  private var hashes: Set<UInt64> = []

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

  /// Whether the token at `start..<end` is one of the guide's.
  func contains(_ text: RawSpan, _ start: Int, _ end: Int) -> Bool {
    hashes.contains(Mixer.hashIgnoringCase(text, start..<end))
  }
}
