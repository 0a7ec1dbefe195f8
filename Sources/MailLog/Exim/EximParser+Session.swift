import SMTPReply

// Refusals that no ACL makes and whose reply the log lacks; codes from the source (smtp_in.c, receive.c, daemon.c).
extension EximParser {
  /// A refusal whose words imply its code.
  private struct SessionRefusal {
    /// How the line begins.
    var start: StaticString
    /// What it holds further on, to tell forms apart; empty when nothing.
    var mark: StaticString
    var code: UInt16?
    var stage: Stage?
    /// Whether the reject log has a copy.
    var isCopied = true
    /// Whether code and stage are those of the last command, which the line quotes.
    var isOfCommand = false
  }

  private static let sessionRefusals: [SessionRefusal] = [
    SessionRefusal(start: "rejected MAIL FROM:<", mark: "message too big", code: 552, stage: .mail),
    SessionRefusal(start: "rejected MAIL from ", mark: "no HELO/EHLO given", code: 503, stage: .mail),
    SessionRefusal(start: "rejected EHLO from ", mark: "syntactically invalid", code: 501, stage: .ehlo),
    SessionRefusal(start: "rejected HELO from ", mark: "syntactically invalid", code: 501, stage: .ehlo),
    SessionRefusal(start: "rejected from <", mark: "message too big", code: 552, stage: .endOfData),
    SessionRefusal(start: "rejected from <", mark: "", code: nil, stage: .endOfData),
    SessionRefusal(start: "too many recipients: excess temporarily rejected", mark: "", code: 452, stage: .rcpt),
    SessionRefusal(start: "too many recipients: message rejected", mark: "", code: 552, stage: .rcpt),
    SessionRefusal(start: "SMTP call from ", mark: " dropped: too many nonmail commands", code: 554, stage: nil),
    SessionRefusal(start: "SMTP call from ", mark: " dropped: too many unrecognized", code: 500, stage: nil),
    SessionRefusal(
      start: "SMTP call from ", mark: " dropped: too many syntax", code: nil, stage: nil, isOfCommand: true),
    SessionRefusal(start: "unqualified sender rejected: <", mark: "", code: 501, stage: .mail),
    SessionRefusal(start: "unqualified recipient rejected: <", mark: "", code: 501, stage: .rcpt),
    SessionRefusal(start: "ridiculously long message header received from ", mark: "", code: 552, stage: .endOfData),
    SessionRefusal(start: "temporarily refused connection from ", mark: "", code: 421, stage: .connect),
    SessionRefusal(start: "refused connection from ", mark: "", code: 554, stage: .connect),
    SessionRefusal(start: "Connection from ", mark: " refused: too many connections", code: 421, stage: .connect),
    // An accepting ACL whose verification failed: 550 or 451, and only the main log has it.
    SessionRefusal(start: "VRFY failed for ", mark: "", code: 550, stage: .vrfy, isCopied: false),
  ]

  /// A refusal outside the ACLs; nil when the line is none.
  func session(_ bytes: RawSpan, _ start: Int, _ end: Int, _ record: inout ReplyRecord) -> EximLine? {
    for refusal in EximParser.sessionRefusals where bytes.starts(with: refusal.start, at: start, end: end) {
      let behind = start &+ refusal.start.utf8CodeUnitCount
      if refusal.mark.utf8CodeUnitCount > 0, bytes.firstIndex(of: refusal.mark, from: behind, to: end) == nil {
        continue
      }
      record.direction = .inbound
      record.outcome = .rejected
      record.stage = refusal.stage
      record.reply = Field(start, end)
      record.code = refusal.code.flatMap { ReplyCode(rawValue: $0) }
      record.isImplied = record.code != nil
      nameClient(bytes, behind, end, &record)
      if refusal.isOfCommand { nameLastCommand(bytes, behind, end, &record) }
      return refusal.isCopied ? .rejection : .reply
    }
    return nil
  }

  /// `(last command was "COMMAND")`: the code is that of the last error. A command that Exim does not know had 500; one that it knows had
  /// 503 where nothing but its place can be wrong, else 501 or 503, which the line does not tell.
  private func nameLastCommand(_ bytes: RawSpan, _ start: Int, _ end: Int, _ record: inout ReplyRecord) {
    guard let mark = bytes.firstIndex(of: " was \"", from: start, to: end) else { return }
    let command = mark &+ 6
    let stop = bytes.firstIndex(of: ASCII.quote, from: command, to: end) ?? end
    record.stage = commandStage(bytes, command, stop)
    switch record.stage {
    case .data, .starttls, .auth: record.code = ReplyCode(hundreds: 5, tens: 0, ones: 3)
    case nil where !isNeutralCommand(bytes, command, stop): record.code = ReplyCode(hundreds: 5, tens: 0, ones: 0)
    default: break
    }
    record.isImplied = record.code != nil
  }

  /// Whether a command without a stage stands at `start` that Exim knows.
  private func isNeutralCommand(_ bytes: RawSpan, _ start: Int, _ end: Int) -> Bool {
    guard end &- start >= 4 else { return false }
    switch Word.first(4, of: bytes.word(start)) & ~(0x20 &* Word.ones) & 0xffff_ffff {
    case Word.of("RSET"), Word.of("NOOP"), Word.of("QUIT"), Word.of("HELP"), Word.of("ATRN"): return true
    default: return false
    }
  }

  /// The client is behind `H=`, or stands right at `start`.
  private func nameClient(_ bytes: RawSpan, _ start: Int, _ end: Int, _ record: inout ReplyRecord) {
    if record.stage == .vrfy {
      let blank = bytes.firstIndex(of: " H=", from: start, to: end) ?? end
      record.recipient = Field(start, blank)
    } else if record.stage == .rcpt, bytes.byte(start &- 1) == ASCII.less,
      let behind = bracketEnd(bytes, start &- 1, end)
    {
      record.recipient = Field(start, behind &- 1)
    }
    if let mark = bytes.firstIndex(of: " H=", from: start, to: end) {
      if let host = host(bytes, mark &+ 3, end) { setPeer(bytes, host, &record) }
    } else if let host = host(bytes, start, end) {
      setPeer(bytes, host, &record)
    }
    let sender: StaticString = "sender=<"
    if let hit = bytes.firstIndex(of: sender, from: start, to: end), let behind = bracketEnd(bytes, hit &+ 7, end) {
      record.sender = Field(hit &+ 8, behind &- 1)
    } else if record.stage != .rcpt, start > 0, bytes.byte(start &- 1) == ASCII.less,
      let behind = bracketEnd(bytes, start &- 1, end)
    {
      record.sender = Field(start, behind &- 1)
    }
  }
}
