/// What changes for a piece that is taken over.
package struct PieceOffsets: Sendable {
  /// What the serials of its messages grow by.
  package var serial: UInt64 = 0
  /// What the numbers of its inputs grow by.
  package var input = 0
  /// What the line numbers of its first input grow by.
  package var line = 0
  /// Whether its first input is the last one of what stands in front.
  package var isJoined = false
}
