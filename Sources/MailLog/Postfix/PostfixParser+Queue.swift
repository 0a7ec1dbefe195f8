import SMTPReply

// Lines that follow a message through the queue: qmgr/qmgr_active.c, pickup/pickup.c.
extension PostfixParser {
  /// `QID: from=<S>, size=N, nrcpt=N (queue active)`, `QID: from=<S>, status=expired, ...`, `QID: removed`.
  @inline(__always)
  func queueManager(_ bytes: RawSpan, _ start: Int, _ end: Int, _ record: inout ReplyRecord) -> PostfixLine {
    guard let idEnd = queueIDEnd(bytes, start, end) else { return suspect(bytes, start, end) }
    let at = idEnd &+ 2
    if bytes.hasWord("removed", at: at) {
      record.queueID = Field(start, idEnd)
      return .removed
    }
    guard bytes.hasWord("from=", at: at) else {
      if bytes.hasWord("to=", at: at) {
        // A recipient that no delivery agent ever gets (qmgr/qmgr_defer.c, qmgr_bounce.c), in older versions any that waits.
        record.queueID = Field(start, idEnd)
        return deliveryKeys(bytes, at, end, .error, &record)
      }
      return bytes.hasWord("warning:", at: start) ? .noReply : suspect(bytes, start, end)
    }
    record.queueID = Field(start, idEnd)
    guard let behind = sender(bytes, at &+ 5, end, &record) else {
      return end &- at >= PostfixParser.cutLength ? .noReply : .notUnderstood
    }
    if bytes.starts(with: ", status=", at: behind, end: end) {
      return expired(bytes, behind &+ 9, end, &record)
    }
    if bytes.hasWord(", size=", at: behind) {
      record.size = Field(behind &+ 7, bytes.shortIndex(of: ASCII.comma, from: behind &+ 7, limit: end))
    }
    return .sender
  }

  /// `expired, returned to sender` or `force-expired, ...` up to the line's end: all recipients that still wait are given up.
  private func expired(_ bytes: RawSpan, _ start: Int, _ end: Int, _ record: inout ReplyRecord) -> PostfixLine {
    guard
      bytes.isExactly("expired, returned to sender", start..<end)
        || bytes.isExactly("force-expired, returned to sender", start..<end)
    else { return .notUnderstood }
    record.outcome = .bounced
    record.settlesMessage = true
    record.reply = Field(start, end)
    return .reply
  }

  /// `QID: uid=N from=<S>`: a message handed in on this host begins.
  func pickup(_ bytes: RawSpan, _ start: Int, _ end: Int, _ record: inout ReplyRecord) -> PostfixLine {
    guard let idEnd = queueIDEnd(bytes, start, end), bytes.hasWord("uid=", at: idEnd &+ 2),
      let from = bytes.firstIndex(of: " from=", from: idEnd, to: min(end, idEnd &+ 24))
    else { return suspect(bytes, start, end) }
    record.queueID = Field(start, idEnd)
    _ = sender(bytes, from &+ 6, end, &record)
    return .messageBegins
  }

  /// Reads `<S>` at `start`, or `S` where a web page took the brackets for a tag; gives the offset behind it.
  ///
  /// The closing bracket is the line's last: behind it stand only numbers and words of Postfix's own, and before 3.5 a local part may hold
  /// brackets, commas and keys as they are.
  private func sender(_ bytes: RawSpan, _ start: Int, _ end: Int, _ record: inout ReplyRecord) -> Int? {
    guard start < end, bytes.byte(start) == ASCII.less else {
      let stop = bytes.shortIndex(of: ASCII.comma, from: start, limit: end)
      guard stop <= end, bytes.shortIndex(of: ASCII.space, from: start, limit: stop) == stop else { return nil }
      record.sender = Field(start, stop)
      return stop
    }
    // A line that was cut may end inside the sender.
    guard end &- start < PostfixParser.cutLength, let close = bytes.lastIndex(of: ASCII.greater, from: start, to: end)
    else { return nil }
    record.sender = Field(start &+ 1, close)
    return close &+ 1
  }
}
