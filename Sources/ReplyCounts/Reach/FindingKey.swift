package import SMTPReply

/// What makes replies one finding: the trouble behind all of them, whatever the code.
package struct FindingKey: Hashable {
  /// The main cause of those that are the same trouble.
  package var cause: String?
  /// Who said it to whom.
  package var direction: Direction
  /// Whether we said it to clients of our own.
  package var isOwnClient: Bool
  /// Whether a service of our own host said it.
  package var isWithinHost: Bool

  /// The key of the replies of `group`.
  package init(_ group: ReplyGroup) {
    cause = group.explanation.cause.map { $0.sameAs ?? $0.id }
    direction = group.direction
    isOwnClient = group.isOwnClient
    isWithinHost = group.isWithinHost
  }
}
