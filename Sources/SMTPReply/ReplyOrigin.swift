/// What a log tells around a reply that its text does not: why, or through whom, it was said.
public enum ReplyOrigin: UInt8, CaseIterable, Sendable {
  /// Nothing.
  case plain
  /// A milter of ours decided; Postfix logs `milter-reject:`.
  case milter
  /// A server said it when we asked whether a client's sender address exists; Exim logs `sender verify fail for`.
  case senderCheck
}
