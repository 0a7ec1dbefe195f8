import SMTPReply

/// Reads tags, the frequent ones without a search: four daemons write nearly all lines, and the tags of others, such as
/// `postfix/submission/smtpd`, are remembered as they come.
///
/// Only tags that begin with `postfix/`, with up to 23 bytes behind it, are remembered. The result is that of `PostfixTag.read`.
struct PostfixTagCache {
  private struct Entry {
    /// The bytes behind `postfix/` up to the bracket and with it.
    var words: (UInt64, UInt64, UInt64) = (0, 0, 0)
    var program = PostfixProgram.unknown
  }

  private var entries = InlineArray<16, Entry>(repeating: Entry())

  /// A tag of one of the four daemons that write nearly all lines, in its usual form: the daemon, the length of its name behind
  /// `postfix/`, and the first byte of the message.
  typealias UsualTag = (program: PostfixProgram, nameCount: Int, message: Int)

  /// The tag at `start` if it is a usual one.
  @inline(always)
  static func usual(_ bytes: RawSpan, from start: Int, to end: Int) -> UsualTag? {
    guard bytes.word(start) == Word.of("postfix/") else { return nil }
    let word = bytes.word(start &+ 8)
    let program: PostfixProgram
    let nameCount: Int
    if Word.first(6, of: word) == Word.of("smtpd[") {
      (program, nameCount) = (.smtpd, 5)
    } else if Word.first(5, of: word) == Word.of("smtp[") {
      (program, nameCount) = (.smtp, 4)
    } else if Word.first(5, of: word) == Word.of("qmgr[") {
      (program, nameCount) = (.qmgr, 4)
    } else if word == Word.of("cleanup[") {
      (program, nameCount) = (.cleanup, 7)
    } else {
      return nil
    }
    // A process number of up to seven digits, and `]: ` as it always is.
    let number = start &+ 9 &+ nameCount
    let close = Word.firstZeroByte(bytes.word(number) ^ UInt64(ASCII.closeBracket) &* Word.ones)
    let at = number &+ close.trailingZeroBitCount >> 3
    guard close != 0, at < end, Word.first(3, of: bytes.word(at)) == Word.of("]: ") else { return nil }
    return (program, nameCount, at &+ 3)
  }

  /// Reads the tag at `start` into `tag`; false when another program wrote the line.
  @inline(__always)
  mutating func read(_ bytes: RawSpan, from start: Int, to end: Int, into tag: inout PostfixTag) -> Bool {
    if let usual = PostfixTagCache.usual(bytes, from: start, to: end) {
      tag.program = usual.program
      tag.service = Field(start &+ 8, start &+ 8 &+ usual.nameCount)
      tag.message = usual.message
      return true
    }
    guard bytes.word(start) == Word.of("postfix/") else { return tag.read(bytes, from: start, to: end) }
    return readOther(bytes, from: start, to: end, into: &tag)
  }

  @inline(never)
  private mutating func readOther(_ bytes: RawSpan, from start: Int, to end: Int, into tag: inout PostfixTag) -> Bool {
    let name = start &+ 8
    let count = bytes.shortIndex(of: ASCII.openBracket, from: name, limit: name &+ 24) &- name
    guard count < 24 else { return tag.read(bytes, from: start, to: end) }
    let words = (
      Word.first(count &+ 1, of: bytes.word(name)), Word.first(max(0, count &- 7), of: bytes.word(name &+ 8)),
      Word.first(max(0, count &- 15), of: bytes.word(name &+ 16))
    )
    let place = Int(truncatingIfNeeded: ((words.0 ^ words.1 ^ words.2) &* 0x9e37_79b9_7f4a_7c15) >> 60)
    if entries[place].words == words {
      tag.program = entries[place].program
      tag.service = Field(name, name &+ count)
      tag.message = PostfixTag.message(bytes, from: name &+ count, to: end)
      return tag.message > 0
    }
    guard tag.read(bytes, from: start, to: end) else { return false }
    if tag.service == Field(name, name &+ count) { entries[place] = Entry(words: words, program: tag.program) }
    return true
  }
}
