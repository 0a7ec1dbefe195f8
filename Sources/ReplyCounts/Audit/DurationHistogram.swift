/// Counts durations in steps that grow with them, so that percentiles need no list of all: each is right to a sixteenth.
///
/// Below a second a step is a hundredth; from there each doubling has sixteen. Two histograms add up to that of both.
package struct DurationHistogram: Sendable {
  /// How many durations each step has; only steps that were seen.
  private var counts: [UInt16: Int] = [:]
  /// How many durations were counted.
  package private(set) var count = 0

  /// Counts a duration of `seconds`, `times` times; a negative one as 0.
  mutating func add(_ seconds: Double, times: Int = 1) {
    guard seconds.isFinite else { return }
    counts[DurationHistogram.step(of: max(0, seconds)), default: 0] += times
    count += times
  }

  /// The seconds that `share` of all durations are at most, 0 to 1; nil when there are none.
  package func percentile(_ share: Double) -> Double? {
    guard count > 0 else { return nil }
    let rank = max(1, Int((share * Double(count)).rounded(.up)))
    var seen = 0
    for (step, times) in counts.sorted(by: { $0.key < $1.key }) {
      seen += times
      if seen >= rank { return DurationHistogram.middle(of: step) }
    }
    return nil
  }

  /// Adds the durations of `other`.
  static func += (left: inout DurationHistogram, right: DurationHistogram) {
    left.counts.merge(right.counts, uniquingKeysWith: +)
    left.count += right.count
  }

  private static func step(of seconds: Double) -> UInt16 {
    guard seconds >= 1 else { return UInt16(seconds * 100) }
    let doublings = min(40, seconds.exponent)
    let fraction = min(1.999, seconds / Double(UInt64(1) << UInt64(doublings)))
    return 100 + UInt16(doublings) * 16 + UInt16((fraction - 1) * 16)
  }

  private static func middle(of step: UInt16) -> Double {
    guard step >= 100 else { return Double(step) / 100 }
    let doublings = (step - 100) / 16
    return Double(UInt64(1) << UInt64(doublings)) * (1 + (Double((step - 100) % 16) + 0.5) / 16)
  }
}
