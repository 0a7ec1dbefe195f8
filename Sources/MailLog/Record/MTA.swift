/// The mail server that wrote a line.
public enum MTA: String, CaseIterable, Sendable {
  case postfix
  case exim
}
