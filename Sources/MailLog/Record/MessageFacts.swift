/// What earlier lines said of the message that a reply belongs to; the fields are pieces of the tracker's own bytes.
public struct MessageFacts: Sendable {
  /// A number that no other message of the run has; 0 when the line has no queue id.
  public var serial: UInt64 = 0
  /// The envelope sender.
  public var sender = Field.none
  /// The message id, without brackets.
  public var messageID = Field.none
  /// `name[address]` of the client that submitted the message.
  public var client = Field.none
  /// The login of the client.
  public var saslUser = Field.none
  /// How many bytes the message has; nil when no line said.
  public var size: Int?
  /// Seconds since the message arrived; nil when the log does not tell.
  public var age: Int?
  /// Whether a recipient of the message was deferred before.
  public var wasDeferred = false

  /// Nothing known.
  public init() {}
}
