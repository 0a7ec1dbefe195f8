/// Numbers the hosts that wrote the log, in the order of their first line. Nearly every line has the host of the one before.
struct HostNumbers {
  private var names: [[UInt8]] = []
  private var last: UInt32 = 0
  /// The first sixteen bytes of the last host's name, and its length; a longer name is looked up each time.
  private var lastWords: (UInt64, UInt64) = (0, 0)
  private var lastCount = 0

  /// The number of the host in `range`. O(1) when it wrote the line before, else O(hosts).
  @inline(__always)
  mutating func number(_ bytes: RawSpan, _ range: Range<Int>) -> UInt32 {
    let count = range.count
    if count == lastCount, count <= 16 {
      let words = HostNumbers.words(bytes, range)
      if words.0 == lastWords.0, words.1 == lastWords.1 { return last }
    }
    return search(bytes, range)
  }

  @inline(__always)
  private static func words(_ bytes: RawSpan, _ range: Range<Int>) -> (UInt64, UInt64) {
    (
      Word.first(min(8, range.count), of: bytes.word(range.lowerBound)),
      Word.first(min(8, max(0, range.count &- 8)), of: bytes.word(range.lowerBound &+ 8))
    )
  }

  @inline(never)
  private mutating func search(_ bytes: RawSpan, _ range: Range<Int>) -> UInt32 {
    lastCount = range.count
    lastWords = HostNumbers.words(bytes, range)
    for (index, name) in names.enumerated() {
      let span = name.span
      guard unsafe bytes.equals(range, span.bytes, 0..<name.count) else { continue }
      last = UInt32(index)
      return last
    }
    var name: [UInt8] = []
    bytes.append(range, to: &name)
    names.append(name)
    last = UInt32(names.count - 1)
    return last
  }
}
