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
    // The last one: what a piece of the log has itself comes before what is in front of it.
    guard let index = pending.lastIndex(where: { $0.key == key && EximCallouts.reaches($0.line, line) }) else {
      return false
    }
    pending.remove(at: index)
    return true
  }

  /// Whether a verification at line number `line` is near enough in front of `later`.
  private static func reaches(_ line: Int, _ later: Int) -> Bool { line < later && later - line <= span }

  /// Whether a rejection at line number `line` of a piece may follow a verification in front of it: none in the piece told why.
  func needsEarlierLines(_ key: UInt64, line: Int) -> Bool {
    line <= EximCallouts.span && !pending.contains { $0.key == key }
  }

  /// Takes over the verifications of the piece behind, whose line numbers go on from `lines`.
  mutating func append(_ next: EximCallouts, behind lines: Int) {
    for known in next.pending { add(known.key, line: known.line + lines) }
  }

  func write(to state: inout StateWriter) {
    state.write(pending.count)
    for known in pending {
      state.write(fixed: known.key)
      state.write(known.line)
    }
  }

  init() {}

  init(from state: inout StateReader) throws(StateReader.Failure) {
    for _ in 0..<(try state.int(upTo: EximCallouts.limit)) {
      pending.append((try state.fixed(), try state.int(upTo: 1 << 48)))
    }
  }

  /// A new input begins: its line numbers start again.
  mutating func beginInput() { pending.removeAll() }
}
