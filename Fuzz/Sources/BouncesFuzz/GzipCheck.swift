import MailLog

/// Compressed bytes: whatever they are, they come to an end, and give the same however they are asked for.
///
/// The first byte chooses how much of a gzip file the harness brings: nothing, the header, or all but damage.
enum GzipCheck {
  private static let header: [UInt8] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3]
  /// No bytes give more than that many times their number.
  private static let greatestGain = 1_100

  static func check(_ input: [UInt8]) {
    guard let mode = input.first else { return }
    let file = mode & 1 == 0 ? [0x1f, 0x8b] + input.dropFirst() : header + input.dropFirst()
    guard file.count <= Reading.limit else { return }
    let whole = read(Reading.source(file), atMost: 1 << 16)
    expect(whole.bytes.count <= file.count * greatestGain, "\(whole.bytes.count) bytes from \(file.count)")
    let small = read(Reading.source(file), atMost: 1 + Int(mode >> 2))
    expect(small == whole, "read by \(1 + Int(mode >> 2)) bytes: \(small.bytes.count) of \(whole.bytes.count)")
    if mode & 2 != 0 {
      let ahead = read(ByteSource.readingAhead(Reading.source(file)), atMost: 1 << 16)
      expect(ahead == whole, "read ahead: \(ahead.bytes.count) of \(whole.bytes.count)")
    }
    // Lines of what came out, each counted once.
    let result = Reading.read(file, keepsDetails: false, into: NoSink())
    expect(result.lines.total == Reading.lineCount(whole.bytes), "\(result.lines.total) lines")
  }

  private struct Content: Equatable {
    var bytes: [UInt8]
    var damage: InputDamage?
    var warnings: [InputWarning]
  }

  private static func read(_ opened: consuming ByteSource, atMost step: Int) -> Content {
    var source = opened
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: step)
    while case let count = source.read(into: &buffer, at: 0), count > 0 { bytes += buffer[..<count] }
    return Content(bytes: bytes, damage: source.damage, warnings: source.warnings)
  }
}

/// Takes replies, and does nothing.
private final class NoSink: ReplySink {
  func receive(
    _ record: borrowing ReplyRecord, at time: LogTime?, line: RawSpan, of facts: MessageFacts, message: RawSpan
  ) {}
  func messageEnded(_ serial: UInt64) {}
  func notUnderstood(line: RawSpan, at field: Field, number: Int, input: Int) {}
}
