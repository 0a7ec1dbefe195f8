import SMTPReply

// Callouts: a remote server's reply inside a line about a client (verify.c `do_callout`, `verify_address`; acl.c):
// `[Could not complete ... callout: ]NAME [IP] : MESSAGE`.
extension EximParser {
  /// `fail for <a>: TEXT` or `defer for <a>: TEXT`, behind `sender verify `.
  func senderVerification(_ bytes: RawSpan, _ start: Int, _ end: Int, _ record: inout ReplyRecord) -> EximLine? {
    guard
      bytes.starts(with: "fail for <", at: start, end: end) || bytes.starts(with: "defer for <", at: start, end: end),
      let open = bytes.firstIndex(of: ASCII.less, from: start, to: end), let behind = senderEnd(bytes, open, end)
    else { return nil }
    record.sender = Field(open &+ 1, behind &- 1)
    guard bytes.hasWord(": ", at: behind), behind &+ 2 < end else { return .noReply }
    if calledOut(bytes, behind &+ 2, end, &record) {
      record.origin = .senderCheck
      return .senderVerification
    }
    // No server said it: the rejection that follows is the only record.
    return record.code == nil && bytes.firstIndex(of: " error from remote mail", from: behind, to: end) == nil
      ? .noReply : .notUnderstood
  }

  /// What Exim puts in front of a callout's answer; other words are an ACL's, which may hold what a client wrote.
  private static let calloutWords: [StaticString] = [
    "Could not complete ", "Sender verif", "sender verif", "Recipient verif", "recipient verif", "callout verif",
  ]

  /// Reads a remote server's reply to a callout out of `start..<end`; false, with the record as it was, when there is none.
  func calledOut(_ bytes: RawSpan, _ start: Int, _ end: Int, _ record: inout ReplyRecord) -> Bool {
    var at = start
    // `Could not complete sender verify callout: `, `Sender verify failed: ` and the like.
    for _ in 0..<3 {
      if let host = host(bytes, at, end), host.helo.isEmpty, bytes.hasWord(" : ", at: host.behind) {
        var found = record
        found.remoteHost = .none
        guard remoteReply(bytes, host.behind &+ 3, end, &found) == .read else { return false }
        // Nothing but the client's sender has been named at MAIL.
        if record.stage == .mail || bytes.firstIndex(of: "ender verify", from: start, to: at) != nil {
          record.origin = .senderCheck
        }
        // Of all the record knows, only what the server said is taken: its stage is the callout's.
        setPeer(bytes, host, &record)
        record.stage = found.stage
        record.reply = found.reply
        record.code = found.code
        record.enhanced = found.enhanced
        return true
      }
      guard EximParser.calloutWords.contains(where: { bytes.starts(with: $0, at: at, end: end) }),
        let colon = bytes.firstIndex(of: ": ", from: at, to: min(end, at &+ 64))
      else { return false }
      at = colon &+ 2
    }
    return false
  }

  /// `ADDR F=<s> P=<s> [tmp-]reject[ed] from cutthrough after DATA: R= T= H=NAME [IP] C="REPLY"`: the next server refuses what
  /// we hand on while the client still waits (receive.c; test/log/5405).
  func cutthrough(_ bytes: RawSpan, _ start: Int, _ end: Int, _ record: inout ReplyRecord) -> EximLine? {
    guard let hit = bytes.firstIndex(of: "cutthrough after ", from: start, to: end) else { return nil }
    var line = ReplyRecord(sameMessageAs: record)
    line.direction = .inbound
    line.outcome = .rejected
    guard let colon = bytes.firstIndex(of: ": ", from: hit, to: end),
      let host = bytes.firstIndex(of: " H=", from: colon, to: end)
    else { return nil }
    let (confirmation, limit) = confirmation(bytes, colon, end, &line)
    guard confirmation.exists else { return nil }
    _ = fields(bytes, host, limit, stopsAtHost: true, &line)
    line.joint = .quotedEscape
    line.stage = .endOfData
    line.setReply(confirmation, in: bytes)
    guard line.code != nil else { return nil }
    if let sender = bytes.firstIndex(of: " F=<", from: start, to: hit), let behind = bracketEnd(bytes, sender &+ 3, hit)
    {
      line.sender = Field(sender &+ 4, behind &- 1)
      if let blank = bytes.lastIndex(of: " ", from: start, to: sender) { line.recipient = Field(blank &+ 1, sender) }
    }
    record = line
    return .rejection
  }
}
