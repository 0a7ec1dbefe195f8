#if canImport(Glibc)
  public import Glibc
#elseif canImport(Musl)
  public import Musl
#endif

// The only place where bytes of a log are loaded. Every function checks its offsets against the span, so nothing
// here can read past the buffer, whatever a line says.
extension RawSpan {
  /// The byte at `offset`.
  @inlinable @inline(__always)
  package func byte(_ offset: Int) -> UInt8 {
    // One unsigned comparison, where `unsafeLoad` makes two. Any bit pattern is a valid UInt8.
    precondition(UInt(bitPattern: offset) < UInt(bitPattern: byteCount))
    return unsafe unsafeLoad(fromUncheckedByteOffset: offset, as: UInt8.self)
  }

  /// The eight bytes from `offset`, the first in the lowest bits.
  ///
  /// The bytes of `PaddedBytes`, an arena and a line's buffer have room behind them, so a word may be loaded at any byte of theirs.
  @inlinable @inline(__always)
  package func word(_ offset: Int) -> UInt64 {
    // All eight bytes are inside the span: a negative offset is a great number here.
    precondition(UInt(bitPattern: offset) < UInt(bitPattern: max(0, byteCount &- 7)))
    return UInt64(littleEndian: unsafe unsafeLoadUnaligned(fromUncheckedByteOffset: offset, as: UInt64.self))
  }

  /// The offset of the first `byte` in `start..<end`, or nil. O(n), by `memchr`.
  @inlinable @inline(__always)
  package func firstIndex(of byte: UInt8, from start: Int, to end: Int) -> Int? {
    guard start < end else { return nil }
    // `extracting` traps unless the range is inside the span; memchr stays inside the count it is given.
    return unsafe extracting(start..<end).withUnsafeBytes { (part: UnsafeRawBufferPointer) -> Int? in
      guard let base = part.baseAddress, let hit = unsafe memchr(base, Int32(byte), part.count) else { return nil }
      return unsafe start &+ (UnsafeRawPointer(hit) - base)
    }
  }

  /// Whether the bytes from `offset` are those of `text`, which has to end at or before `end`.
  @inlinable @inline(__always)
  package func starts(with text: StaticString, at offset: Int, end: Int) -> Bool {
    let count = text.utf8CodeUnitCount
    guard offset >= 0, end &- offset >= count, end <= byteCount else { return false }
    // A StaticString's bytes are constant and `count` long; what is read of them stays below it.
    let wanted = unsafe UnsafeRawPointer(text.utf8Start)
    var index = 0
    while index &+ 8 <= count {
      let eight = unsafe UInt64(littleEndian: wanted.loadUnaligned(fromByteOffset: index, as: UInt64.self))
      guard word(offset &+ index) == eight else { return false }
      index &+= 8
    }
    while index < count {
      guard unsafe byte(offset &+ index) == wanted.load(fromByteOffset: index, as: UInt8.self) else { return false }
      index &+= 1
    }
    return true
  }

  /// The offset of the first occurrence of `text` in `start..<end`, or nil.
  package func firstIndex(of text: StaticString, from start: Int, to end: Int) -> Int? {
    var from = start
    let first = unsafe text.utf8Start.pointee
    while let hit = firstIndex(of: first, from: from, to: end) {
      if starts(with: text, at: hit, end: end) { return hit }
      from = hit + 1
    }
    return nil
  }

  /// The offset of the last occurrence of `text` in `start..<end`, or nil.
  package func lastIndex(of text: StaticString, from start: Int, to end: Int) -> Int? {
    let first = unsafe text.utf8Start.pointee
    // Behind the last place where the text may begin.
    var behind = end &- text.utf8CodeUnitCount &+ 1
    while let hit = lastIndex(of: first, from: start, to: behind) {
      if starts(with: text, at: hit, end: end) { return hit }
      behind = hit
    }
    return nil
  }

  /// Copies the bytes of `range` to the end of `bytes`.
  @inlinable @inline(__always)
  package func append(_ range: Range<Int>, to bytes: inout [UInt8]) {
    // `extracting` traps unless the range is inside the span.
    unsafe extracting(range).withUnsafeBytes { unsafe bytes.append(contentsOf: $0) }
  }

  /// Copies the bytes of `range` into `bytes`, from `offset` on.
  @inlinable @inline(__always)
  package func copy(_ range: Range<Int>, to bytes: inout [UInt8], at offset: Int) {
    // `extracting` traps unless the range is inside the span, slicing unless the target is inside the array.
    unsafe bytes.withUnsafeMutableBytes { target in
      unsafe extracting(range).withUnsafeBytes { source in
        unsafe UnsafeMutableRawBufferPointer(rebasing: target[offset..<(offset &+ range.count)]).copyMemory(
          from: source)
      }
    }
  }

  /// Whether the bytes of `range` are those of `other`'s `otherRange`.
  @inlinable @inline(__always)
  package func equals(_ range: Range<Int>, _ other: RawSpan, _ otherRange: Range<Int>) -> Bool {
    guard range.count == otherRange.count else { return false }
    return unsafe extracting(range).withUnsafeBytes { left in
      unsafe other.extracting(otherRange).withUnsafeBytes { right in
        guard let a = left.baseAddress, let b = right.baseAddress else { return true }
        return unsafe memcmp(a, b, left.count) == 0
      }
    }
  }
}

extension [UInt8] {
  /// Puts the eight bytes of `word`, as `RawSpan.word` reads them, at `offset`.
  @inlinable @inline(__always)
  package mutating func store(_ word: UInt64, at offset: Int) {
    // All eight bytes are inside the array: a negative offset is a great number here.
    precondition(UInt(bitPattern: offset) < UInt(bitPattern: Swift.max(0, count &- 7)))
    unsafe withUnsafeMutableBytes { unsafe $0.storeBytes(of: word.littleEndian, toByteOffset: offset, as: UInt64.self) }
  }
}
