/// Bytes of many small strings, one after the other; all go at once, none alone.
///
/// As much room as `PaddedBytes` has follows the last one. Adding is O(length) on average.
package struct ByteArena: Sendable {
  /// The bytes in use, and room behind them.
  package private(set) var bytes = [UInt8](repeating: 0, count: 4_096)
  /// How many bytes are in use.
  package private(set) var count = 0

  /// An arena without strings.
  package init() {}

  /// Copies the bytes of `range` behind the last ones; gives their place.
  package mutating func add(_ source: RawSpan, _ range: Range<Int>) -> Field {
    makeRoom(range.count)
    source.copy(range, to: &bytes, at: count)
    let start = count
    count &+= range.count
    return Field(start, count)
  }

  /// Adds eight bytes, as `RawSpan.word` reads them.
  package mutating func add(word: UInt64) {
    makeRoom(8)
    bytes.store(word, at: count)
    count &+= 8
  }

  /// Puts `new` in the place of as many bytes from `start` on.
  package mutating func replace(_ start: Int, with new: [UInt8]) {
    for (index, byte) in new.enumerated() where start + index < count { bytes[start + index] = byte }
  }

  /// Forgets all strings, and keeps the room.
  package mutating func removeAll() {
    count = 0
  }

  @inline(__always)
  private mutating func makeRoom(_ length: Int) {
    if count &+ length &+ PaddedBytes.padding > bytes.count { grow(by: length) }
  }

  private mutating func grow(by length: Int) {
    let wanted = max(bytes.count * 2, count + length + PaddedBytes.padding)
    bytes.append(contentsOf: repeatElement(0, count: wanted - bytes.count))
  }
}
