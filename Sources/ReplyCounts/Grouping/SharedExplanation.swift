import ReplyGuide
import SMTPReply

/// What the guide says of replies, held once for the many groups of which it says the same: alone it takes some hundreds of bytes.
final class SharedExplanation: Sendable {
  /// What tells explanations apart.
  struct Key: Hashable {
    var cause: String?
    var reason: ReasonClass
    var confidence: Explanation.Confidence
    var permanence: Permanence?
    var isWithinHost: Bool

    init(_ explanation: Explanation) {
      cause = explanation.cause?.id
      reason = explanation.class
      confidence = explanation.confidence
      permanence = explanation.permanence
      isWithinHost = explanation.cause?.isWithinHost ?? false
    }
  }

  let explanation: Explanation

  init(_ explanation: Explanation) {
    self.explanation = explanation
  }
}
