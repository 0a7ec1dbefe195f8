import MailLog

/// Gives each distinct byte string a small number: an arena and an index with open addressing.
///
/// Adding and finding are O(length) on average. What is waited for is memory, so a look-up touches one place of the index and
/// one of the arena, where a string's number and length stand in front of it. A string costs its bytes, twelve beside them and
/// about sixteen of index. ASCII case is ignored when the interner is made so; of several forms the first
/// in the order of bytes is kept, whichever came first.
struct ByteInterner: Sendable {
  private var arena = ByteArena()
  /// Where each string begins in the arena, behind its header.
  private var starts: [UInt32] = []
  /// The upper half of a hash, and where its string begins; 0 is a free place.
  private var index: [UInt64]
  private var places = OpenAddressing(count: 256)
  private let ignoresCase: Bool
  /// What the index hashes by.
  let key: HashKey
  /// The bytes of a header: the number, and the length in the upper half.
  private static let header = 8

  init(ignoresCase: Bool = false, key: HashKey = HashKey()) {
    self.ignoresCase = ignoresCase
    self.key = key
    index = Array(repeating: 0, count: places.count)
  }

  /// How many strings there are; their numbers are `0..<count`.
  var count: Int { starts.count }

  /// How much memory it takes.
  var byteCount: Int { arena.bytes.capacity + starts.capacity * 4 + index.capacity * 8 }

  /// The hash of the string with `number` under another key than the own.
  func hash(of number: UInt32, under key: HashKey) -> UInt64 {
    let (bytes, range) = place(number)
    return bytes.withBytes { hash($0, range, under: key) }
  }

  /// A key made of all strings: the same for the same ones that came in the same order.
  var keyOfContent: HashKey {
    let hash = SipHash(key: (0, 0)).hash(arena.bytes)
    let halves = SipHash(key: (hash, UInt64(arena.bytes.count)))
    return HashKey(halves.hash([0]), halves.hash([1]))
  }

  /// The string with `number`, as text.
  func string(_ number: UInt32) -> String { String(decoding: bytes(number), as: UTF8.self) }

  /// The bytes of the string with `number`.
  func bytes(_ number: UInt32) -> ArraySlice<UInt8> {
    let (bytes, range) = place(number)
    return bytes[range]
  }

  /// All bytes in use, eight more behind them, and where the string with `number` lies.
  func place(_ number: UInt32) -> (bytes: [UInt8], range: Range<Int>) {
    let start = Int(starts[Int(number)])
    let length = Int(arena.bytes.withBytes { $0.word(start - ByteInterner.header) } >> 32)
    return (arena.bytes, start..<(start + length))
  }

  /// The number of the bytes in `range`, added if they are new.
  @inline(__always)
  mutating func intern(_ bytes: RawSpan, _ range: Range<Int>) -> UInt32 {
    intern(bytes, range, hash: hash(bytes, range))
  }

  /// As above, when the hash is known.
  @inline(__always)
  mutating func intern(_ bytes: RawSpan, _ range: Range<Int>, hash: UInt64) -> UInt32 {
    let found = find(bytes, range, hash)
    guard found.start > 0 else { return add(bytes, range, hash, at: found.place) }
    if ignoresCase { keepLower(found.start, bytes, range) }
    return number(at: found.start)
  }

  /// The number of the bytes in `range`; nil when they were never added.
  func find(_ bytes: RawSpan, _ range: Range<Int>) -> UInt32? {
    let start = find(bytes, range, hash(bytes, range)).start
    return start > 0 ? number(at: start) : nil
  }

  /// What stands at the place of the index that `hash` belongs to: the first step of a look-up, to be done before the others.
  @inline(__always)
  func entry(at hash: UInt64) -> UInt64 { index[places.home(hash >> 32)] }

  /// The number of the string that `entry` is of, if its hash may be `hash`: the second step.
  @inline(__always)
  func number(of entry: UInt64, hash: UInt64) -> UInt32? {
    guard entry != 0, (entry ^ hash) >> 32 == 0 else { return nil }
    return number(at: Int(truncatingIfNeeded: entry & 0xffff_ffff))
  }

  /// Adds the strings of `other`; gives the own number of each.
  mutating func append(_ other: ByteInterner) -> [UInt32] {
    var numbers: [UInt32] = []
    numbers.reserveCapacity(other.count)
    other.arena.bytes.withBytes { strings in
      for number in 0..<other.count { numbers.append(intern(strings, other.place(UInt32(number)).range)) }
    }
    return numbers
  }

  /// Where the bytes begin in the arena, 0 when they were never added; and their place of the index, or the free one where they
  /// belong.
  @inline(__always)
  private func find(_ bytes: RawSpan, _ range: Range<Int>, _ hash: UInt64) -> (start: Int, place: Int) {
    var place = places.home(hash >> 32)
    while index[place] != 0 {
      // The hash tells nearly all other strings apart before their bytes are touched.
      if (index[place] ^ hash) >> 32 == 0 {
        let start = Int(truncatingIfNeeded: index[place] & 0xffff_ffff)
        let isFound = arena.bytes.withBytes { strings in
          let header = strings.word(start &- ByteInterner.header)
          return isEqual(strings, start..<(start &+ Int(truncatingIfNeeded: header >> 32)), bytes, range)
        }
        if isFound { return (start, place) }
      }
      place = places.next(place)
    }
    return (0, place)
  }

  /// The number of the string that begins at `start`, from its header.
  @inline(__always)
  private func number(at start: Int) -> UInt32 {
    UInt32(truncatingIfNeeded: arena.bytes.withBytes { $0.word(start &- ByteInterner.header) })
  }

  /// Puts the form in `range` in the place of the one that begins at `start` when it comes before it in the order of bytes.
  @inline(__always)
  private mutating func keepLower(_ start: Int, _ bytes: RawSpan, _ range: Range<Int>) {
    if isSame(start, bytes, range) { return }
    replaceIfLower(start, bytes, range)
  }

  @inline(__always)
  private func isSame(_ start: Int, _ bytes: RawSpan, _ range: Range<Int>) -> Bool {
    arena.bytes.withBytes { $0.equals(start..<(start &+ range.count), bytes, range) }
  }

  @inline(never)
  private mutating func replaceIfLower(_ start: Int, _ bytes: RawSpan, _ range: Range<Int>) {
    var new: [UInt8] = []
    bytes.append(range, to: &new)
    if new.lexicographicallyPrecedes(arena.bytes[start..<(start + range.count)]) { arena.replace(start, with: new) }
  }

  @inline(never)
  private mutating func add(_ bytes: RawSpan, _ range: Range<Int>, _ hash: UInt64, at place: Int) -> UInt32 {
    let number = UInt32(truncatingIfNeeded: starts.count)
    arena.add(word: UInt64(number) | UInt64(range.count) << 32)
    let start = UInt32(arena.add(bytes, range).start)
    starts.append(start)
    index[place] = (hash & ~0xffff_ffff) | UInt64(start)
    if places.isOver(starts.count, .half) { grow() }
    return number
  }

  /// The hash of the bytes in `range` under the own key.
  @inline(__always)
  func hash(_ bytes: RawSpan, _ range: Range<Int>) -> UInt64 { hash(bytes, range, under: key) }

  @inline(__always)
  private func hash(_ bytes: RawSpan, _ range: Range<Int>, under key: HashKey) -> UInt64 {
    ignoresCase ? key.hashIgnoringCase(bytes, range) : key.hash(bytes, range)
  }

  @inline(__always)
  private func isEqual(_ left: RawSpan, _ leftRange: Range<Int>, _ right: RawSpan, _ rightRange: Range<Int>) -> Bool {
    ignoresCase ? left.equalsIgnoringCase(leftRange, right, rightRange) : left.equals(leftRange, right, rightRange)
  }

  /// Twice the room; the hashes are in the index, so no string is touched.
  private mutating func grow() {
    let old = index
    places = places.doubled
    index = Array(repeating: 0, count: places.count)
    for entry in old where entry != 0 {
      index[places.free(from: places.home(entry >> 32)) { index[$0] != 0 }] = entry
    }
  }

  #if DEBUG
    /// Traps unless the index is in order, and each number leads to its string and back. O(n).
    func checkInvariants() {
      precondition(index.count == places.count)
      places.checkInvariants(
        count, .half, isTaken: { index[$0] != 0 }, home: { places.home(index[$0] >> 32) })
      for number in 0..<UInt32(count) {
        let (bytes, range) = place(number)
        precondition(bytes.withBytes { find($0, range) } == number)
      }
    }
  #endif
}
