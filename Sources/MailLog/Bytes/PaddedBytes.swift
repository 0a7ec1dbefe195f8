/// Bytes with zeros behind them, so that a word may be loaded at any byte and a little past the last.
///
/// Whoever loads words asks for bytes behind the end that only a comment promises; this type keeps the promise. Adding is O(length) on
/// average.
@usableFromInline
package struct PaddedBytes: Sendable {
  /// How many zeros stand behind the bytes.
  ///
  /// Eight are enough for a word at any byte. Readers of lines look at several words behind the end of a line before they ask where it
  /// ends. One figure for all, since whose bytes go to which reader is nowhere written; what it costs is nothing beside a line.
  @inlinable @inline(always) package static var padding: Int { 64 }

  /// What is put behind the bytes: copied at once, where single zeros would be added one by one.
  @usableFromInline static let zeros = [UInt8](repeating: 0, count: padding)

  /// The bytes, and the zeros behind them.
  @usableFromInline var storage: [UInt8]

  /// No bytes.
  package init() {
    storage = PaddedBytes.zeros
  }

  /// A copy of `bytes`. O(n).
  @inlinable
  package init(_ bytes: some Sequence<UInt8>) {
    storage = []
    storage.reserveCapacity(bytes.underestimatedCount + PaddedBytes.padding)
    storage.append(contentsOf: bytes)
    storage.appendPadding()
  }

  /// The number of bytes; padding not counted.
  @inlinable @inline(always) package var count: Int { storage.count &- PaddedBytes.padding }

  /// Whether there are no bytes.
  package var isEmpty: Bool { count == 0 }

  /// The byte at `index`.
  package subscript(index: Int) -> UInt8 {
    get { storage[index] }
    set { storage[index] = newValue }
  }

  /// The bytes in `range`.
  package subscript(range: Range<Int>) -> ArraySlice<UInt8> { storage[range] }

  /// Adds `bytes`.
  @inlinable
  package mutating func append(contentsOf bytes: some Sequence<UInt8>) {
    storage.removeLast(PaddedBytes.padding)
    storage.append(contentsOf: bytes)
    storage.appendPadding()
  }

  /// Calls `body` with the bytes and the zeros behind them; gives what it gives.
  @inlinable @inline(always)
  package func withBytes<Result, Failure: Error>(_ body: (RawSpan) throws(Failure) -> Result) throws(Failure) -> Result
  {
    try storage.withBytes(body)
  }
}

extension [UInt8] {
  /// Adds the zeros of `PaddedBytes`: for buffers that are filled again and again.
  @inlinable @inline(always)
  package mutating func appendPadding() {
    append(contentsOf: PaddedBytes.zeros)
  }

  /// Calls `body` with all bytes; gives what it gives. A `RawSpan` can be no function's result, so it is handed in.
  @inlinable @inline(always)
  package func withBytes<Result, Failure: Error>(_ body: (RawSpan) throws(Failure) -> Result) throws(Failure) -> Result
  {
    let span = span
    // Bytes between the fields of a value may be undefined. An UInt8 has no such bytes, so all may be looked at.
    return try unsafe body(span.bytes)
  }
}
