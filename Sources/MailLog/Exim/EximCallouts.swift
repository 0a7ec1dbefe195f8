/// Finds the `rejected RCPT ...: Sender verify failed` that follows a `sender verify fail for` with a remote server's reply.
///
/// The same process writes both, one right after the other. Each verification makes the first rejection of the same host,
/// process and sender a duplicate, if it comes within `span` lines of the log.
struct EximCallouts: Sendable {
  /// Lines between the two at most.
  static let span = 256
  private static let limit = 64

  private var pending: [(key: UInt64, line: Int)] = []

  /// A verification told a reply at line number `line`.
  mutating func add(_ key: UInt64, line: Int) {
    if pending.count >= EximCallouts.limit { pending.removeFirst() }
    pending.append((key, line))
  }

  /// A recipient was rejected at line number `line`: whether a verification told why.
  mutating func take(_ key: UInt64, line: Int) -> Bool {
    guard !pending.isEmpty else { return false }
    guard let index = pending.firstIndex(where: { $0.key == key }) else { return false }
    let known = pending.remove(at: index)
    return line > known.line && line - known.line <= EximCallouts.span
  }

  /// A new input begins: its line numbers start again.
  mutating func beginInput() { pending.removeAll() }
}
