import SMTPReply

/// The last bytes of an input, to find the line that `last message repeated 3 times` speaks of.
///
/// An old syslogd writes that instead of the same line again. Looked for is the last line of the same host among the
/// `lineLimit` lines and `byteLimit` bytes in front, whatever the reads were that brought them.
struct RecentLines: Equatable, Sendable {
  /// How many bytes are looked back over.
  static let byteLimit = 8_192
  /// How many lines are looked back over.
  static let lineLimit = 16

  private var bytes: [UInt8] = []

  /// Keeps the last bytes of whole lines that were read.
  mutating func note(_ source: RawSpan, _ lines: Range<Int>) {
    if lines.count >= RecentLines.byteLimit { bytes.removeAll(keepingCapacity: true) }
    source.append(max(lines.lowerBound, lines.upperBound - RecentLines.byteLimit)..<lines.upperBound, to: &bytes)
    if bytes.count > 2 * RecentLines.byteLimit { bytes.removeFirst(bytes.count - RecentLines.byteLimit) }
  }

  /// The bytes in front of the next line, when `read` of them are in `source` and the rest was noted. Without a line
  /// whose start is out of reach.
  func window(_ source: RawSpan, _ read: Range<Int>) -> (bytes: PaddedBytes, start: Int) {
    var window: [UInt8] = []
    let inSource = max(read.lowerBound, read.upperBound - RecentLines.byteLimit)..<read.upperBound
    window.append(contentsOf: bytes.suffix(RecentLines.byteLimit - inSource.count))
    source.append(inSource, to: &window)
    var start = 0
    // With fewer bytes the window begins where the input does.
    if window.count == RecentLines.byteLimit {
      start = (window.firstIndex(of: ASCII.newline) ?? window.count - 1) + 1
    }
    return (PaddedBytes(window), min(start, window.count))
  }

  /// Writes the line that the one at `line` with `head` repeats, as `STAMP HOST TAG: message repeated 3 times: [
  /// TEXT]`; false when `line` says no such thing or the other is not in sight. `read` are the lines of `source` in
  /// front of it.
  func writeRepeated(
    _ source: RawSpan, _ read: Range<Int>, _ head: borrowing LineHead, _ end: Int, into text: inout LineText
  ) -> Bool {
    guard let times = RecentLines.times(source, head.tag, end) else { return false }
    let (window, first) = window(source, read)
    // A closure holds no borrowed parameter.
    let (front, host) = (head.start..<head.tag, head.host)
    return window.withBytes { before in
      var lineEnd = window.count - 1
      for _ in 0..<RecentLines.lineLimit {
        guard lineEnd > first else { return false }
        var start = lineEnd
        while start > first, before.byte(start &- 1) != ASCII.newline { start &-= 1 }
        var end = lineEnd
        lineEnd = start &- 1
        if end > start, before.byte(end &- 1) == ASCII.carriageReturn { end &-= 1 }
        guard let found = LineHead.read(before, from: start, to: end),
          before.equals(found.host, source, host), RecentLines.times(before, found.tag, end) == nil
        else { continue }
        guard let colon = before.firstIndex(of: ": ", from: found.tag, to: min(end, found.tag &+ 128)) else {
          return false
        }
        text.removeAll()
        text.append(source, front)
        text.append(before, found.tag..<(colon &+ 2))
        text.append("message repeated ")
        text.append(source, times)
        text.append(" times: [ ")
        text.append(before, (colon &+ 2)..<end)
        text.append(ASCII.closeBracket)
        text.finish()
        return true
      }
      return false
    }
  }

  /// The number in `last message repeated 3 times`; macOS writes `--- last message repeated 1 time ---`.
  private static func times(_ bytes: RawSpan, _ start: Int, _ end: Int) -> Range<Int>? {
    let at = bytes.hasWord("--- ", at: start) ? start &+ 4 : start
    guard bytes.starts(with: "last message repeated ", at: at, end: end),
      let times = MessageMark.times(bytes, at &+ 22, end), bytes.starts(with: " time", at: times.behind, end: end)
    else { return nil }
    return (at &+ 22)..<times.behind
  }
}
