/// Finds out which `==` and `**` lines repeat a reply that an `H=` line told already.
///
/// Exim writes a 4xx to MAIL, DATA or the end of data twice. Each `H=` line makes the first later `==` or `**` line of the same
/// message, peer and text a duplicate, if it comes within `span`: both belong to one run of the delivery, whose next is at
/// least the shortest sensible retry time later.
struct EximAttempts: Sendable {
  /// Seconds between the two lines at most.
  static let span: Int64 = 600
  /// How many replies are kept before old ones are dropped.
  private static let sweepAt = 1_024

  private struct Pending {
    var count: Int
    var time: Int64
  }

  private var pending: [UInt64: Pending] = [:]
  private var sweepAt = EximAttempts.sweepAt

  /// How many attempts have no second line yet.
  var count: Int { pending.count }

  /// What the two lines have in common.
  static func key(_ id: QueueID, _ record: borrowing ReplyRecord, _ bytes: RawSpan) -> UInt64 {
    let stage = UInt64(record.code?.rawValue ?? 0)
    let peer = HashMixer.hash(bytes, record.remoteAddress.range)
    return HashMixer.mix(HashMixer.mix(id.hash ^ stage, peer), HashMixer.hash(bytes, record.reply.range))
  }

  /// An `H=` line told a reply.
  mutating func add(_ key: UInt64, at time: Int64) {
    let count = pending[key].map { time - $0.time <= EximAttempts.span ? $0.count : 0 } ?? 0
    pending[key] = Pending(count: count + 1, time: time)
    if pending.count > sweepAt {
      pending = pending.filter { time - $0.value.time <= EximAttempts.span }
      sweepAt = max(EximAttempts.sweepAt, 2 * pending.count)
    }
  }

  /// A `==` or `**` line tells a reply: whether an `H=` line did before.
  mutating func take(_ key: UInt64, at time: Int64) -> Bool {
    guard !pending.isEmpty, var known = pending[key] else { return false }
    guard time - known.time <= EximAttempts.span else {
      pending[key] = nil
      return false
    }
    known.count -= 1
    pending[key] = known.count > 0 ? known : nil
    return true
  }

  /// Takes over the attempts of the piece behind, whose held lines were read again before.
  mutating func append(_ next: EximAttempts) {
    for (key, other) in next.pending {
      var known = pending[key] ?? Pending(count: 0, time: other.time)
      if other.time - known.time > EximAttempts.span { known.count = 0 }
      pending[key] = Pending(count: known.count + other.count, time: max(known.time, other.time))
    }
  }

  func write(to state: inout StateWriter) {
    state.write(pending.count)
    for (key, known) in pending.sorted(by: { $0.key < $1.key }) {
      state.write(fixed: key)
      state.write(known.count)
      state.write(signed: known.time)
    }
  }

  init() {}

  init(from state: inout StateReader) throws(StateReader.Failure) {
    for _ in 0..<(try state.count()) {
      let key = try state.fixed()
      pending[key] = Pending(count: try state.int(upTo: 1 << 32), time: try state.second())
    }
  }
}
