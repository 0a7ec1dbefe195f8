import SMTPReply

/// What `exim -v` and `exim -d` write to standard error of their log: `LOG: MAIN REJECT` on one line, and on the next one the text, indented and
/// without stamp and message id (log.c `log_write`; debug.c `debug_vprintf` puts the process id in front).
struct EximDebugLine {
  /// The process id; empty when there is none.
  var pid: Range<Int>
  /// The first byte behind it.
  private var text: Int

  /// Takes the line `line` apart; nil when it cannot be one of these.
  init?(_ bytes: RawSpan, _ line: Range<Int>) {
    var at = line.lowerBound
    let end = line.upperBound
    while at < end, bytes.byte(at) == ASCII.space { at += 1 }
    // `+timestamp` has `13:54:46 ` in front.
    if end - at > 9, bytes.byte(at + 2) == ASCII.colon, bytes.byte(at + 5) == ASCII.colon, ASCII.isDigit(bytes.byte(at))
    {
      at = bytes.shortIndex(of: ASCII.space, from: at, limit: min(end, at + 16))
      while at < end, bytes.byte(at) == ASCII.space { at += 1 }
    }
    let first = at
    while at < end, at - first < 8, ASCII.isDigit(bytes.byte(at)) { at += 1 }
    guard at < end else { return nil }
    if at > first {
      guard bytes.byte(at) == ASCII.space else { return nil }
      pid = first..<at
      text = at + 1
    } else {
      pid = first..<first
      text = line.lowerBound
    }
  }

  /// Whether it says that a line of the log follows: `LOG: `, names of what is logged, and at least one log.
  func isAnnouncement(_ bytes: RawSpan, _ end: Int) -> Bool {
    guard bytes.starts(with: "LOG: ", at: text, end: end) else { return false }
    var at = text + 5
    var hasLog = false
    while at < end {
      let stop = bytes.shortIndex(of: ASCII.space, from: at, limit: end)
      for place in at..<stop where !ASCII.isLetter(bytes.byte(place)) && bytes.byte(place) != UInt8(ascii: "_") {
        return false
      }
      let word = at..<stop
      hasLog =
        hasLog || bytes.starts(with: "MAIN", at: word.lowerBound, end: stop)
        || bytes.starts(with: "REJECT", at: word.lowerBound, end: stop)
        || bytes.starts(with: "PANIC", at: word.lowerBound, end: stop)
      at = stop + 1
    }
    return hasLog
  }

  /// The log's line, when the line in front announces it: it is indented by two.
  func announcedText(_ bytes: RawSpan, _ end: Int) -> Range<Int>? {
    guard bytes.starts(with: "  ", at: text, end: end), text + 2 < end, bytes.byte(text + 2) != ASCII.space else {
      return nil
    }
    return (text + 2)..<end
  }

  /// Writes `line`, which was announced, as Exim sends it to syslog; gives its head.
  func write(_ bytes: RawSpan, _ line: Range<Int>, into text: inout LineText) -> LineHead {
    text.removeAll()
    text.append("exim")
    if !pid.isEmpty {
      text.append(ASCII.openBracket)
      text.append(bytes, pid)
      text.append(ASCII.closeBracket)
    }
    text.append(": ")
    text.append(bytes, line)
    text.finish()
    return LineHead(stamp: .none, start: 0, clock: 0, host: 0..<0, tag: 0)
  }
}
