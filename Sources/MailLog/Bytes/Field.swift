/// A piece of a line, by offset and length: what a record holds instead of a String.
@usableFromInline package struct Field: Sendable, Equatable {
  /// The offset of the first byte; -1 when there is no such piece.
  @usableFromInline package var start: Int32
  /// The number of bytes; 0 is a piece that is there and empty.
  @usableFromInline package var count: Int32

  /// No such piece.
  package static let none = Field(start: -1, count: 0)

  /// The piece of `count` bytes from `start` on.
  @inlinable @inline(__always)
  package init(start: Int32, count: Int32) {
    self.start = start
    self.count = count
  }

  /// The piece from `start` up to, not including, `end`; empty when `end` is not above `start`.
  @inlinable @inline(__always)
  package init(_ start: Int, _ end: Int) {
    self.start = Int32(truncatingIfNeeded: start)
    self.count = Int32(truncatingIfNeeded: max(0, end &- start))
  }

  /// Whether the piece is there.
  @inlinable @inline(__always)
  package var exists: Bool { start >= 0 }

  /// Where the piece lies; empty at 0 when there is none.
  @inlinable @inline(__always)
  package var range: Range<Int> { start < 0 ? 0..<0 : Int(start)..<(Int(start) &+ Int(count)) }
}

extension RawSpan {
  /// The text of `field`, invalid UTF-8 as U+FFFD; nil when there is none.
  package func string(_ field: Field) -> String? {
    guard field.exists else { return nil }
    // `extracting` traps unless the range is inside the span.
    return unsafe extracting(field.range).withUnsafeBytes { unsafe String(decoding: $0, as: UTF8.self) }
  }
}
