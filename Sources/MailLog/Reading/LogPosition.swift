/// Where a later run goes on with an input: behind the last line that was read.
package struct LogPosition: Equatable, Sendable {
  /// Decompressed bytes in front of it.
  package var offset: Int64
  /// Lines in front of it.
  package var line: Int
  /// Whether it is inside a line that was cut at the limit and given, so that the rest of the line is passed over.
  package var isInsideLine: Bool
  /// Whether what stands in front showed that the input is Exim's main log.
  package var isMainLog: Bool

  /// How many bytes in front of a position are kept beside it: enough to know the place again, and to find the line that `last message
  /// repeated` speaks of.
  package static let tailCount = RecentLines.byteLimit

  /// How many bytes in front of a position tell it from others.
  private static let markedCount = 256

  /// What the position is known by in an input whose bytes in front of it are `before`, from one run to the next (FNV-1a); nil at the
  /// beginning.
  func mark(behind before: [UInt8]) -> UInt64? {
    guard offset > 0 else { return nil }
    var mark: UInt64 = 0xcbf2_9ce4_8422_2325 ^ UInt64(bitPattern: offset)
    for byte in before.suffix(LogPosition.markedCount) { mark = (mark ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return mark
  }

  /// The beginning of every input.
  package static let start = LogPosition(offset: 0, line: 0, isInsideLine: false, isMainLog: false)

  /// A position with these marks.
  package init(offset: Int64, line: Int, isInsideLine: Bool, isMainLog: Bool) {
    self.offset = offset
    self.line = line
    self.isInsideLine = isInsideLine
    self.isMainLog = isMainLog
  }
}
