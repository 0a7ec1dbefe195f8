import MailReplies

// Says what a reply means that is in no log: explain-reply 553 5.1.8 "Sender address rejected: Domain not found"
do {
  let words = Array(CommandLine.arguments.dropFirst())
  guard words.count == 3, let number = UInt16(words[0]), let code = ReplyCode(rawValue: number) else {
    fatalError("three arguments: the reply code, the enhanced status code, the text")
  }
  let reply = ReplyText(
    words[2].utf8, code: code, enhanced: EnhancedStatusCode(words[1]), stage: .rcpt, direction: .outbound)
  let explanation = try ReplyGuide().explain(reply)
  if let cause = explanation.cause {
    print("\(cause.title). \(cause.meaning)")
    for step in cause.fix(.outbound) { print("  - \(step)") }
  } else {
    print("not explained")
  }
} catch {
  print("the guide cannot be read: \(error)")
}
