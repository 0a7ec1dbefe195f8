/// What changes for a piece that is taken over.
public struct PieceOffsets: Sendable {
  /// What the serials of its messages grow by.
  public var serial: UInt64 = 0
  /// What the numbers of its inputs grow by.
  public var input = 0
  /// What the line numbers of its first input grow by.
  public var line = 0
  /// Whether its first input is the last one of what stands in front.
  public var isJoined = false
}
