/// Gives the hosts that wrote the log keys of fixed size: hashes of their names, so that they are the same in every piece of a
/// log. Nearly every line has the host of the one before.
struct HostKey: Sendable {
  /// The first sixteen bytes of the last host's name, and its length; a longer name is hashed each time.
  private var lastWords: (UInt64, UInt64) = (0, 0)
  private var lastCount = -1
  private var lastKey: UInt64 = 0

  /// The key of the host in `range`.
  @inline(__always)
  mutating func key(_ bytes: RawSpan, _ range: Range<Int>) -> UInt64 {
    let count = range.count
    guard count <= 16 else { return Mixer.hash(bytes, range) }
    let words = (
      Word.first(min(8, count), of: bytes.word(range.lowerBound)),
      Word.first(max(0, count &- 8), of: bytes.word(range.lowerBound &+ 8))
    )
    if count == lastCount, words.0 == lastWords.0, words.1 == lastWords.1 { return lastKey }
    lastWords = words
    lastCount = count
    lastKey = Mixer.hash(bytes, range)
    return lastKey
  }
}
