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
    let peer = Mixer.hash(bytes, record.remoteAddress.range)
    return Mixer.mix(Mixer.mix(id.hash ^ stage, peer), Mixer.hash(bytes, record.reply.range))
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
}
