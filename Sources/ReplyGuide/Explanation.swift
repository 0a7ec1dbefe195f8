public import SMTPReply

/// What the guide says of one reply.
public struct Explanation: Sendable {
  /// How sure the answer is.
  public enum Confidence: String, Sendable {
    /// The text says it.
    case high
    /// The code and a general word say it.
    case low
  }

  /// The cause; nil when nothing explains the reply, and for plain success.
  public let cause: Cause?
  /// The reason class.
  public let `class`: ReasonClass
  /// How sure the answer is.
  public let confidence: Confidence
}
