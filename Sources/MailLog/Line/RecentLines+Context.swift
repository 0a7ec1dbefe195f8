import SMTPReply

// What stands in front of a line and says what it is.
extension RecentLines {
  /// The line in front of the next one, when `read` of the bytes in front are in `source` and the rest was noted; nil when none is known.
  ///
  /// Calls `body` with the bytes and where the line is in them.
  func withPreviousLine<Result>(
    _ source: RawSpan, _ read: Range<Int>, _ body: (RawSpan, Range<Int>) -> Result
  ) -> Result? {
    if read.count > 1 {
      let end = read.upperBound - 1
      let newline = source.lastIndex(of: ASCII.newline, from: read.lowerBound, to: end)
      return body(source, (newline.map { $0 + 1 } ?? read.lowerBound)..<end)
    }
    let (window, first) = window(source, read)
    let end = window.count - 1
    guard end > first else { return nil }
    return window.withBytes { before in
      let newline = before.lastIndex(of: ASCII.newline, from: first, to: end)
      return body(before, (newline.map { $0 + 1 } ?? first)..<end)
    }
  }

  /// Whether the line behind `read` is one that the line in front announces, of the same process.
  func isAnnounced(_ line: EximDebugLine, _ source: RawSpan, _ read: Range<Int>) -> Bool {
    withPreviousLine(source, read) { bytes, range in
      var end = range.upperBound
      while end > range.lowerBound, bytes.byte(end - 1) <= ASCII.space { end -= 1 }
      guard let before = EximDebugLine(bytes, range.lowerBound..<end) else { return false }
      return before.isAnnouncement(bytes, end) && bytes.equals(before.pid, source, line.pid)
    } ?? false
  }

  /// Whether an indented line behind `read` is one of the headers that Exim's reject log has behind a rejection: the text of whoever was
  /// refused.
  ///
  /// Exim writes 8,192 bytes at most for one rejection (macros.h `LOG_BUFFER_SIZE`): its envelope, then each header behind a letter or
  /// a blank; what goes on on a line of its own is indented.
  func isInsideHeaders(_ source: RawSpan, _ read: Range<Int>) -> Bool {
    let (window, first) = window(source, read)
    return window.withBytes { before in
      var end = window.count - 1
      while end > first {
        let start = before.lastIndex(of: ASCII.newline, from: first, to: end).map { $0 + 1 } ?? first
        if start < end, !LinePrefix.isBlank(before.byte(start)) {
          return before.starts(with: "Envelope-", at: start, end: end) || isHeader(before, start, end)
        }
        end = start - 1
      }
      return false
    }
  }

  /// `P Received: ...`, `F From: ...`.
  private func isHeader(_ bytes: RawSpan, _ start: Int, _ end: Int) -> Bool {
    guard end - start > 4, ASCII.isLetter(bytes.byte(start)) || bytes.byte(start) == UInt8(ascii: "*"),
      bytes.byte(start + 1) == ASCII.space
    else { return false }
    let blank = bytes.shortIndex(of: ASCII.space, from: start + 2, limit: min(end, start + 80))
    let colon = bytes.shortIndex(of: ASCII.colon, from: start + 2, limit: min(end, start + 80))
    return colon < end && colon <= blank && colon > start + 2
  }
}
