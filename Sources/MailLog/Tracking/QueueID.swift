/// A queue id of one host, as a key of fixed size.
struct QueueID: Hashable, Sendable {
  /// The longest id that fits: Exim's have 23 characters, Postfix's up to 20.
  static let maximumLength = 24

  private var words: (UInt64, UInt64, UInt64)
  /// The key of the host whose id it is; ids of two hosts may be the same.
  private var host: UInt64

  /// What a free slot of a table holds.
  static let none = QueueID()

  private init() {
    words = (0, 0, 0)
    host = 0
  }

  /// The id at `field`, written by the host with the key `host`.
  @inline(__always)
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

  /// The id of 16 or 23 characters at `start..<end` in one of Exim's own log files, which name no host.
  @inline(__always)
  init(exim bytes: RawSpan, _ start: Int, _ end: Int) {
    words = (
      bytes.word(start), bytes.word(start &+ 8),
      end &- start == 16 ? 0 : Word.first(7, of: bytes.word(start &+ 16))
    )
    host = Mixer.hash(bytes, start..<start)
  }

  @inline(__always)
  static func == (left: QueueID, right: QueueID) -> Bool {
    left.words.0 == right.words.0 && left.words.1 == right.words.1 && left.words.2 == right.words.2
      && left.host == right.host
  }

  /// A hash of all its bits.
  @inline(__always)
  var hash: UInt64 {
    var hash = Mixer.mix(words.0, words.1 ^ 0x9e37_79b9_7f4a_7c15)
    if words.2 != 0 { hash = Mixer.mix(hash ^ words.2, 0xc2b2_ae3d_27d4_eb4f) }
    return hash ^ (host &* 0x9e37_79b9_7f4a_7c15)
  }

  /// Hashes all its bits.
  func hash(into hasher: inout Hasher) { hasher.combine(hash) }

  func write(to state: inout StateWriter) {
    for word in [words.0, words.1, words.2, host] { state.write(fixed: word) }
  }

  init(from state: inout StateReader) throws(StateReader.Failure) {
    words = (try state.fixed(), try state.fixed(), try state.fixed())
    host = try state.fixed()
  }
}
