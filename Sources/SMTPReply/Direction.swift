/// Who said the reply to whom.
public enum Direction: String, CaseIterable, Sendable {
  /// A remote server said it to us.
  case outbound
  /// We said it to a client.
  case inbound
}
