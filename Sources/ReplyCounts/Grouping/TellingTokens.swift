import MailLog
import ReplyGuide
import SMTPReply

/// The tokens that look as if they varied and do not: those of the guide's phrases, such as `5321` in `RFC 5321`, and those that
/// hold a phrase of one word, such as `dnsbl-1.uceprotect.net`.
///
/// Templates keep them, so that a template is explained as each of its replies is. A token is known by its hash; one that
/// has the hash of another by chance stays as it stands, which does no harm.
struct TellingTokens: Sendable {
  private let key = HashKey()
  private var hashes = HashedKeys()
  private var tokenShapes = TokenShapes()
  /// The first words of phrases that have no blank, and the pages of those that are on the web.
  private var words = HashedKeys()
  private var wordShapes = TokenShapes()
  /// The length of the shortest of the words that is a number.
  private var shortestNumber = Int.max

  /// The tokens of the phrases of `guide`.
  init(_ guide: ReplyGuide) {
    var bytes: [UInt8] = []
    for cause in guide.causes {
      for phrase in cause.phrases ?? [] { add(phrase, &bytes) }
      for phrase in cause.weakPhrases ?? [] { add(phrase, &bytes) }
    }
  }

  /// Adds the tokens of `phrase` that a template would replace; `bytes` is room to work in.
  private mutating func add(_ phrase: String, _ bytes: inout [UInt8]) {
    bytes.removeAll(keepingCapacity: true)
    bytes.append(contentsOf: phrase.utf8)
    let end = bytes.count
    bytes.appendPadding()
    bytes.withBytes { addTokens($0, end) }
  }

  private mutating func addTokens(_ text: RawSpan, _ end: Int) {
    if text.firstIndex(of: ASCII.space, from: 0, to: end) == nil {
      addWord(text, TellingTokens.wordStart(text, 0, end), end)
    }
    // Of an address on the web the page is one token, and the host another.
    var slash = end
    while slash > 0, text.byte(slash - 1) != UInt8(ascii: "/") { slash -= 1 }
    if slash > 0 { addWord(text, slash, end) }
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
      guard stop > start, !token.isPlain, !token.isAddress, token.placeholder(text, start, stop) != nil else {
        continue
      }
      hashes.insert(key.hashIgnoringCase(text, start..<stop))
      tokenShapes.insert(text, start, stop)
    }
  }

  /// Adds the word at `start`, if there is one.
  private mutating func addWord(_ text: RawSpan, _ start: Int, _ end: Int) {
    let stop = TellingTokens.wordEnd(text, start, end)
    guard stop > start else { return }
    words.insert(key.hashIgnoringCase(text, start..<stop))
    wordShapes.insert(text, start, stop)
    if (start..<stop).allSatisfy({ ASCII.isDigit(text.byte($0)) }) {
      shortestNumber = min(shortestNumber, stop - start)
    }
  }

  /// Whether the token at `start..<end`, which is no address, is one of the guide's or holds one of its words. It has letters, or its
  /// longest number has `longestNumber` digits at most.
  @inline(never)
  func contains(_ text: RawSpan, _ start: Int, _ end: Int, hasLetters: Bool, longestNumber: Int) -> Bool {
    if tokenShapes.mayContain(text, start, end), hashes.contains(key.hashIgnoringCase(text, start..<end)) {
      return true
    }
    // Without letters there is no word but numbers.
    guard hasLetters || longestNumber >= shortestNumber else { return false }
    var at = TellingTokens.wordStart(text, start, end)
    while at < end {
      let stop = TellingTokens.wordEnd(text, at, end)
      if wordShapes.mayContain(text, at, stop), words.contains(key.hashIgnoringCase(text, at..<stop)) { return true }
      at = TellingTokens.wordStart(text, stop, end)
    }
    return false
  }

  private static func wordStart(_ text: RawSpan, _ start: Int, _ end: Int) -> Int {
    var at = start
    while at < end, !ASCII.isOfWord(text.byte(at)) { at += 1 }
    return at
  }

  private static func wordEnd(_ text: RawSpan, _ start: Int, _ end: Int) -> Int {
    var at = start
    while at < end {
      let run = ByteRun(text.word(at), limit: end &- at)
      at &+= run.count
      guard run.count == 8 || at < end && text.byte(at) >= 0x80 else { break }
      if run.count < 8 { at &+= 1 }
    }
    return at
  }
}
