import SMTPReply

// `rejected WHAT[: TEXT]`. A code stands there only if the ACL's author wrote one; otherwise the ACL and the verb imply it
// (globals.c `acl_wherecodes`, `acl_wherenames`; smtp_in.c `smtp_message_code`).
extension EximParser {
  /// A rejection from behind `rejected `; `words` is where the verdict begins.
  func rejection(
    _ bytes: RawSpan, _ start: Int, _ end: Int, isTemporary: Bool, words: Int, _ record: inout ReplyRecord
  ) -> EximLine? {
    guard let (what, whatEnd) = rejectedCommand(bytes, start, end) else { return nil }
    record.stage = what.stage
    var text = end
    if what.hasArgument {
      text = argument(bytes, whatEnd, end, isRecipient: what.namesRecipient, &record)
    } else if bytes.hasWord(": ", at: whatEnd), whatEnd &+ 2 < end {
      text = whatEnd &+ 2
    } else if let hit = bytes.firstIndex(of: ": ", from: whatEnd, to: end) {
      text = hit &+ 2
    }
    if text < end {
      record.reply = Field(text, end)
      if ReplyLines.code(in: bytes, at: text, end: end) != nil {
        record.setReply(Field(text, end), in: bytes)
        return .rejection
      }
      if calledOut(bytes, text, end, &record) { return .rejection }
    } else {
      record.reply = Field(words, end)
    }
    record.code = isTemporary ? ReplyCode(hundreds: 4, tens: 5, ones: 1) : ReplyCode(rawValue: what.code)
    record.isImplied = true
    return .rejection
  }

  /// A command, message part or connection that an ACL refuses.
  struct RejectedCommand {
    var name: StaticString
    var stage: Stage?
    /// The code that a denial has when its author wrote none.
    var code: UInt16
    var hasArgument = false
    var namesRecipient = false
  }

  /// As `acl_wherenames`; longer names before their beginnings.
  private static let rejectedCommands: [RejectedCommand] = [
    RejectedCommand(name: "RCPT ", stage: .rcpt, code: 550, hasArgument: true, namesRecipient: true),
    RejectedCommand(name: "MAIL ", stage: .mail, code: 550, hasArgument: true),
    RejectedCommand(name: "after DATA PRDR", stage: .endOfData, code: 550),
    RejectedCommand(name: "after DATA", stage: .endOfData, code: 550),
    RejectedCommand(name: "DATA", stage: .data, code: 550),
    RejectedCommand(name: "connection in \"connect\" ACL", stage: .connect, code: 550),
    RejectedCommand(name: "EHLO or HELO ", stage: .ehlo, code: 550, hasArgument: true),
    RejectedCommand(name: "HELO or EHLO ", stage: .ehlo, code: 550, hasArgument: true),
    RejectedCommand(name: "VRFY ", stage: .vrfy, code: 252, hasArgument: true, namesRecipient: true),
    RejectedCommand(name: "EXPN ", stage: .expn, code: 550, hasArgument: true, namesRecipient: true),
    RejectedCommand(name: "AUTH ", stage: .auth, code: 503, hasArgument: true),
    RejectedCommand(name: "ETRN ", stage: .etrn, code: 458, hasArgument: true),
    RejectedCommand(name: "ATRN ", stage: nil, code: 450, hasArgument: true),
    RejectedCommand(name: "STARTTLS", stage: .starttls, code: 550),
    RejectedCommand(name: "WELLKNOWN", stage: nil, code: 550),
    RejectedCommand(name: "during MIME ACL checks", stage: .endOfData, code: 550),
    RejectedCommand(name: "during DKIM ACL checks", stage: .endOfData, code: 550),
    RejectedCommand(name: "DKIM", stage: .endOfData, code: 550),
    RejectedCommand(name: "by non-SMTP ACL", stage: nil, code: 550),
    RejectedCommand(name: "by local_scan()", stage: .endOfData, code: 550),
    RejectedCommand(name: "by ", stage: .endOfData, code: 550),
  ]

  private func rejectedCommand(_ bytes: RawSpan, _ start: Int, _ end: Int) -> (RejectedCommand, Int)? {
    for command in EximParser.rejectedCommands where bytes.starts(with: command.name, at: start, end: end) {
      return (command, start &+ command.name.utf8CodeUnitCount)
    }
    return nil
  }

  /// Reads the argument at `start`, as the client wrote it: at most 100 bytes, with brackets or without. Gives where the
  /// text behind it begins, or the line's end.
  private func argument(
    _ bytes: RawSpan, _ start: Int, _ end: Int, isRecipient: Bool, _ record: inout ReplyRecord
  ) -> Int {
    var from = start
    var argument = Field.none
    if start < end, bytes.byte(start) == ASCII.less, let behind = bracketEnd(bytes, start, end),
      behind >= end || bytes.byte(behind) == ASCII.colon || bytes.byte(behind) == ASCII.space
    {
      argument = Field(start &+ 1, behind &- 1)
      from = behind
    } else if let other = repeatedHELO(bytes, start, end, record.helo) {
      from = other
    }
    let colon = bytes.firstIndex(of: ": ", from: from, to: end)
    if !argument.exists {
      let first = bytes.byte(start) == ASCII.less ? start &+ 1 : start
      argument = Field(first, colon ?? end)
    }
    if isRecipient { record.recipient = argument }
    return colon.map { $0 &+ 2 } ?? end
  }

  /// The offset behind the HELO name when it stands at `start`, so that a colon in it ends nothing.
  private func repeatedHELO(_ bytes: RawSpan, _ start: Int, _ end: Int, _ helo: Field) -> Int? {
    guard helo.exists, helo.count > 0, start &+ helo.range.count <= end else { return nil }
    let behind = start &+ helo.range.count
    return bytes.equals(helo.range, bytes, start..<behind) ? behind : nil
  }
}
