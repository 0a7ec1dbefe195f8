import SMTPReply

/// Reads the message part of a Postfix log line. A pure function of the line's bytes.
///
/// Shapes: Postfix 3.12's `src/`, with the older ones that logs still hold. Each facet of the parser names its source file.
struct PostfixParser {
  /// Reads the message of the line `bytes[tag.message..<end]` and fills `record` with what it tells.
  @inline(__always)
  func parse(_ bytes: RawSpan, tag: PostfixTag, end: Int, into record: inout ReplyRecord) -> PostfixLine {
    let start = tag.message
    let end = bytes.endWithoutBlanks(start, end)
    switch tag.program {
    case .smtp:
      return delivery(bytes, start, end, tag.program, &record)
    case .smtpd:
      return smtpd(bytes, start, end, &record)
    case .qmgr:
      return queueManager(bytes, start, end, &record)
    case .cleanup:
      return cleanup(bytes, start, end, &record)
    case .postscreen:
      return postscreen(bytes, start, end, &record)
    case .pickup:
      return pickup(bytes, start, end, &record)
    case .error, .localAgent, .discard, .unknown:
      return delivery(bytes, start, end, tag.program, &record)
    case .silent:
      return .noReply
    }
  }

  /// The end of the queue id at `start`, which is followed by `: `; nil when there is none.
  ///
  /// Short ids are upper-case hexadecimal, long ones base 52, and redacted logs have others: 5 to 23 letters and digits
  /// (global/mail_queue.h). `NOQUEUE` and words of the log's own pass too; what follows tells them apart.
  @inline(__always)
  func queueIDEnd(_ bytes: RawSpan, _ start: Int, _ end: Int) -> Int? {
    let at = bytes.endOfAlphanumerics(from: start, limit: min(end, start &+ QueueID.maximumLength))
    guard at &- start >= 5, at &+ 1 < end else { return nil }
    guard bytes.byte(at) == ASCII.colon, bytes.byte(at &+ 1) == ASCII.space else { return nil }
    return at
  }

  /// The queue id's field, or none for `NOQUEUE`.
  @inline(__always)
  func queueID(_ bytes: RawSpan, _ start: Int, _ end: Int) -> Field {
    if end &- start == 7, bytes.hasWord("NOQUEUE", at: start) { return .none }
    return Field(start, end)
  }

  /// For a line that nothing else explained: whether it looks like it carries a reply.
  func suspect(_ bytes: RawSpan, _ start: Int, _ end: Int) -> PostfixLine {
    if bytes.firstIndex(of: " said: ", from: start, to: end) != nil { return .notUnderstood }
    if bytes.firstIndex(of: "refused to talk to me: ", from: start, to: end) != nil { return .notUnderstood }
    if bytes.firstIndex(of: "status=", from: start, to: end) != nil { return .notUnderstood }
    if let hit = bytes.firstIndex(of: "reject: ", from: start, to: end), hasCode(bytes, hit, end) {
      return .notUnderstood
    }
    return .noReply
  }

  /// Whether `: ` and three digits stand anywhere behind `start`.
  private func hasCode(_ bytes: RawSpan, _ start: Int, _ end: Int) -> Bool {
    var from = start
    while let hit = bytes.firstIndex(of: ": ", from: from, to: end) {
      if ReplyLines.code(in: bytes, at: hit &+ 2, end: end) != nil { return true }
      from = hit &+ 1
    }
    return false
  }
}
