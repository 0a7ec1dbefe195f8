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
  /// Whether trying again can help; nil when neither a cause nor a code tells.
  public let permanence: Permanence?
  /// What decided: the phrase as the catalogue has it, or the code; nil without a cause.
  public let matched: String?

  /// An answer to a reply with these codes. A 4xx is tried again, whatever its cause, and a 5xx is not (RFC 5321 4.2.1);
  /// without a code our own mail server's verdict tells.
  init(
    cause: Cause?, class reason: ReasonClass, confidence: Confidence, matched: String?, code: ReplyCode?,
    enhanced: EnhancedStatusCode?, circumstances: Circumstances = []
  ) {
    self.cause = cause
    self.class = reason
    self.confidence = confidence
    self.matched = matched
    let severity = code.map { Int($0.severity) } ?? enhanced.map { Int($0.group) }
    switch (severity, cause?.permanence) {
    case (_, .info): permanence = .info
    case (4, _): permanence = .soft
    case (5, _): permanence = .hard
    case (_, .some) where circumstances.contains(.isTriedAgain): permanence = .soft
    case (_, .some) where circumstances.contains(.isGivenUp): permanence = .hard
    case (_, let usual): permanence = usual
    }
  }

  /// The word that decided, in lower case, where it was one alone; nil when it was a phrase of several, or the codes.
  package var word: [UInt8]? {
    guard let matched, matched.utf8.contains(where: { ASCII.isLetter($0) }) else { return nil }
    let word = Array(matched.utf8).map { ASCII.lowercased($0) }
    return word.contains(0x20) ? nil : word
  }
}
