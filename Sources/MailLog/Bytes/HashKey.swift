import Synchronization

/// The key of one hash table: where a string goes is known to nobody who chooses the strings, so nobody can prepare many for one place.
///
/// As `HashMixer` it multiplies and folds both halves of the product, but each of the two factors takes in a half of the key, so no input makes
/// one of them zero, or the same as another's, for more than a chance few of the 2^128 keys. Each table has a key of its own; nothing that is
/// reported or written may depend on it. What goes into files is known by `HashMixer`'s hash, which is the same everywhere.
@usableFromInline package struct HashKey: Sendable {
  @usableFromInline let left: UInt64
  @usableFromInline let right: UInt64

  /// Makes the keys of a process different; Swift's own tables are seeded by the same.
  private static let made = Atomic<UInt64>(0)

  /// A new key, which no other table has.
  package init() {
    let number = HashKey.made.add(1, ordering: .relaxed).newValue
    self.init(HashKey.half(number, 0), HashKey.half(number, 1))
  }

  /// The key of these two words.
  @inlinable @inline(__always)
  package init(_ left: UInt64, _ right: UInt64) {
    (self.left, self.right) = (left, right)
  }

  private static func half(_ number: UInt64, _ half: UInt8) -> UInt64 {
    // `Hasher` is SipHash under a random key of the process's.
    var hasher = Hasher()
    hasher.combine(number)
    hasher.combine(half)
    return UInt64(bitPattern: Int64(hasher.finalize()))
  }

  /// Mixes two words into one.
  @inlinable @inline(__always)
  package func mix(_ first: UInt64, _ second: UInt64) -> UInt64 {
    let product = (first ^ left).multipliedFullWidth(by: second ^ right)
    return product.high ^ product.low
  }

  /// The words of the bytes of `range`, which eight more bytes follow in the span, each mixed into those before.
  @inlinable @inline(__always)
  func chain(_ bytes: RawSpan, _ range: Range<Int>) -> UInt64 {
    var hash = UInt64(truncatingIfNeeded: range.count)
    var at = range.lowerBound
    while at &+ 8 < range.upperBound {
      hash = mix(hash, bytes.word(at))
      at &+= 8
    }
    return mix(hash, Word.first(range.upperBound &- at, of: bytes.word(at)))
  }

  /// As `chain`, the same for strings that differ only in ASCII case.
  @inlinable @inline(__always)
  func chainIgnoringCase(_ bytes: RawSpan, _ range: Range<Int>) -> UInt64 {
    var hash = UInt64(truncatingIfNeeded: range.count)
    var at = range.lowerBound
    while at &+ 8 < range.upperBound {
      hash = mix(hash, HashMixer.lowercased(bytes.word(at)))
      at &+= 8
    }
    return mix(hash, HashMixer.lowercased(Word.first(range.upperBound &- at, of: bytes.word(at))))
  }

  /// A hash of the bytes of `range`, which eight more bytes follow in the span.
  ///
  /// One product is a sum of its factor's multiples, so names that count up would lie in steps; a second one makes them lie anywhere.
  @inlinable @inline(__always)
  package func hash(_ bytes: RawSpan, _ range: Range<Int>) -> UInt64 { mix(chain(bytes, range), 0) }

  /// As `hash`, the same for strings that differ only in ASCII case.
  @inlinable @inline(__always)
  package func hashIgnoringCase(_ bytes: RawSpan, _ range: Range<Int>) -> UInt64 {
    mix(chainIgnoringCase(bytes, range), 0)
  }

  /// A hash of a number.
  @inlinable @inline(__always)
  package func hash(_ word: UInt64) -> UInt64 { mix(mix(word, 0), 0) }

  /// A hash of a pair of numbers.
  @inlinable @inline(__always)
  package func hash(_ left: UInt32, _ right: UInt32) -> UInt64 {
    hash(UInt64(left) | UInt64(right) << 32)
  }
}
