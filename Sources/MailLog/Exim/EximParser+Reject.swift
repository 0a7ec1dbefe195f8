import SMTPReply

// `rejected WHAT[: TEXT]`. A code stands there only if the ACL's author wrote one; otherwise the ACL and the verb imply it
// (globals.c `acl_wherecodes`, `acl_wherenames`; smtp_in.c `smtp_message_code`).
extension EximParser {
  /// A rejection from behind `rejected `; `words` is where the verdict begins. Gives where the text behind it begins, or the line's end;
  /// nil when the line is none, or does not tell where the client's words end.
  ///
  /// More than five parameters: a line's bytes and the places in them come beside what is filled.
  func rejection(
    _ bytes: RawSpan, _ start: Int, _ end: Int, isTemporary: Bool, words: Int, _ record: inout ReplyRecord
  ) -> Int? {
    guard let (what, whatEnd) = rejectedCommand(bytes, start, end) else { return nil }
    record.stage = what.stage
    var text = end
    if what.argument != .none {
      guard let behind = argument(bytes, whatEnd, end, of: what, &record) else { return nil }
      text = behind
    } else if bytes.hasWord(": ", at: whatEnd), whatEnd &+ 2 < end {
      text = whatEnd &+ 2
    } else if !what.mayHaveWords {
      guard whatEnd == end || whatEnd &+ 1 == end && bytes.byte(whatEnd) == ASCII.colon else { return nil }
    } else if let hit = bytes.firstIndex(of: ": ", from: whatEnd, to: end) {
      text = hit &+ 2
    }
    if text < end {
      record.reply = Field(text, end)
      if ReplyLines.code(in: bytes, at: text, end: end) != nil {
        record.setReply(Field(text, end), in: bytes)
        return text
      }
      if calledOut(bytes, text, end, &record) { return record.reply.range.lowerBound }
      // A list's name may hold a colon: without a code the words may be the client's.
      if what.argument == .word, what.stage != .auth { record.reply = Field(words, end) }
    } else {
      record.reply = Field(words, end)
    }
    record.code = isTemporary ? ReplyCode(hundreds: 4, tens: 5, ones: 1) : ReplyCode(rawValue: what.code)
    record.isImplied = true
    return text
  }

  /// Whether a verdict on a command or a message may begin anywhere behind `start`.
  func holdsVerdict(_ bytes: RawSpan, _ start: Int, _ end: Int) -> Bool {
    var from = start
    while let hit = bytes.firstIndex(of: " rejected ", from: from, to: end) {
      from = hit &+ 9
      if let (what, _) = rejectedCommand(bytes, hit &+ 10, end), what.stage != .endOfData || what.isOfData {
        return true
      }
    }
    return false
  }

  /// A command, message part or connection that an ACL refuses.
  struct RejectedCommand {
    var name: StaticString
    var stage: Stage?
    /// The code that a denial has when its author wrote none.
    var code: UInt16
    var argument = Argument.none
    var namesRecipient = false
    /// Whether other words of Exim's may stand in front of the colon.
    var mayHaveWords = false

    /// Whether it is the DATA command, or one of its ACLs, and not a filter.
    var isOfData: Bool { name.utf8CodeUnitCount > 3 }
  }

  /// What a client writes behind a command.
  enum Argument {
    case none
    /// An address that Exim could take apart.
    case mailbox
    /// The HELO name.
    case helo
    /// Anything.
    case word
  }

  /// As `acl_wherenames`; longer names before their beginnings.
  private static let rejectedCommands: [RejectedCommand] = [
    RejectedCommand(name: "RCPT ", stage: .rcpt, code: 550, argument: .mailbox, namesRecipient: true),
    RejectedCommand(name: "MAIL ", stage: .mail, code: 550, argument: .mailbox),
    RejectedCommand(name: "after DATA PRDR", stage: .endOfData, code: 550),
    RejectedCommand(name: "after DATA", stage: .endOfData, code: 550),
    RejectedCommand(name: "DATA", stage: .data, code: 550),
    RejectedCommand(name: "connection in \"connect\" ACL", stage: .connect, code: 550),
    RejectedCommand(name: "EHLO or HELO ", stage: .ehlo, code: 550, argument: .helo),
    RejectedCommand(name: "HELO or EHLO ", stage: .ehlo, code: 550, argument: .helo),
    RejectedCommand(name: "VRFY ", stage: .vrfy, code: 252, argument: .mailbox, namesRecipient: true),
    RejectedCommand(name: "EXPN ", stage: .expn, code: 550, argument: .word, namesRecipient: true),
    RejectedCommand(name: "AUTH ", stage: .auth, code: 503, argument: .word),
    RejectedCommand(name: "ETRN ", stage: .etrn, code: 458, argument: .word),
    RejectedCommand(name: "ATRN ", stage: nil, code: 450, argument: .word),
    RejectedCommand(name: "STARTTLS", stage: .starttls, code: 550),
    RejectedCommand(name: "WELLKNOWN", stage: nil, code: 550, mayHaveWords: true),
    RejectedCommand(name: "during MIME ACL checks", stage: .endOfData, code: 550),
    RejectedCommand(name: "during DKIM ACL checks", stage: .endOfData, code: 550),
    RejectedCommand(name: "DKIM", stage: .endOfData, code: 550, mayHaveWords: true),
    RejectedCommand(name: "by non-SMTP ACL", stage: nil, code: 550, mayHaveWords: true),
    RejectedCommand(name: "by local_scan()", stage: .endOfData, code: 550, mayHaveWords: true),
    RejectedCommand(name: "by ", stage: .endOfData, code: 550, mayHaveWords: true),
  ]

  private func rejectedCommand(_ bytes: RawSpan, _ start: Int, _ end: Int) -> (RejectedCommand, Int)? {
    for command in EximParser.rejectedCommands where bytes.starts(with: command.name, at: start, end: end) {
      return (command, start &+ command.name.utf8CodeUnitCount)
    }
    return nil
  }
}
