import SMTPReply

// Mail that Exim took in and threw away itself (smtp_in.c, receive.c `receive_msg`, deliver.c, routers/redirect.c).
extension EximParser {
  /// `RCPT <ADDR>: discarded by RCPT ACL[: TEXT]`, or by the MAIL ACL: the client was told 250. `mark` is where `: discarded` stands.
  func discardedRecipient(_ address: Field, _ mark: Int, _ end: Int, _ record: inout ReplyRecord) -> EximLine {
    record.recipient = address
    record.outcome = .discarded
    record.stage = .rcpt
    record.reply = Field(mark &+ 2, end)
    return .rejection
  }

  /// What a delivery line without a confirmation says of a message or a recipient that is thrown away; nil when it does not.
  ///
  /// `blackhole (DATA ACL discarded recipients)[: TEXT]` names a message whose recipients all were; those that the RCPT or MAIL ACL
  /// discarded have lines of their own. `discarded (system filter)` is a message too, and `:blackhole:` alone names nobody. `base` is the
  /// record without the address that was read.
  func thrownAway(
    _ bytes: RawSpan, _ start: Int, _ end: Int, _ base: borrowing ReplyRecord, _ record: inout ReplyRecord
  ) -> EximLine? {
    if bytes.isExactly(":blackhole:", record.recipient.range) {
      record.recipient = .none
      record.outcome = .discarded
      return .reply
    }
    let isRefusal = bytes.starts(with: "blackhole (", at: start, end: end)
    guard isRefusal || bytes.starts(with: "discarded (system filter)", at: start, end: end) else { return nil }
    if bytes.starts(with: "blackhole (RCPT ", at: start, end: end)
      || bytes.starts(with: "blackhole (MAIL ", at: start, end: end)
    {
      return .noReply
    }
    record = ReplyRecord(sameMessageAs: base)
    record.outcome = .discarded
    record.reply = Field(start, end)
    if isRefusal {
      record.direction = .inbound
      record.stage = .endOfData
    }
    return .reply
  }
}
