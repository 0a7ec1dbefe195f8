/// What became of a delivery, for the recipient that the reply is about.
public enum Outcome: String, CaseIterable, Sendable {
  case delivered
  case deferred
  /// Will not be retried.
  case bounced
  /// We refused it to a client.
  case rejected
  /// A reply on the way that settles no recipient.
  case attempt
  /// Address verification: nothing was to be delivered.
  case probe
  /// A copy of another message's failure; no dialogue took place.
  case suspended
  /// The reply that would have been sent (`reject_warning`).
  case warning
  /// A line of a verbose dialogue, which has its own line elsewhere when it matters.
  case transcript
  /// Taken and thrown away by a filter or a table of our own: nobody will find it.
  case discarded

  /// Whether replies with this outcome count in totals.
  public var isCounted: Bool {
    switch self {
    case .suspended, .warning, .transcript: false
    case .delivered, .deferred, .bounced, .rejected, .attempt, .probe, .discarded: true
    }
  }

  /// Whether what was to be done was done, so that nothing can have failed; of a probe the outcome alone does not tell.
  public var isDone: Bool {
    switch self {
    case .deferred, .bounced, .rejected, .attempt, .probe, .suspended, .warning, .transcript: false
    default: true
    }
  }
}
