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
    guard let behind = sender(bytes, at &+ 5, end, &record) else { return .notUnderstood }
    if bytes.starts(with: ", status=", at: behind, end: end) {
      return expired(bytes, behind &+ 9, end, &record)
    }
    if bytes.hasWord(", size=", at: behind) {
      record.size = Field(behind &+ 7, bytes.shortIndex(of: ASCII.comma, from: behind &+ 7, limit: end))
    }
    return .sender
  }

  /// `expired, returned to sender` or `force-expired, ...`: all recipients that still wait are given up.
  private func expired(_ bytes: RawSpan, _ start: Int, _ end: Int, _ record: inout ReplyRecord) -> PostfixLine {
    guard bytes.hasWord("expired", at: start) || bytes.starts(with: "force-expired", at: start, end: end) else {
      return .notUnderstood
    }
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
  private func sender(_ bytes: RawSpan, _ start: Int, _ end: Int, _ record: inout ReplyRecord) -> Int? {
    guard start < end, bytes.byte(start) == ASCII.less else {
      let stop = bytes.shortIndex(of: ASCII.comma, from: start, limit: end)
      guard stop <= end, bytes.shortIndex(of: ASCII.space, from: start, limit: stop) == stop else { return nil }
      record.sender = Field(start, stop)
      return stop
    }
    var from = start &+ 1
    if from < end, bytes.byte(from) == ASCII.quote { from = closingQuote(bytes, from, end) ?? from }
    var close = bytes.shortFirst(of: ASCII.greater, from: from, to: end)
    let fallback = close
    // Before 3.5 a bare local part may hold `>` itself: the closing one ends the line or has a comma behind it.
    while let here = close, here &+ 1 < end, bytes.byte(here &+ 1) != ASCII.comma {
      close = bytes.shortFirst(of: ASCII.greater, from: here &+ 1, to: end)
    }
    guard let stop = close ?? fallback else { return nil }
    record.sender = Field(start &+ 1, stop)
    return stop &+ 1
  }
}
