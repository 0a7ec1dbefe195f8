/// Whether trying again can help; says nothing of the cause.
public enum Permanence: String, CaseIterable, Codable, Sendable {
  case hard
  case soft
  /// Nothing failed.
  case info
}
