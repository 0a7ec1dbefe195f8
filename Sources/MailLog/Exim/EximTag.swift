import SMTPReply

/// A syslog tag in front of an Exim line: `exim[20416]: ` or `exim: ` (log.c `write_syslog`).
///
/// The name is `syslog_processname` and may be anything, so that a line under another name is Exim's only if what
/// follows says so.
struct EximTag: ServerTag {
  /// Whether the name begins with `exim`.
  var isNamedExim: Bool
  /// The name.
  var name: Field
  /// The process id, without brackets.
  var pid: Field
  /// The first byte of the message.
  var message: Int

  var service: Field { name }

  /// No tag: a line of Exim's own log file, whose message begins at `message`.
  static func bare(at message: Int) -> EximTag {
    EximTag(isNamedExim: false, name: .none, pid: .none, message: message)
  }

  /// Reads the tag at `start`; nil when the line cannot be Exim's.
  static func read(_ bytes: RawSpan, from start: Int, to end: Int) -> EximTag? {
    let blank = bytes.shortIndex(of: ASCII.space, from: start, limit: min(end, start &+ 64))
    guard blank > start &+ 1, blank < end, bytes.byte(blank &- 1) == ASCII.colon else { return nil }
    let message = blank &+ 1
    let isNamedExim = bytes.hasWord("exim", at: start)
    guard isNamedExim || mayBeExim(bytes, message, end) else { return nil }
    var tag = EximTag(isNamedExim: isNamedExim, name: Field(start, blank &- 1), pid: .none, message: message)
    if bytes.byte(blank &- 2) == ASCII.closeBracket {
      let open = bytes.shortIndex(of: ASCII.openBracket, from: start, limit: blank)
      if open < blank &- 2 {
        tag.name = Field(start, open)
        tag.pid = Field(open &+ 1, blank &- 2)
      }
    }
    return tag
  }

  /// Whether the message begins with a stamp, a message id or the number of a piece.
  private static func mayBeExim(_ bytes: RawSpan, _ message: Int, _ end: Int) -> Bool {
    if bytes.byte(message) == ASCII.openBracket { return SyslogPiece(bytes, message, end) != nil }
    if EximHead.stampEnd(bytes, message, end) != nil { return true }
    return EximHead.idEnd(bytes, message, end) != nil
  }
}

extension EximTag {
  /// Whether `name` is Exim's: `exim`, `exim4`, `exim-out`.
  static func isName(_ bytes: RawSpan, _ name: Range<Int>) -> Bool {
    guard name.count >= 4, bytes.hasWord("exim", at: name.lowerBound) else { return false }
    return name.count == 4
      || !ASCII.isLetter(bytes.byte(name.lowerBound + 4)) && bytes.byte(name.lowerBound + 4) != ASCII.slash
  }
}
