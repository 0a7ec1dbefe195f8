/// What earlier lines said of the message that a reply belongs to; the fields are pieces of the tracker's own bytes.
package struct MessageFacts: Sendable {
  /// A number that no other message of the run has; 0 when the line has no queue id.
  package var serial: UInt64 = 0
  /// The envelope sender.
  package var sender = Field.none
  /// The message id, without brackets.
  package var messageID = Field.none
  /// `name[address]` of the client that submitted the message.
  package var client = Field.none
  /// The login of the client.
  package var saslUser = Field.none
  /// How many bytes the message has; nil when no line said.
  package var size: Int?
  /// Seconds since the message arrived; nil when the log does not tell.
  package var age: Int?
  /// Whether a recipient of the message was deferred before.
  package var wasDeferred = false

  /// Nothing known.
  package init() {}
}
