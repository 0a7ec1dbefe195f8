import SMTPReply

// `=> ADDR ...` first recipient of a transaction, `-> ADDR ...` further ones, `>> ADDR ...` cutthrough, `*> ADDR ...` with
// nothing sent (deliver.c `delivery_log`).
extension EximParser {
  /// A delivery, from behind the flag.
  @inline(__always)
  func delivery(_ bytes: RawSpan, _ start: Int, _ end: Int, _ record: inout ReplyRecord) -> EximLine {
    record.outcome = .delivered
    var fields = self.fields(bytes, address(bytes, start, end, &record), end, &record)
    if fields.isOdd {
      // What looked like a confirmation is part of the address, or was cut.
      var second = ReplyRecord(sameMessageAs: record)
      let behind = hostileAddress(bytes, start, end, &second)
      let again = self.fields(bytes, behind, end, &second)
      if !again.isOdd { (fields, record) = (again, second) }
    }
    guard fields.confirmation.exists else {
      // Discarded by an ACL: the client saw 250 and nothing was delivered (receive.c `receive_msg`).
      if bytes.starts(with: "blackhole (", at: start, end: end) { return .noReply }
      return bytes.byte(start &- 3) == UInt8(ascii: "*") ? .noReply : .reply
    }
    record.joint = .quotedEscape
    record.stage = .endOfData
    record.setReply(fields.confirmation, in: bytes)
    return .reply
  }
}

extension ReplyRecord {
  /// A delivery of the message that `other` is about, with nothing else known.
  init(sameMessageAs other: ReplyRecord) {
    self.init()
    mta = other.mta
    joint = other.joint
    outcome = other.outcome
    queueID = other.queueID
  }
}
