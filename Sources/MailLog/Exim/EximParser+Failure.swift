import SMTPReply

// `== ADDR ... defer (N): MESSAGE` and `** ADDR ...: MESSAGE` (deliver.c `deferral_log`, `failure_log`).
extension EximParser {
  /// A deferral, from behind the flag.
  func deferral(_ bytes: RawSpan, _ start: Int, _ end: Int, _ record: inout ReplyRecord) -> EximLine {
    record.outcome = .deferred
    let fields = settledFields(bytes, start, end, &record)
    guard fields.message < end else {
      record.reply = fields.errorText
      return .reply
    }
    let line = settled(bytes, fields.message, end, &record)
    if fields.errorText.exists, record.code == nil { nameError(bytes, fields, end, &record) }
    return line
  }

  /// `No route to host H=NAME [IP]: NAME [IP]`: the words of a system error are of the text. A message that only repeats the host says
  /// nothing more (smtp.c `check_response`); one right behind the error's words goes on with them, and one behind the host has its own.
  private func nameError(_ bytes: RawSpan, _ fields: EximFields, _ end: Int, _ record: inout ReplyRecord) {
    let words = fields.errorText.range
    // `Connection timed out: SMTP timeout after RCPT TO:<...>`: the connection stood, and the message says what timed out.
    if bytes.starts(with: "SMTP timeout after ", at: fields.message, end: end) { return }
    if fields.message == words.upperBound &+ 2 {
      record.reply = Field(words.lowerBound, end)
    } else if let host = host(bytes, fields.message, end), host.behind == end {
      record.reply = fields.errorText
    }
  }

  /// A failure, from behind the flag. The time of the delivery stands behind the message.
  func failure(_ bytes: RawSpan, _ start: Int, _ end: Int, _ record: inout ReplyRecord) -> EximLine {
    record.outcome = .bounced
    let fields = settledFields(bytes, start, end, &record)
    return settled(bytes, fields.message, withoutDeliveryTime(bytes, fields.message, end), &record)
  }

  /// Address and fields.
  private func settledFields(_ bytes: RawSpan, _ start: Int, _ end: Int, _ record: inout ReplyRecord) -> EximFields {
    fields(bytes, deliveryAddress(bytes, start, end, &record), end, &record)
  }

  /// The message: a remote server's reply, or Exim's own words.
  private func settled(_ bytes: RawSpan, _ start: Int, _ end: Int, _ record: inout ReplyRecord) -> EximLine {
    switch remoteReply(bytes, start, end, &record) {
    case .read: return .reply
    case .broken: return .notUnderstood
    case .none:
      record.reply = Field(start, end)
      // A router's `:fail:` text: no server said it, whatever it looks like.
      return .reply
    }
  }

  /// The end of the message without the ` DT=0.003s` that `+deliver_time` glues to it.
  private func withoutDeliveryTime(_ bytes: RawSpan, _ start: Int, _ end: Int) -> Int {
    guard end > start, bytes.byte(end &- 1) == UInt8(ascii: "s"),
      let hit = bytes.lastIndex(of: " DT=", from: max(start, end &- 24), to: end)
    else { return end }
    for at in (hit &+ 4)..<end {
      let byte = bytes.byte(at)
      guard ASCII.isDigit(byte) || byte == ASCII.dot || ASCII.isLetter(byte) else { return end }
    }
    return hit
  }
}
