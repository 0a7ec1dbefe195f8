import MailLog

/// Replies that hit a recipient and wait until there are some of them, so that their look-ups wait for memory together.
///
/// Each look-up is three steps that hang on each other: a place of the index, the name, the recipient's first share. Alone, each of
/// them waits for memory; one step for all of them after another, the processor does them side by side.
struct RecipientHits: Sendable {
  /// What one reply did to one recipient.
  struct Hit: Sendable {
    var hash: UInt64
    /// Where the address lies in `bytes`.
    var address: Range<Int>
    var group: UInt32
    var replies: Int
    /// Seconds of the wall clock since 1970.
    var second: Int64
    /// What the steps found so far.
    var found: UInt64 = 0
  }

  private static let limit = 32
  /// Addresses that are longer do not wait.
  static let longest = 128

  private(set) var hits: [Hit] = []
  /// The addresses, and the padding of `PaddedBytes` behind them.
  private(set) var bytes = [UInt8](repeating: 0, count: limit * longest + PaddedBytes.padding)
  private var filled = 0

  /// Whether no more fit.
  var isFull: Bool { hits.count == RecipientHits.limit }

  /// Adds a hit of the address in `address`, which is at most `longest` bytes long.
  ///
  /// More than five parameters: a hit is a place in bytes, with what is counted of it.
  @inline(__always)
  mutating func add(
    _ line: RawSpan, _ address: Range<Int>, _ hash: UInt64, _ replies: Int, of group: UInt32, at second: Int64
  ) {
    line.copy(address, to: &bytes, at: filled)
    hits.append(
      Hit(
        hash: hash, address: filled..<(filled &+ address.count), group: group, replies: replies, second: second))
    filled &+= address.count
  }

  /// Does one step of all look-ups.
  @inline(__always)
  mutating func step(_ next: (Hit) -> UInt64) {
    for index in hits.indices { hits[index].found = next(hits[index]) }
  }

  mutating func removeAll() {
    hits.removeAll(keepingCapacity: true)
    filled = 0
  }
}
