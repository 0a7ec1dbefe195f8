import SMTPReply

// Refusals that no ACL makes and whose reply the log lacks; codes from the source (smtp_in.c, receive.c, daemon.c).
extension EximParser {
  /// A refusal whose words imply its code.
  private struct SessionRefusal {
    /// How the line begins.
    var start: StaticString
    /// What stands behind the client; empty when anything may.
    var mark: StaticString
    var code: UInt16?
    var stage: Stage?
    /// Whether the reject log has a copy.
    var isCopied = true
    /// Whether code and stage are those of the last command, which the line quotes.
    var isOfCommand = false
  }

  private static let sessionRefusals: [SessionRefusal] = [
    SessionRefusal(start: "rejected MAIL FROM:<", mark: ": message too big", code: 552, stage: .mail),
    SessionRefusal(start: "rejected MAIL from ", mark: ": no HELO/EHLO given", code: 503, stage: .mail),
    SessionRefusal(start: "rejected EHLO from ", mark: ": syntactically invalid", code: 501, stage: .ehlo),
    SessionRefusal(start: "rejected HELO from ", mark: ": syntactically invalid", code: 501, stage: .ehlo),
    SessionRefusal(start: "rejected from <", mark: ": message too big", code: 552, stage: .endOfData),
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
      var line = record
      line.direction = .inbound
      line.outcome = .rejected
      line.stage = refusal.stage
      line.reply = Field(start, end)
      line.code = refusal.code.flatMap { ReplyCode(rawValue: $0) }
      line.isImplied = line.code != nil
      let behind = start &+ refusal.start.utf8CodeUnitCount
      guard let at = behindAddress(bytes, behind, end, of: refusal, &line) else { continue }
      var text = end
      switch sessionClient(bytes, at, end, refusal.mark, &text) {
      case .found(let host): setPeer(bytes, host, &line)
      case .unsure: return .notUnderstood
      case .none:
        // A program on this host, which has no address.
        guard bytes.hasWord("U=", at: at), let mark = mark(bytes, at, end, refusal.mark) else { continue }
        text = mark
      }
      if refusal.isOfCommand { nameLastCommand(bytes, text, end, &line) }
      if refusal.stage == .ehlo { nameRefusedHELO(bytes, text, end, &line) }
      record = line
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
    // The command is a stranger's, and tells no more than its name.
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

  /// The offset of the client, behind the address that some lines have in front of it; the address is the record's then.
  private func behindAddress(
    _ bytes: RawSpan, _ start: Int, _ end: Int, of refusal: SessionRefusal, _ record: inout ReplyRecord
  ) -> Int? {
    var at = start
    let sender: StaticString = ": sender=<"
    if refusal.stage == .vrfy {
      while at < end, !bytes.hasWord(" H=", at: at), !bytes.hasWord(" U=", at: at) {
        guard let next = behindHidden(bytes, at, end) else { return nil }
        at = next
      }
      record.recipient = Field(start, min(at, end))
    } else if bytes.byte(start &- 1) == ASCII.less || bytes.starts(with: sender, at: start, end: end) {
      if bytes.byte(start &- 1) != ASCII.less { at = start &+ sender.utf8CodeUnitCount }
      guard let behind = senderEnd(bytes, at &- 1, end) else { return nil }
      let isRecipient = refusal.stage == .rcpt && at == start
      if isRecipient { record.recipient = Field(at, behind &- 1) } else { record.sender = Field(at, behind &- 1) }
      at = behind
    }
    if at &+ 2 < end, bytes.byte(at) == ASCII.space { at &+= 1 }
    return at < end ? at : nil
  }

  /// The client at `start`, with `H=` in front or without, and where the mark begins behind it.
  private func sessionClient(
    _ bytes: RawSpan, _ start: Int, _ end: Int, _ mark: StaticString, _ text: inout Int
  ) -> Peer {
    var found = end
    let peer = peer(bytes, bytes.hasWord("H=", at: start) ? start &+ 2 : start, end) { host in
      let at = behindIdentity(bytes, host.behind, end)
      guard bytes.starts(with: mark, at: at, end: end) else { return nil }
      // Behind the client alone only few words may stand.
      if mark.utf8CodeUnitCount == 0, at < end, bytes.byte(at) != ASCII.space, bytes.byte(at) != ASCII.colon {
        return nil
      }
      found = at
      return at
    }
    text = found
    return peer
  }

  /// Where the mark stands behind the ident at `start`.
  private func mark(_ bytes: RawSpan, _ start: Int, _ end: Int, _ mark: StaticString) -> Int? {
    mark.utf8CodeUnitCount == 0 ? start : bytes.firstIndex(of: mark, from: start, to: end)
  }

  /// The name behind `: syntactically invalid argument(s): `.
  private func nameRefusedHELO(_ bytes: RawSpan, _ start: Int, _ end: Int, _ record: inout ReplyRecord) {
    guard let mark = bytes.firstIndex(of: "argument(s): ", from: start, to: end), mark &+ 13 < end,
      !bytes.starts(with: "(no argument given)", at: mark &+ 13, end: end)
    else { return }
    record.helo = Field(mark &+ 13, end)
  }
}
