import SMTPReply

// Exim joins the lines of a reply by the two characters `\n`, which a remote server can send too: only what looks like
// the start of a reply line behind them tells them apart (string.c `string_printing3`; smtp_out.c `smtp_read_response`).
extension ReplyLines {
  /// The next line of a reply joined by `\n`, as `next(in:)`.
  mutating func nextEscaped(in bytes: RawSpan) -> (enhanced: EnhancedStatusCode?, text: Range<Int>)? {
    let line = at
    var start = line
    if code != nil { start = behindCode(bytes, line) }
    let isFirst = !isLast || jointKind == .quotedEscape
    guard code != nil, isFirst, let joint = escapedJoint(bytes, from: start) else {
      at = -1
      return text(in: bytes, from: start, to: end)
    }
    at = joint.next
    isLast = end &- at < 4 || bytes.byte(at &+ 3) != ASCII.hyphen
    return text(in: bytes, from: start, to: joint.stop)
  }

  /// The offset behind `550-` or `550 ` at `line`, or behind `550` when nothing follows.
  private func behindCode(_ bytes: RawSpan, _ line: Int) -> Int {
    let behind = min(end, line &+ 3)
    guard behind < end else { return behind }
    let separator = bytes.byte(behind)
    return separator == ASCII.space || separator == ASCII.hyphen ? behind &+ 1 : behind
  }

  /// The end of the line that `start` is in, and the start of the next.
  private func escapedJoint(_ bytes: RawSpan, from start: Int) -> (stop: Int, next: Int)? {
    var from = start
    while let hit = bytes.firstIndex(of: ASCII.backslash, from: from, to: end) {
      from = hit &+ 1
      var letter = hit &+ 1
      if jointKind == .quotedEscape, letter < end, bytes.byte(letter) == ASCII.backslash { letter &+= 1 }
      guard end &- letter >= 4, bytes.byte(letter) == UInt8(ascii: "n"),
        ReplyLines.code(in: bytes, at: letter &+ 1, end: end) != nil
      else { continue }
      return (hit, letter &+ 1)
    }
    return nil
  }
}
