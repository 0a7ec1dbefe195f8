import SMTPReply

// The rare case of a log whose last line has digits in its head that are no time.
extension InputRun {
  /// The time of the last line in `lines` that has one in a bare head; nil when none has, or the lines are read again.
  ///
  /// Times are read for the lines that need theirs, and for the last one. Where that has none, a log that is cut in front of it has the
  /// time of an earlier one as its last; so the whole has to have it too.
  @inline(never)
  func lastTime(_ bytes: RawSpan, _ lines: Range<Int>) -> LogTime? {
    guard !line.time.isKnown else { return nil }
    // Copies: nothing that is known of the lines behind hangs on looking back.
    var (clock, heads, head) = (clock, heads, LineHead.empty)
    var newline = lines.upperBound - 1
    while newline >= lines.lowerBound {
      var start = newline
      while start > lines.lowerBound, bytes.byte(start - 1) != ASCII.newline { start -= 1 }
      let next = start - 1
      let end = min(newline, start + LineBuffer.lineLimit)
      while start < end, bytes.byte(start) == 0 { start += 1 }
      let isKnown = heads.read(bytes, from: start, to: end, into: &head)
      if isKnown, let time = clock.time(of: head, in: bytes) { return time }
      newline = next
    }
    return nil
  }
}
