/// Where a later run goes on with an input: behind the last line that was read.
public struct LogPosition: Equatable, Sendable {
  /// Decompressed bytes in front of it.
  public var offset: Int64
  /// Lines in front of it.
  public var line: Int
  /// Whether it is inside a line that was cut at the limit and given, so that the rest of the line is passed over.
  public var isInsideLine: Bool
  /// Whether what stands in front showed that the input is Exim's main log.
  public var isMainLog: Bool

  /// How many bytes in front of a position are kept beside it: enough to know the place again, and to find the line that `last message
  /// repeated` speaks of.
  public static let tailCount = RecentLines.byteLimit

  /// The beginning of every input.
  public static let start = LogPosition(offset: 0, line: 0, isInsideLine: false, isMainLog: false)

  /// A position with these marks.
  public init(offset: Int64, line: Int, isInsideLine: Bool, isMainLog: Bool) {
    self.offset = offset
    self.line = line
    self.isInsideLine = isInsideLine
    self.isMainLog = isMainLog
  }
}
