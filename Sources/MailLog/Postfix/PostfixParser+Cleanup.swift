import SMTPReply

// Content checks (cleanup/cleanup_message.c, cleanup_milter.c): the log lacks the reply code, and for header and body checks
// the text stands behind the envelope: `QID: reject: header TEXT from NAME[IP]; from=<S> to=<R> ...: 5.7.1 text`.
extension PostfixParser {
  /// A line of cleanup.
  @inline(__always)
  func cleanup(_ bytes: RawSpan, _ start: Int, _ end: Int, _ record: inout ReplyRecord) -> PostfixLine {
    guard let idEnd = queueIDEnd(bytes, start, end) else { return suspect(bytes, start, end) }
    let at = idEnd &+ 2
    let word = bytes.word(at)
    if word == Word.of("message-") || word == Word.of("resent-m") {
      record.queueID = Field(start, idEnd)
      let line = messageID(bytes, at, end, &record)
      return line == .messageID && word == Word.of("resent-m") ? .resentMessageID : line
    }
    if bytes.hasWord("warning:", at: start) { return cleanupWarning(bytes, at, end, &record) }
    record.queueID = queueID(bytes, start, idEnd)
    if word == Word.of("reject: "), isContent(bytes, at &+ 8, end) {
      return contentRejection(bytes, at &+ 8, end, &record)
    }
    if word == Word.of("discard:"), isContent(bytes, at &+ 9, end) {
      return contentDiscard(bytes, at &+ 9, end, &record)
    }
    // What cleanup gives up itself: `mail forwarding loop`, `message too large` (cleanup/cleanup_bounce.c).
    if Word.first(3, of: word) == Word.of("to=") { return deliveryKeys(bytes, at, end, .error, &record) }
    if word == Word.of("warning:") { return .noReply }
    return verdict(bytes, at, end, &record)
  }

  /// `message-id=<...>`.
  private func messageID(_ bytes: RawSpan, _ start: Int, _ end: Int, _ record: inout ReplyRecord) -> PostfixLine {
    guard let equals = bytes.shortFirst(of: ASCII.equals, from: start, to: end) else { return .noReply }
    var first = equals &+ 1
    var last = end
    if first < last, bytes.byte(first) == ASCII.less { first &+= 1 }
    if last > first, bytes.byte(last &- 1) == ASCII.greater { last &-= 1 }
    record.messageID = Field(first, last)
    return .messageID
  }

  private func isContent(_ bytes: RawSpan, _ at: Int, _ end: Int) -> Bool {
    bytes.hasWord("header ", at: at) || bytes.hasWord("body ", at: at)
      || bytes.starts(with: "mime-error ", at: at, end: end)
  }

  /// `header TEXT from NAME[IP]; from=<S> to=<R> proto=P helo=<H>: 5.7.1 text`.
  private func contentRejection(
    _ bytes: RawSpan, _ start: Int, _ end: Int, _ record: inout ReplyRecord
  ) -> PostfixLine {
    record.direction = .inbound
    record.outcome = .rejected
    record.stage = .endOfData
    if let found = contentEnvelope(bytes, start, end), found.text < end {
      take(found, bytes, start, &record)
      record.setReply(Field(found.text, end), in: bytes)
    } else if let (mark, text) = looseContentEnvelope(bytes, start, end) {
      _ = looseKeys(bytes, mark &+ 2, end, &record)
      setContentPeer(bytes, start, mark, &record)
      record.setReply(Field(text, end), in: bytes)
    } else {
      return .notUnderstood
    }
    if record.code == nil {
      if record.enhanced == nil {
        record.enhanced = EnhancedStatusCode.read(bytes, at: record.reply.range.lowerBound, end: end)?.code
      }
      record.implyCode()
    }
    return .reply
  }

  private func take(_ found: ContentEnvelope, _ bytes: RawSpan, _ start: Int, _ record: inout ReplyRecord) {
    record.sender = found.reading.sender
    record.recipient = found.reading.recipient
    record.helo = found.reading.helo
    setContentPeer(bytes, start, found.reading.mark, &record)
  }

  /// The last `; from=` without brackets whose envelope can be read up to `: `, and the text behind it; nil when any has brackets.
  private func looseContentEnvelope(_ bytes: RawSpan, _ start: Int, _ end: Int) -> (mark: Int, text: Int)? {
    guard bytes.firstIndex(of: "; from=<", from: start, to: end) == nil,
      let hit = bytes.lastIndex(of: "; from=", from: start, to: end)
    else { return nil }
    var scratch = ReplyRecord()
    let keysEnd = looseKeys(bytes, hit &+ 2, end, &scratch)
    return keysEnd &+ 1 < end && bytes.hasWord(": ", at: keysEnd) ? (hit, keysEnd &+ 2) : nil
  }

  /// `discard: header TEXT from NAME[IP]; from=<S> to=<R> proto=P helo=<H>[: text]`: the client was told that the mail was taken.
  private func contentDiscard(
    _ bytes: RawSpan, _ start: Int, _ end: Int, _ record: inout ReplyRecord
  ) -> PostfixLine {
    record.direction = .inbound
    record.outcome = .discarded
    record.stage = .endOfData
    guard let found = contentEnvelope(bytes, start, end) else {
      record.reply = Field(start, firstMark(bytes, start, end) ?? end)
      return .reply
    }
    take(found, bytes, start, &record)
    record.reply = found.text < end ? Field(found.text, end) : Field(start, found.reading.mark)
    return .reply
  }

  /// The client stands right in front of the envelope: ` from NAME[IP]`, or ` from local` for mail handed in here.
  private func setContentPeer(_ bytes: RawSpan, _ start: Int, _ end: Int, _ record: inout ReplyRecord) {
    guard let from = bytes.lastIndex(of: " from ", from: start, to: end) else { return }
    if let peerEnd = peerEnd(bytes, from &+ 6, end), peerEnd == end {
      setPeer(bytes, Field(from &+ 6, peerEnd), &record)
    }
  }

  /// `warning: QID: message rejected: hopcount exceeded`: 554 5.4.0 is sent and not logged (global/cleanup_strerror.c).
  private func cleanupWarning(_ bytes: RawSpan, _ start: Int, _ end: Int, _ record: inout ReplyRecord) -> PostfixLine {
    guard let idEnd = queueIDEnd(bytes, start, end),
      bytes.starts(with: "message rejected: hopcount exceeded", at: idEnd &+ 2, end: end)
    else { return .noReply }
    record.queueID = Field(start, idEnd)
    record.imply(
      ReplyCode(hundreds: 5, tens: 5, ones: 4), EnhancedStatusCode(group: 5, subject: 4, detail: 0),
      text: Field(idEnd &+ 2, end))
    return .reply
  }
}

extension ReplyRecord {
  /// A refusal of the whole message whose reply is known from the source alone; `text` are the log's words.
  mutating func imply(_ code: ReplyCode, _ enhanced: EnhancedStatusCode?, text: Field) {
    direction = .inbound
    outcome = .rejected
    stage = .endOfData
    self.code = code
    self.enhanced = enhanced
    reply = text
    isImplied = true
  }
}
