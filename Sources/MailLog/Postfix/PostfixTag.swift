import SMTPReply

/// The tag of a Postfix line, `postfix/submission/smtpd[123]: `, taken apart (util/msg_logger.c, global/mail_task.c).
///
/// What stands before the last slash is the instance, a free text (`syslog_name`); the program is what stands behind it.
struct PostfixTag: ServerTag {
  var program: PostfixProgram
  /// The program with its instance; `postfix/` in front is left out.
  var service: Field
  /// The first byte of the message.
  var message: Int

  /// A tag to read others into.
  static let empty = PostfixTag(program: .unknown, service: .none, message: 0)

  /// Reads the tag at `start`; false when another program wrote the line. Most that are not Postfix have no slash at all.
  @inline(never)
  mutating func read(_ bytes: RawSpan, from start: Int, to end: Int) -> Bool {
    var slash = -1
    var at = PostfixTag.nextMark(bytes, from: start, to: end)
    while at < end, bytes.byte(at) == ASCII.slash {
      slash = at
      at = PostfixTag.nextMark(bytes, from: at &+ 1, to: end)
    }
    guard slash > start, at < end else { return false }
    let isNamedPostfix = bytes.hasWord("postfix", at: start)
    let known = PostfixProgram(bytes, (slash &+ 1)..<at)
    guard let program = known ?? (isNamedPostfix ? .unknown : nil) else { return false }
    // A name of the site's own; what a request or another text ends with is none.
    if !isNamedPostfix, !MailTag.isName(bytes, start..<at) { return false }
    let isPlain = isNamedPostfix && bytes.byte(start &+ 7) == ASCII.slash
    self.program = program
    service = Field(isPlain ? start &+ 8 : start, at)
    message = PostfixTag.message(bytes, from: at, to: end)
    return message > 0
  }

  /// The first byte behind `[PID]: ` or `: `; 0 when there is no such thing.
  @inline(__always)
  static func message(_ bytes: RawSpan, from start: Int, to end: Int) -> Int {
    var at = start
    if bytes.byte(at) == ASCII.openBracket {
      // The number itself is of no concern.
      let limit = at &+ 16
      let close = bytes.shortIndex(of: ASCII.closeBracket, from: at, limit: limit)
      guard close < end, close < limit else { return 0 }
      // `]: ` as it always is, and the line goes on.
      if Word.first(3, of: bytes.word(close)) == Word.of("]: ") { return close &+ 3 }
      at = close &+ 1
    }
    guard at < end, bytes.byte(at) == ASCII.colon else { return 0 }
    at &+= 1
    if at < end, bytes.byte(at) == ASCII.space { at &+= 1 }
    return at
  }

  /// The next slash, or the byte that ends a tag: `[`, a colon or a blank; `end` when there is none.
  @inline(__always)
  private static func nextMark(_ bytes: RawSpan, from start: Int, to end: Int) -> Int {
    var at = start
    while at < end {
      let word = bytes.word(at)
      let hits =
        Word.firstZeroByte(word ^ UInt64(ASCII.openBracket) &* Word.ones)
        | Word.firstZeroByte(word ^ UInt64(ASCII.colon) &* Word.ones)
        | Word.firstZeroByte(word ^ UInt64(ASCII.space) &* Word.ones)
        | Word.firstZeroByte(word ^ UInt64(ASCII.slash) &* Word.ones)
      if hits != 0 { return min(end, at &+ hits.trailingZeroBitCount >> 3) }
      at &+= 8
    }
    return end
  }
}

extension PostfixTag {
  /// Whether `name` is one of Postfix's daemons with a name of the site's in front, `postfix/smtpd`, or Postfix itself.
  static func isName(_ bytes: RawSpan, _ name: Range<Int>) -> Bool {
    if name.count == 7 { return bytes.hasWord("postfix", at: name.lowerBound) }
    guard let slash = bytes.lastIndex(of: ASCII.slash, from: name.lowerBound, to: name.upperBound),
      slash > name.lowerBound
    else { return false }
    return bytes.hasWord("postfix", at: name.lowerBound)
      || PostfixProgram(bytes, (slash + 1)..<name.upperBound) != nil
  }
}
