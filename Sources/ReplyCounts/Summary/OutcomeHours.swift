import MailLog

/// How many recipients were delivered, deferred, bounced and refused in each hour of the log's own clock.
///
/// The hour that is counted in stands beside the table, since lines come in order: a count costs a comparison and a sum.
package struct OutcomeHours: Sendable {
  /// What happened in one hour.
  package struct Counts: Equatable, Sendable {
    /// Recipients that were delivered.
    package var delivered = 0
    /// Deferral replies, each attempt counted.
    package var deferrals = 0
    /// Recipients that bounced.
    package var bounced = 0
    /// Refusals to clients.
    package var rejected = 0

    /// None yet.
    package init() {}

    /// Adds the counts of another hour, or of the same one elsewhere.
    package static func += (left: inout Counts, right: Counts) {
      left.delivered += right.delivered
      left.deferrals += right.deferrals
      left.bounced += right.bounced
      left.rejected += right.rejected
    }
  }

  /// By hours of the wall clock since 1970.
  private var hours: [Int64: Counts] = [:]
  private var current = Counts()
  /// The first microsecond of the current hour.
  private var start: Int64 = .min

  private static let hour: Int64 = 3_600_000_000

  /// Counts in the hour of `time`; what has no time is not counted.
  @inline(__always)
  mutating func count(at time: LogTime?, _ body: (inout Counts) -> Void) {
    guard let time else { return }
    if UInt64(bitPattern: time.wall &- start) >= UInt64(OutcomeHours.hour) { begin(time.wall) }
    body(&current)
  }

  @inline(never)
  private mutating func begin(_ wall: Int64) {
    close()
    // Rounded down, before 1970 too.
    let number = wall >= 0 ? wall / OutcomeHours.hour : (wall &- OutcomeHours.hour &+ 1) / OutcomeHours.hour
    start = number &* OutcomeHours.hour
  }

  private mutating func close() {
    if current != Counts() { hours[start / OutcomeHours.hour, default: Counts()] += current }
    current = Counts()
  }

  /// The hours in which anything happened, in order: the first second of each on the wall clock, and its counts.
  var all: [(second: Int64, counts: Counts)] {
    var closed = self
    closed.close()
    return closed.hours.sorted { $0.key < $1.key }.map { ($0.key * 3_600, $0.value) }
  }

  /// Adds what `other` counted.
  mutating func append(_ other: OutcomeHours) {
    for (second, counts) in other.all { hours[second / 3_600, default: Counts()] += counts }
  }

  func write(to state: inout StateWriter) {
    let all = all
    state.write(all.count)
    for (second, counts) in all {
      state.write(signed: second / 3_600)
      for count in [counts.delivered, counts.deferrals, counts.bounced, counts.rejected] { state.write(count) }
    }
  }

  init() {}

  init(from state: inout StateReader) throws(StateReader.Failure) {
    for _ in 0..<(try state.count()) {
      let hour = try state.second()
      // Microseconds of it have to fit a number too.
      guard hour.magnitude < 1 << 30 else { throw .outOfRange }
      var counts = Counts()
      counts.delivered = try state.amount()
      counts.deferrals = try state.amount()
      counts.bounced = try state.amount()
      counts.rejected = try state.amount()
      hours[hour] = counts
    }
  }
}
