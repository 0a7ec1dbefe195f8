import SMTPReply

/// What came of looking for a remote server's reply.
enum RemoteReply {
  /// It was there, and the record has it.
  case read
  /// There is none: the words are Exim's.
  case none
  /// The words for one are there and no reply can be read behind them.
  case broken
}

// What a remote server said, as Exim words it (transports/smtp.c `check_response`, `sync_responses`; 4.61 and 4.85 changed it):
// `SMTP error from remote mail server after STAGE: [host NAME [IP]: ]REPLY`, `LMTP error after STAGE: REPLY`,
// `PRDR error after DATA: REPLY`, `Malformed SMTP reply in response to STAGE: TEXT`, `response to "CMD" was: REPLY`.
extension EximParser {
  /// Looks for a remote server's reply at `start`.
  func remoteReply(_ bytes: RawSpan, _ start: Int, _ end: Int, _ record: inout ReplyRecord) -> RemoteReply {
    guard start < end else { return .none }
    switch bytes.byte(start) {
    case UInt8(ascii: "S"):
      if bytes.starts(with: "SMTP error from remote mail server after ", at: start, end: end) {
        return after(bytes, start &+ 41, end, &record)
      }
      if bytes.starts(with: "SMTP error from remote mailer after ", at: start, end: end) {
        return after(bytes, start &+ 36, end, &record)
      }
      return unanswered("SMTP timeout after ", bytes, start, end, &record)
    case UInt8(ascii: "L"), UInt8(ascii: "P"):
      if bytes.starts(with: "LMTP error after ", at: start, end: end)
        || bytes.starts(with: "PRDR error after ", at: start, end: end)
      {
        let result = after(bytes, start &+ 17, end, &record)
        // Each recipient has a reply of its own behind the final dot.
        if record.stage == .data { record.stage = .endOfData }
        return result
      }
    case UInt8(ascii: "M"):
      if bytes.starts(with: "Malformed SMTP reply in response to ", at: start, end: end) {
        return after(bytes, start &+ 36, end, &record) == .read ? .read : .none
      }
      return unanswered("Malformed SMTP reply (an empty line) in response to ", bytes, start, end, &record)
    case UInt8(ascii: "R"):
      if bytes.starts(with: "Remote host closed connection", at: start, end: end) {
        if ehloResponse(bytes, start, end, &record) == .read { return .read }
        return unanswered("Remote host closed connection in response to ", bytes, start, end, &record)
      }
    case UInt8(ascii: "r"):
      if bytes.starts(with: "response to \"", at: start, end: end) { return response(bytes, start &+ 13, end, &record) }
    default: break
    }
    return .none
  }

  /// `[pipelined ]STAGE: REPLY` or `STAGE: host NAME [IP]: REPLY`.
  private func after(_ bytes: RawSpan, _ start: Int, _ end: Int, _ record: inout ReplyRecord) -> RemoteReply {
    let command = bytes.starts(with: "pipelined ", at: start, end: end) ? start &+ 10 : start
    guard let stageEnd = commandEnd(bytes, command, end, &record) else { return .broken }
    var reply = stageEnd &+ 2
    if bytes.hasWord("host ", at: reply), let host = host(bytes, reply &+ 5, end), host.behind &+ 1 < end,
      bytes.hasWord(": ", at: host.behind)
    {
      setPeer(bytes, host, &record)
      reply = host.behind &+ 2
    }
    return take(bytes, reply, end, &record)
  }

  /// `WORDS[pipelined ]STAGE`: the command was sent and no reply came that could be read. What stands behind it is no reply.
  private func unanswered(
    _ words: StaticString, _ bytes: RawSpan, _ start: Int, _ end: Int, _ record: inout ReplyRecord
  ) -> RemoteReply {
    guard bytes.starts(with: words, at: start, end: end) else { return .none }
    let behind = start &+ words.utf8CodeUnitCount
    record.stage = stage(bytes, bytes.starts(with: "pipelined ", at: behind, end: end) ? behind &+ 10 : behind, end)
    return .none
  }

  private func take(_ bytes: RawSpan, _ start: Int, _ end: Int, _ record: inout ReplyRecord) -> RemoteReply {
    guard start < end, ReplyLines.code(in: bytes, at: start, end: end) != nil else { return .broken }
    record.setReply(Field(start, end), in: bytes)
    return .read
  }

  /// The offset of the `: ` behind the command at `start`; sets the stage, and the recipient of an attempt.
  private func commandEnd(_ bytes: RawSpan, _ start: Int, _ end: Int, _ record: inout ReplyRecord) -> Int? {
    record.stage = stage(bytes, start, end)
    var from = start
    let isRecipient = record.stage == .rcpt
    if isRecipient || record.stage == .mail {
      // `RCPT TO:<"a>: 550 b"@c>`: the brackets hold what a sender made up.
      let open = start &+ (isRecipient ? 8 : 10)
      if open < end, bytes.byte(open) == ASCII.less, let behind = bracketEnd(bytes, open, end) {
        if isRecipient, record.outcome == .attempt { record.recipient = Field(open &+ 1, behind &- 1) }
        from = behind
      }
    }
    return bytes.firstIndex(of: ": ", from: from, to: end)
  }

  /// `CMD" was: REPLY`, in callouts (verify.c `do_callout`).
  private func response(_ bytes: RawSpan, _ start: Int, _ end: Int, _ record: inout ReplyRecord) -> RemoteReply {
    record.stage = stage(bytes, start, end)
    var from = start
    if record.stage == .rcpt || record.stage == .mail,
      let open = bytes.firstIndex(of: ASCII.less, from: start, to: min(end, start &+ 12)),
      let behind = bracketEnd(bytes, open, end)
    {
      from = behind
    }
    guard let was = bytes.firstIndex(of: "\" was: ", from: from, to: end) else { return .broken }
    return take(bytes, was &+ 7, end, &record)
  }

  /// `Remote host closed connection in response to HELO n (EHLO response was: 550 ...)`.
  private func ehloResponse(_ bytes: RawSpan, _ start: Int, _ end: Int, _ record: inout ReplyRecord) -> RemoteReply {
    guard bytes.byte(end &- 1) == ASCII.closeParenthesis,
      let hit = bytes.firstIndex(of: " (EHLO response was: ", from: start, to: end),
      take(bytes, hit &+ 21, end &- 1, &record) == .read
    else { return .none }
    record.stage = .ehlo
    return .read
  }

  /// The stage that Exim names by the command, or by its own words.
  func stage(_ bytes: RawSpan, _ start: Int, _ end: Int) -> Stage? {
    let word = bytes.word(start)
    switch Word.first(4, of: word) {
    case Word.of("RCPT"): return .rcpt
    case Word.of("MAIL"): return .mail
    case Word.of("DATA"), Word.of("BDAT"): return .data
    case Word.of("EHLO"), Word.of("HELO"), Word.of("LHLO"): return .ehlo
    case Word.of("AUTH"): return .auth
    default: break
    }
    if word == Word.of("STARTTLS") { return .starttls }
    if word == Word.of("initial ") { return .banner }
    if word == Word.of("end of d") { return .endOfData }
    if word == Word.of("sending ") { return .data }
    return nil
  }
}
