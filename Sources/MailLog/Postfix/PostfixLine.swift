/// What a Postfix line turned out to be. What it tells is in the record that the parser filled.
enum PostfixLine: Sendable {
  /// A line without a reply, understood or of no concern.
  case noReply
  /// The record is a reply.
  case reply
  /// `client=`: the record has the queue id, the client and perhaps the login. A new message begins.
  case messageBegins
  /// `message-id=`: the record has the queue id and the message id.
  case messageID
  /// `resent-message-id=`: as that, and `message-id=` comes too.
  case resentMessageID
  /// `from=<...>, size=`: the record has the queue id and the sender.
  case sender
  /// `removed`: the record has the queue id.
  case removed
  /// It looks like it carries a reply and could not be read.
  case notUnderstood
}
