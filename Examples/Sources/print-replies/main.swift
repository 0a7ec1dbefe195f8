import MailReplies

// Prints every reply of the logs named: print-replies /var/log/mail.log*
do {
  let replies = try MailReplies(Array(CommandLine.arguments.dropFirst()))
  for reply in replies {
    let codes = [reply.code?.description, reply.enhanced?.description].compactMap { $0 }.joined(separator: " ")
    print(reply.time?.iso8601 ?? "-", reply.outcome, reply.recipient ?? "-", codes, reply.text)
  }
  // What was sound in front of damage was given.
  for damage in replies.damage { print("damaged: \(damage)") }
  print("\(replies.lines.total) lines, \(replies.lines.notUnderstood) of them not understood")
} catch {
  print("cannot read \(error)")
}
