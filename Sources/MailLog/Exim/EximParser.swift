import SMTPReply

/// Reads the message part of an Exim log line. A pure function of the line's bytes.
///
/// Shapes: Exim 4.99's `src/src/`, with those back to 4.6x that logs still hold. Each facet of the parser names its source
/// file.
struct EximParser {
  /// Reads the message of the line `bytes[start..<end]`, behind stamp or syslog tag, and fills `record` with what it tells.
  ///
  /// `isNamedExim` says that the tag is Exim's own, so that a line of any form is.
  @inline(__always)
  func parse(
    _ bytes: RawSpan, from start: Int, end: Int, isNamedExim: Bool, into record: inout ReplyRecord
  ) -> EximLine {
    record.mta = .exim
    record.joint = .escape
    var at = start
    let end = bytes.endWithoutBlanks(start, end)
    // Through syslog the line has a stamp of its own unless syslog_timestamp is off.
    if at < end, ASCII.isDigit(bytes.byte(at)), let behind = EximHead.stampEnd(bytes, at, end) { at = behind }
    if let behind = EximHead.pidEnd(bytes, at, end) { at = behind }
    guard let idEnd = EximHead.idEnd(bytes, at, end) else {
      if isQuiet(bytes, at, end) { return .noReply }
      return withoutID(bytes, at, end, isNamedExim: isNamedExim, &record)
    }
    record.queueID = Field(at, idEnd)
    return message(bytes, idEnd &+ 1, end, &record)
  }

  /// A line about a message, from behind its id.
  @inline(__always)
  private func message(_ bytes: RawSpan, _ at: Int, _ end: Int, _ record: inout ReplyRecord) -> EximLine {
    let word = bytes.word(at)
    switch Word.first(3, of: word) {
    case Word.of("<= "): return arrival(bytes, at &+ 3, end, &record)
    case Word.of("=> "), Word.of("-> "), Word.of(">> "), Word.of("*> "):
      return delivery(bytes, at &+ 3, end, &record)
    case Word.of("== "): return deferral(bytes, at &+ 3, end, &record)
    case Word.of("** "): return failure(bytes, at &+ 3, end, &record)
    default: break
    }
    if word == Word.of("Complete"), end &- at >= 9, bytes.byte(at &+ 8) == UInt8(ascii: "d") { return .messageEnds }
    if Word.first(2, of: word) == Word.of("H=") { return hostLine(bytes, at, end, &record) }
    if Word.first(2, of: word) == Word.of("U=") || Word.first(3, of: word) == Word.of("F=<") {
      return client(bytes, at, end, &record)
    }
    return rare(bytes, at, end, &record)
  }

  /// A line about no message: sessions, rejections before a message is there, the daemon.
  private func withoutID(
    _ bytes: RawSpan, _ at: Int, _ end: Int, isNamedExim: Bool, _ record: inout ReplyRecord
  ) -> EximLine {
    guard at &+ 2 < end else { return isNamedExim || isKnownStart(bytes, at, end) ? .noReply : .foreign }
    if bytes.byte(at &+ 1) == ASCII.equals, bytes.hasWord("H=", at: at) || bytes.hasWord("U=", at: at) {
      return client(bytes, at, end, &record)
    }
    if bytes.hasWord("F=<", at: at) { return client(bytes, at, end, &record) }
    // Standard error has the lines about a message without its id.
    if isNamedExim, bytes.byte(at &+ 2) == ASCII.space, isFlag(bytes, at) { return message(bytes, at, end, &record) }
    let line = rare(bytes, at, end, &record)
    return line == .noReply && !isNamedExim && !isKnownStart(bytes, at, end) ? .foreign : line
  }

  /// Whether `<=`, `=>` or another flag of a line about a message is at `at`.
  private func isFlag(_ bytes: RawSpan, _ at: Int) -> Bool {
    switch Word.first(2, of: bytes.word(at)) {
    case Word.of("<="), Word.of("=>"), Word.of("->"), Word.of(">>"), Word.of("*>"), Word.of("=="), Word.of("**"): true
    default: false
    }
  }

  /// The forms that few lines have, with a message id or without.
  private func rare(_ bytes: RawSpan, _ at: Int, _ end: Int, _ record: inout ReplyRecord) -> EximLine {
    if record.queueID.exists, let line = oldHostLine(bytes, at, end, &record) { return line }
    if let line = session(bytes, at, end, &record) ?? brokenCommand(bytes, at, end, &record) { return line }
    if let line = authenticator(bytes, at, end, &record) { return line }
    if isQuiet(bytes, at, end) { return .noReply }
    if let line = cutthrough(bytes, at, end, &record) { return line }
    return suspect(bytes, at, end)
  }

  /// For a line that nothing else explained: whether it looks like it carries a reply.
  func suspect(_ bytes: RawSpan, _ start: Int, _ end: Int) -> EximLine {
    if bytes.firstIndex(of: "rror from remote mail", from: start, to: end) != nil { return .notUnderstood }
    if let hit = bytes.firstIndex(of: "rejected ", from: start, to: end), holdsCode(bytes, hit, end) {
      return .notUnderstood
    }
    return .noReply
  }
}
