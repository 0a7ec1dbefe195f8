import SMTPReply

// Names that a reply repeats in places where a mail server puts a name of a client's choosing and nothing else: whatever words stand in them say
// nothing of the cause.
extension ReplyFolding {
  /// Words of Exim's behind which the rest of the text, or what stands in quotes, is the client's (smtp_in.c).
  private static let leadIns: [(words: [UInt8], isQuoted: Bool)] = [
    (Array("argument(s)".utf8), false), (Array("last was ".utf8), true), (Array("last command was ".utf8), true),
    (Array("input=".utf8), true),
  ]

  /// What Exim writes of a command that it refused without more words, and that takes no address (smtp_in.c `smtp_handle_acl_fail`).
  private static let refusals: [[UInt8]] = ["ehlo or helo", "helo or ehlo", "vrfy", "expn", "etrn", "atrn", "auth"]
    .flatMap {
      [Array("rejected \($0) ".utf8), Array("temporarily rejected \($0) ".utf8)]
    }

  private static let listNames = ["expn ", "etrn ", "atrn "].map { Array($0.utf8) }

  /// Takes the words of a refusal whose rest a client wrote; gives where the text goes on.
  mutating func skipRefusedArgument() -> Int {
    guard let first = text.first,
      ASCII.lowercased(first) == UInt8(ascii: "r") || ASCII.lowercased(first) == UInt8(ascii: "t")
    else {
      return 0
    }
    let front = text.prefix(40).map { ASCII.lowercased($0) }
    guard let words = ReplyFolding.refusals.first(where: { front.starts(with: $0) }) else { return 0 }
    take(words + [UInt8(ascii: "@")])
    var at = words.count
    // A list's or a domain's name is anything; the others have a grammar.
    if ReplyFolding.listNames.contains(where: words.hasSuffix) { return text.count }
    while at + 1 < text.count, text[at] != UInt8(ascii: ":") || text[at + 1] != ASCII.space { at += 1 }
    return at + 1 < text.count ? at : text.count
  }

  /// Takes the name that begins behind the bracket, colon or quote at `at`; gives where the text goes on, or nil when none begins there.
  mutating func skipName(_ at: Int) -> Int? {
    switch text[at] {
    case UInt8(ascii: "<"):
      // Postfix: `<NAME>: Recipient address rejected`; `from=<NAME> to=<NAME> proto=ESMTP helo=<NAME>`.
      let end = folded.isEmpty ? frontEnd(at) : folded.last == UInt8(ascii: "=") ? fieldEnd(at) : nil
      guard let end else { return nil }
      take(Array("<@".utf8))
      return end
    case UInt8(ascii: "\""):
      guard ReplyFolding.leadIns.contains(where: { $0.isQuoted && folded.hasSuffix($0.words) }) else { return nil }
      let close = text[(at + 1)...].lastIndex(of: UInt8(ascii: "\"")) ?? text.count
      take(Array("\"@".utf8))
      return close
    default:
      guard ReplyFolding.leadIns.contains(where: { !$0.isQuoted && folded.hasSuffix($0.words) }) else { return nil }
      take([UInt8(ascii: ":")])
      return text.count
    }
  }

  /// Where the `>` stands that ends the name at the text's front; nil when it is no name.
  ///
  /// A name may hold `>: ` itself. What follows it holds that only where it quotes another server's reply, `said: 550 5.1.1 <NAME>: User unknown`.
  private func frontEnd(_ open: Int) -> Int? {
    var end: Int?
    for at in (open + 1)..<text.count {
      if text[at] == UInt8(ascii: "<"), let end, text[at - 1] == ASCII.space, ASCII.isDigit(text[at - 2]) { return end }
      if text[at] == UInt8(ascii: ">"), at + 2 < text.count, text[at + 1] == UInt8(ascii: ":"),
        text[at + 2] == ASCII.space
      {
        end = at
      }
    }
    return end
  }

  /// Where the `>` stands that ends the value at `open`, whose quotes hide what is in them; nil when none does.
  private func fieldEnd(_ open: Int) -> Int? {
    var from = open + 1
    if from < text.count, text[from] == UInt8(ascii: "\"") {
      from += 1
      while from < text.count, text[from] != UInt8(ascii: "\"") {
        from += text[from] == UInt8(ascii: "\\") ? 2 : 1
      }
    }
    return from < text.count ? text[from...].firstIndex(of: UInt8(ascii: ">")) : nil
  }
}

extension [UInt8] {
  fileprivate func hasSuffix(_ other: [UInt8]) -> Bool {
    count >= other.count && suffix(other.count).elementsEqual(other)
  }
}
