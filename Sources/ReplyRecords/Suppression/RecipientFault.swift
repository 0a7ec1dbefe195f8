import MailLog
import ReplyGuide
import SMTPReply

/// That a reply says for certain, and for good, that the address itself is at fault: what alone puts one on a list of addresses not to
/// be mailed again.
///
/// There is no other way to make one than from a reply for which all of this holds, and no failure counts without one.
struct RecipientFault {
  /// The classes whose fault is the address's: nobody has it, it is closed or moved, or its domain takes no mail.
  private static let classes: Set<ReasonClass> = [.userUnknown, .mailboxDisabled, .addressMoved, .domainInvalid]
  /// The commands at which a recipient was named before the server answered. At MAIL and before only we were.
  private static let stages: Set<Stage> = [.rcpt, .data, .endOfData]
  /// Enhanced codes that say by themselves that the sender's address is refused (RFC 3463 section 3.2).
  private static let ofSender: Set<String> = ["5.1.7", "5.1.8"]

  /// The guide's cause.
  let cause: String
  /// The reply without its codes, as evidence.
  let reply: String

  /// Nil unless the recipient of `record` was at fault.
  init?(
    _ record: borrowing ReplyRecord, _ explanation: Explanation, _ line: RawSpan, _ facts: MessageFacts,
    _ message: RawSpan
  ) {
    // A remote server's last word on this recipient: not ours, not one that is tried again, not one in front of the recipient.
    guard record.direction == .outbound, record.outcome == .bounced, record.code?.severity == 5, !record.isImplied,
      let stage = record.stage, RecipientFault.stages.contains(stage)
    else { return nil }
    // Said in so many words. A code, or a general word beside one, is no proof.
    guard let cause = explanation.cause, explanation.confidence == .high, cause.permanence == .hard,
      cause.actor == .senderList, RecipientFault.classes.contains(cause.class),
      !RecipientFault.ofSender.contains(record.enhanced?.description ?? "")
    else { return nil }
    let reply = record.words(in: line)
    let sender = line.string(record.sender) ?? message.string(facts.sender) ?? ""
    guard !RecipientFault.isAbout(sender, rather: line.string(record.recipient) ?? "", reply) else { return nil }
    self.cause = cause.id
    self.reply = String(reply.prefix(400))
  }

  /// Whether the reply quotes the sender's address and not the recipient's, so that it is the sender whom nobody knows.
  private static func isAbout(_ sender: String, rather recipient: String, _ reply: String) -> Bool {
    guard sender.contains("@"), !recipient.isEmpty else { return false }
    let text = reply.lowercased()
    return text.contains(sender.lowercased()) && !text.contains(recipient.lowercased())
  }
}
