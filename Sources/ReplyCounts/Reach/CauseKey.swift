package import SMTPReply

/// What makes replies one cause below a code.
package struct CauseKey: Hashable {
  /// The cause's id; nil for what nothing explains.
  package var cause: String?
  /// Its class.
  package var reason: ReasonClass
  /// Who said it to whom.
  package var direction: Direction
  /// Whether we said it to clients of our own.
  package var isOwnClient: Bool
  /// Whether a service of our own host said it.
  package var isWithinHost: Bool

  /// The key of the replies of `group`.
  package init(_ group: ReplyGroup) {
    cause = group.explanation.cause?.id
    reason = group.explanation.class
    direction = group.direction
    isOwnClient = group.isOwnClient
    isWithinHost = group.isWithinHost
  }
}
