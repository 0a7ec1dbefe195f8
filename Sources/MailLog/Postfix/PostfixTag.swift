/// A syslog tag that a Postfix daemon wrote: `SYSLOG_NAME/PROGRAM[PID]: ` (util/msg_logger.c, global/mail_task.c).
///
/// The syslog name is free text and may hold slashes itself (`postfix/submission/smtpd`, `mta1/smtp`), so the program is
/// what stands behind the last slash. A tag without a slash is not Postfix's.
struct PostfixTag {
  var program: PostfixProgram
  /// The program with its instance; `postfix/` in front is left out.
  var service: Field
  /// The first byte of the message.
  var message: Int

  /// Reads the tag at `start`; nil when another program wrote the line.
  @inline(__always)
  static func read(_ bytes: RawSpan, from start: Int, to end: Int) -> PostfixTag? {
    if bytes.hasWord("postfix/", at: start) {
      let name = start &+ 8
      let word = bytes.word(name)
      if Word.first(5, of: word) == Word.of("smtp[") {
        return known(.smtp, bytes, name, name &+ 4, end)
      } else if Word.first(6, of: word) == Word.of("smtpd[") {
        return known(.smtpd, bytes, name, name &+ 5, end)
      } else if Word.first(5, of: word) == Word.of("qmgr[") {
        return known(.qmgr, bytes, name, name &+ 4, end)
      } else if word == Word.of("cleanup[") {
        return known(.cleanup, bytes, name, name &+ 7, end)
      }
    }
    return any(bytes, from: start, to: end)
  }

  @inline(__always)
  private static func known(
    _ program: PostfixProgram, _ bytes: RawSpan, _ name: Int, _ nameEnd: Int, _ end: Int
  ) -> PostfixTag? {
    guard let message = message(bytes, from: nameEnd, to: end) else { return nil }
    return PostfixTag(program: program, service: Field(name, nameEnd), message: message)
  }

  /// The first byte behind `[PID]: ` or `: `.
  @inline(__always)
  private static func message(_ bytes: RawSpan, from start: Int, to end: Int) -> Int? {
    var at = start
    if at < end, bytes.byte(at) == ASCII.openBracket {
      // The number itself is of no concern.
      let close = bytes.shortIndex(of: ASCII.closeBracket, from: at, limit: min(end, at &+ 16))
      guard close < end, bytes.byte(close) == ASCII.closeBracket else { return nil }
      at = close &+ 1
    }
    guard at < end, bytes.byte(at) == ASCII.colon else { return nil }
    at &+= 1
    if at < end, bytes.byte(at) == ASCII.space { at &+= 1 }
    return at
  }

  private static func any(_ bytes: RawSpan, from start: Int, to end: Int) -> PostfixTag? {
    // Most other programs have no slash at all in their tag.
    let blank = bytes.shortIndex(of: ASCII.space, from: start, limit: end)
    guard bytes.shortIndex(of: ASCII.slash, from: start, limit: blank) < blank else { return nil }
    var slash = -1
    var at = start
    scan: while at < end {
      switch bytes.byte(at) {
      case ASCII.slash: slash = at
      case ASCII.openBracket, ASCII.colon, ASCII.space: break scan
      default: break
      }
      at &+= 1
    }
    guard slash > start, let message = message(bytes, from: at, to: end) else { return nil }
    let isNamedPostfix = bytes.hasWord("postfix", at: start)
    let known = PostfixProgram(bytes, (slash &+ 1)..<at)
    guard let program = known ?? (isNamedPostfix ? .unknown : nil) else { return nil }
    let isPlain = isNamedPostfix && bytes.byte(start &+ 7) == ASCII.slash
    return PostfixTag(program: program, service: Field(isPlain ? start &+ 8 : start, at), message: message)
  }
}
