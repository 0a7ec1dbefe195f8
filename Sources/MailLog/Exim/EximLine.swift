/// What an Exim line turned out to be. What it tells is in the record that the parser filled.
enum EximLine: Sendable {
  /// A line without a reply, understood or of no concern.
  case noReply
  /// The line is not Exim's.
  case foreign
  /// The record is a reply, or a delivery that was settled without one.
  case reply
  /// The record is a reply of ours to a client, of the kind that Exim writes to the main log and to the reject log.
  case rejection
  /// `sender verify fail for`: as `rejection`, and the rejection of a recipient for the same reason follows.
  case senderVerification
  /// `<=`: the record has the message id, the sender, the client and perhaps the login. A new message begins.
  case messageBegins
  /// `Completed`: the record has the message id.
  case messageEnds
  /// It looks like it carries a reply and could not be read.
  case notUnderstood
}
