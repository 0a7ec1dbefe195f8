extension ByteSource {
  /// Passes over bytes until `offset` of the decompressed content, and gives the last `tailCount` of them; nil when the content ends
  /// before. To be asked before any bytes are read, or after `peek`.
  package mutating func skip(to offset: Int64, tailCount: Int) -> [UInt8]? {
    var left = offset - seek(to: offset - Int64(tailCount))
    var buffer = [UInt8](repeating: 0, count: 1 << 17)
    var tail: [UInt8] = []
    while left > 0 {
      // No more than what is passed over: what follows is to be read.
      if left < Int64(buffer.count) { buffer.removeLast(buffer.count - Int(left)) }
      let count = read(into: &buffer, at: 0)
      guard count > 0 else { return nil }
      left -= Int64(count)
      tail = tail.suffix(max(0, tailCount - count)) + buffer[..<count].suffix(tailCount)
    }
    return tail
  }
}
