import MailLog

/// Gives each distinct byte string a small number: an arena and an index with open addressing.
///
/// Adding and finding are O(length) on average. A string costs its bytes, eight of place and about eight of index.
/// ASCII case is ignored when the interner is made so; the form seen first is kept.
struct ByteInterner: Sendable {
  private var arena: [UInt8] = Array(repeating: 0, count: padding)
  private var fields: [Field] = []
  private var index: [UInt32]
  private var mask: Int
  private let ignoresCase: Bool
  /// So that a word can be loaded at any byte of the last string.
  private static let padding = 8

  init(ignoresCase: Bool = false) {
    self.ignoresCase = ignoresCase
    index = Array(repeating: 0, count: 256)
    mask = 255
  }

  /// How many strings there are; their numbers are `0..<count`.
  var count: Int { fields.count }

  /// The string with `number`, as text.
  func string(_ number: UInt32) -> String {
    let field = fields[Int(number)]
    return String(decoding: arena[field.range], as: UTF8.self)
  }

  /// The bytes of the string with `number`.
  func bytes(_ number: UInt32) -> ArraySlice<UInt8> { arena[fields[Int(number)].range] }

  /// The number of the bytes in `range`, added if they are new.
  @inline(__always)
  mutating func intern(_ bytes: RawSpan, _ range: Range<Int>) -> UInt32 {
    var slot = Int(truncatingIfNeeded: hash(bytes, range)) & mask
    while index[slot] != 0 {
      let number = index[slot] &- 1
      if isEqual(number, bytes, range) { return number }
      slot = (slot &+ 1) & mask
    }
    return add(bytes, range, at: slot)
  }

  private mutating func add(_ bytes: RawSpan, _ range: Range<Int>, at slot: Int) -> UInt32 {
    let number = UInt32(fields.count)
    arena.removeLast(ByteInterner.padding)
    let start = arena.count
    bytes.append(range, to: &arena)
    fields.append(Field(start, arena.count))
    for _ in 0..<ByteInterner.padding { arena.append(0) }
    index[slot] = number &+ 1
    if fields.count &* 2 > index.count { grow() }
    return number
  }

  @inline(__always)
  private func hash(_ bytes: RawSpan, _ range: Range<Int>) -> UInt64 {
    ignoresCase ? Mixer.hashIgnoringCase(bytes, range) : Mixer.hash(bytes, range)
  }

  @inline(__always)
  private func isEqual(_ number: UInt32, _ bytes: RawSpan, _ range: Range<Int>) -> Bool {
    let field = fields[Int(number)]
    guard Int(field.count) == range.count else { return false }
    let span = arena.span
    // The bytes of an [UInt8] have no padding, so all of them may be looked at.
    let own = unsafe span.bytes
    if own.equals(field.range, bytes, range) { return true }
    return ignoresCase && own.equalsIgnoringCase(field.range, bytes, range)
  }

  private mutating func grow() {
    index = larger()
    mask = index.count - 1
  }

  /// The same index with twice the room.
  private func larger() -> [UInt32] {
    var larger = [UInt32](repeating: 0, count: index.count * 2)
    let span = arena.span
    let own = unsafe span.bytes
    for (number, field) in fields.enumerated() {
      var slot = Int(truncatingIfNeeded: hash(own, field.range)) & (larger.count - 1)
      while larger[slot] != 0 { slot = (slot &+ 1) & (larger.count - 1) }
      larger[slot] = UInt32(number) &+ 1
    }
    return larger
  }
}
