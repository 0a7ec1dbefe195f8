import SMTPReply

/// A line that had to be written anew to be read: its bytes, with the padding of `PaddedBytes` behind them, in memory that is
/// used again for the next one.
struct LineText: Sendable {
  private(set) var bytes: [UInt8] = Array(repeating: 0, count: PaddedBytes.padding)
  /// The number of bytes of the line; padding not counted.
  private(set) var count = 0

  /// Begins a line.
  mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    count = 0
  }

  mutating func append(_ byte: UInt8) {
    bytes.append(byte)
    count &+= 1
  }

  mutating func append(_ source: RawSpan, _ range: Range<Int>) {
    source.append(range, to: &bytes)
    count &+= range.count
  }

  mutating func append(_ text: StaticString) {
    // A StaticString's bytes are constant and `utf8CodeUnitCount` long.
    for index in 0..<text.utf8CodeUnitCount { unsafe append(text.utf8Start[index]) }
  }

  mutating func append(_ scalar: Unicode.Scalar) {
    for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter { append(byte) }
  }

  /// Takes off the bytes at the end for which `test` holds.
  mutating func removeLast(while test: (UInt8) -> Bool) {
    while let last = bytes.last, test(last) {
      bytes.removeLast()
      count &-= 1
    }
  }

  /// Ends the line. Newlines at its end go, those inside become blanks: it is to be read as one line.
  mutating func finish() {
    while let last = bytes.last, last == ASCII.newline || last == ASCII.carriageReturn {
      bytes.removeLast()
      count &-= 1
    }
    for index in bytes.indices where bytes[index] == ASCII.newline { bytes[index] = ASCII.space }
    bytes.appendPadding()
  }
}
