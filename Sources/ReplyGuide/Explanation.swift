public import GuideData
public import SMTPReply

/// What the guide says of one reply.
public struct Explanation: Sendable {
  /// How sure the answer is.
  public enum Confidence: String, Sendable {
    /// The text says it.
    case high
    /// The code, or a general word together with the code, says it.
    case low
  }

  /// The cause; nil when nothing explains the reply, and for plain success.
  public let cause: Cause?
  /// The reason class.
  public let `class`: ReasonClass
  /// How sure the answer is.
  public let confidence: Confidence
  /// What decided: the phrase as the catalogue has it, or the code; nil without a cause.
  public let matched: String?
}
