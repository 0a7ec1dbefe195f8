/// A queue id of one host, as a key of fixed size.
struct QueueID: Hashable, Sendable {
  /// The longest id that fits: Exim's have 23 characters, Postfix's up to 20.
  static let maximumLength = 24

  private var words: (UInt64, UInt64, UInt64)
  /// The key of the host whose id it is; ids of two hosts may be the same.
  private var host: UInt64

  /// The key of a host without a name: that of `HashMixer.hash` of nothing.
  private static var noHost: UInt64 { HashMixer.mix(0, 0) }

  /// What a free slot of a table holds.
  static let none = QueueID()

  private init() {
    words = (0, 0, 0)
    host = 0
  }

  /// The id at `field`, written by the host with the key `host`.
  @inline(always)
  init(_ bytes: RawSpan, _ field: Field, host: UInt64) {
    let start = Int(field.start)
    let count = Int(field.count)
    if count >= 8, count <= 16 {
      // As nearly all have.
      words = (bytes.word(start), Word.first(count &- 8, of: bytes.word(start &+ 8)), 0)
    } else {
      words = (
        Word.first(min(8, count), of: bytes.word(start)),
        count > 8 ? Word.first(min(8, count &- 8), of: bytes.word(start &+ 8)) : 0,
        count > 16 ? Word.first(min(8, count &- 16), of: bytes.word(start &+ 16)) : 0
      )
    }
    self.host = host
  }

  /// The id that `PostfixParser.queueIDEnd` finds at `start`, with its end.
  @inline(always)
  static func postfix(
    _ bytes: RawSpan, from start: Int, to end: Int, host: UInt64
  ) -> (id: QueueID, end: Int)? {
    var id = QueueID()
    id.host = host
    id.words.0 = bytes.word(start)
    var others = Word.othersThanAlphanumerics(id.words.0)
    var at = start
    if others == 0 {
      at = start &+ 8
      id.words.1 = bytes.word(at)
      others = Word.othersThanAlphanumerics(id.words.1)
      if others == 0 { return long(bytes, from: start, to: end, host: host) }
      id.words.1 &= QueueID.before(others)
    } else {
      id.words.0 &= QueueID.before(others)
    }
    at &+= others.trailingZeroBitCount >> 3
    guard at &- start >= 5, at &+ 1 < end, Word.first(2, of: bytes.word(at)) == Word.of(": ") else { return nil }
    return (id, at)
  }

  @inline(never)
  private static func long(
    _ bytes: RawSpan, from start: Int, to end: Int, host: UInt64
  ) -> (id: QueueID, end: Int)? {
    guard let stop = PostfixParser().queueIDEnd(bytes, start, end) else { return nil }
    return (QueueID(bytes, Field(start, stop), host: host), stop)
  }

  /// The bits in front of the byte whose high bit is the lowest set one of `mark`.
  @inline(always)
  private static func before(_ mark: UInt64) -> UInt64 { ((mark & (0 &- mark)) >> 7) &- 1 }

  /// The id of 16 or 23 characters at `start..<end` in one of Exim's own log files, which name no host.
  @inline(always)
  init(exim bytes: RawSpan, _ start: Int, _ end: Int) {
    words = (
      bytes.word(start), bytes.word(start &+ 8),
      end &- start == 16 ? 0 : Word.first(7, of: bytes.word(start &+ 16))
    )
    host = QueueID.noHost
  }

  @inline(__always)
  static func == (left: QueueID, right: QueueID) -> Bool {
    left.words.0 == right.words.0 && left.words.1 == right.words.1 && left.words.2 == right.words.2
      && left.host == right.host
  }

  /// A hash of all its bits under `key`, for a table.
  @inline(__always)
  func hash(under key: HashKey) -> UInt64 {
    var hash = key.mix(words.0, words.1)
    if words.2 != 0 { hash = key.mix(hash, words.2) }
    return hash ^ (host &* 0x9e37_79b9_7f4a_7c15)
  }

  /// A hash of all its bits, the same in every run.
  var hash: UInt64 {
    var hash = HashMixer.mix(words.0, words.1 ^ 0x9e37_79b9_7f4a_7c15)
    if words.2 != 0 { hash = HashMixer.mix(hash ^ words.2, 0xc2b2_ae3d_27d4_eb4f) }
    return hash ^ (host &* 0x9e37_79b9_7f4a_7c15)
  }

  /// Hashes all its bits.
  func hash(into hasher: inout Hasher) {
    for word in [words.0, words.1, words.2, host] { hasher.combine(word) }
  }

  func write(to state: inout StateWriter) {
    for word in [words.0, words.1, words.2, host] { state.write(fixed: word) }
  }

  init(from state: inout StateReader) throws(StateReader.Failure) {
    words = (try state.fixed(), try state.fixed(), try state.fixed())
    host = try state.fixed()
  }
}
