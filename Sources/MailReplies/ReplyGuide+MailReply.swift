import ReplyCounts
import MailLog
public import ReplyGuide
public import SMTPReply

extension ReplyGuide {
  /// What the guide says of a reply: its cause, who acts and how to fix it, as the report says it.
  ///
  ///     let guide = try ReplyGuide()
  ///     for reply in try MailReplies("/var/log/mail.log") where reply.outcome == .bounced {
  ///       let cause = guide.explain(reply).cause
  ///       print(reply.text, cause?.title ?? "-", cause?.fix(of: reply).first ?? "-")
  ///     }
  ///
  /// Beside the words it reads what the log tells around them: who said it to whom, whether another host took part, who decided. Names
  /// that a client chose are no words of the reply.
  ///
  /// Time is linear in the text, some microseconds; the first call of a guide takes some milliseconds more. What was said of ten thousand
  /// kinds of replies is remembered. Any thread may ask.
  public func explain(_ reply: MailReply) -> Explanation {
    let explainer = companion.made.withLock { made in
      if let known = made as? ReplyExplainer { return known }
      let new = ReplyExplainer(alone)
      made = new
      return new
    }
    let line = reply.asLine
    return explainer.explain(
      line.record, line.bytes, isOwnClient: reply.isOwnClient, circumstances: reply.circumstances)
  }
}

extension Cause {
  /// How to fix it when it is the cause of `reply`, in steps.
  public func fix(of reply: MailReply) -> [String] { fix(reply.direction, isOwnClient: reply.isOwnClient) }

  /// Who must act when it is the cause of `reply`.
  public func actor(of reply: MailReply) -> ActingParty { actor(reply.direction, isOwnClient: reply.isOwnClient) }
}
