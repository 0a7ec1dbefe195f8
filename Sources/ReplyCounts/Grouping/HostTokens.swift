import MailLog

/// What was found of tokens that look like host names, so that the guide's tokens and the names of block lists are searched once.
///
/// It is a memory only: what is found of a token depends on its bytes alone.
struct HostTokens: Sendable {
  /// More are not kept: logs name the same few hosts again, or ever new ones.
  private static let limit = 4_096
  private static let longest = 64

  private var tokens = ByteInterner()
  private var found: [Placeholder?] = []

  /// What was found of the token in `range`; nil when it is not known.
  @inline(__always)
  func find(_ text: RawSpan, _ range: Range<Int>) -> Placeholder?? {
    guard range.count <= HostTokens.longest, let number = tokens.find(text, range) else { return .none }
    return .some(found[Int(number)])
  }

  /// Keeps what was found of a token that `find` does not know.
  mutating func add(_ text: RawSpan, _ range: Range<Int>, _ placeholder: Placeholder?) {
    guard range.count <= HostTokens.longest, found.count < HostTokens.limit else { return }
    _ = tokens.intern(text, range)
    found.append(placeholder)
  }
}
