import MailLog

/// The lengths of a set's strings by their first byte, ASCII case ignored: tells most strings that are not in the set before they
/// are hashed.
struct TokenShapes: Sendable {
  /// For each value of the first byte's low five bits, a bit for each length; the last stands for all above.
  private var lengths = [UInt64](repeating: 0, count: 32)

  /// Adds the string at `start..<end`, which is not empty.
  mutating func insert(_ text: RawSpan, _ start: Int, _ end: Int) {
    lengths[Int(text.byte(start) & 31)] |= TokenShapes.bit(end - start)
  }

  /// Whether the string at `start..<end` may be in the set.
  @inline(__always)
  func mayContain(_ text: RawSpan, _ start: Int, _ end: Int) -> Bool {
    lengths[Int(text.byte(start) & 31)] & TokenShapes.bit(end &- start) != 0
  }

  @inline(__always)
  private static func bit(_ length: Int) -> UInt64 { 1 << UInt64(min(length, 63)) }
}
