/// How the decompressed contents of two files compare, found out by reading both side by side.
enum ContentComparison: Equatable {
  case different
  case equal
  /// The left one ends, or is damaged, where the right one goes on.
  case leftIsBeginning
  case rightIsBeginning

  private static let capacity = 64 * 1024

  /// Compares up to the first difference. What cannot be opened is different.
  init(_ leftPath: String, _ rightPath: String) {
    guard var left = Side(leftPath), var right = Side(rightPath) else {
      self = .different
      return
    }
    while true {
      left.refill()
      right.refill()
      let count = min(left.bytes.count, right.bytes.count)
      guard count > 0 else { break }
      guard left.bytes.prefix(count) == right.bytes.prefix(count) else {
        self = .different
        return
      }
      left.bytes = left.bytes.dropFirst(count)
      right.bytes = right.bytes.dropFirst(count)
    }
    switch (left.bytes.isEmpty, right.bytes.isEmpty) {
    case (true, true):
      // Of two that end alike the sound one has it all.
      self =
        left.isDamaged == right.isDamaged ? .equal : left.isDamaged ? .leftIsBeginning : .rightIsBeginning
    case (true, false): self = .leftIsBeginning
    default: self = .rightIsBeginning
    }
  }

  private struct Side: ~Copyable {
    private var source: ByteSource
    private var buffer = [UInt8](repeating: 0, count: capacity)
    /// Read and not yet compared; empty only at the end.
    var bytes: ArraySlice<UInt8> = []

    init?(_ path: String) {
      guard let source = try? ByteSource.open(path: path) else { return nil }
      self.source = source
    }

    var isDamaged: Bool { source.damage != nil }

    mutating func refill() {
      guard bytes.isEmpty else { return }
      let count = source.read(into: &buffer, at: 0)
      bytes = buffer[..<count]
    }
  }
}
