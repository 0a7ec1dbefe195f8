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

  /// Reads the tag at `start` into `tag`; false when another program wrote the line.
  @inline(__always)
  mutating func read(_ bytes: RawSpan, from start: Int, to end: Int, into tag: inout PostfixTag) -> Bool {
    guard bytes.word(start) == Word.of("postfix/") else { return tag.read(bytes, from: start, to: end) }
    let name = start &+ 8
    let word = bytes.word(name)
    let count: Int
    if Word.first(5, of: word) == Word.of("smtp[") {
      tag.program = .smtp
      count = 4
    } else if Word.first(6, of: word) == Word.of("smtpd[") {
      tag.program = .smtpd
      count = 5
    } else if Word.first(5, of: word) == Word.of("qmgr[") {
      tag.program = .qmgr
      count = 4
    } else if word == Word.of("cleanup[") {
      tag.program = .cleanup
      count = 7
    } else {
      return readOther(bytes, from: start, to: end, into: &tag)
    }
    tag.service = Field(start: Int32(truncatingIfNeeded: name), count: Int32(truncatingIfNeeded: count))
    tag.message = PostfixTag.message(bytes, from: name &+ count, to: end)
    return tag.message > 0
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
