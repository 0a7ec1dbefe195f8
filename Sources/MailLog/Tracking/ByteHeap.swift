/// Bytes of many small strings of the messages in flight, one after the other.
///
/// Strings are only added; their owner copies the live ones into a new heap when too much is dead. Eight bytes of padding
/// follow the last one, so that a word may be loaded at any byte.
struct ByteHeap: Sendable {
  private(set) var bytes: [UInt8] = Array(repeating: 0, count: padding)
  private static let padding = 8

  /// How many bytes are in use, dead ones too.
  var count: Int { bytes.count - ByteHeap.padding }

  /// Copies `field` of `line`; none stays none.
  mutating func add(_ field: Field, of line: RawSpan) -> Field {
    guard field.exists else { return .none }
    bytes.removeLast(ByteHeap.padding)
    let start = bytes.count
    line.append(field.range, to: &bytes)
    let end = bytes.count
    for _ in 0..<ByteHeap.padding { bytes.append(0) }
    return Field(start, end)
  }
}
