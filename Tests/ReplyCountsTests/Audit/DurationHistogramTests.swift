import Testing

@testable import ReplyCounts

@Suite("Durations")
struct DurationHistogramTests {
  @Test("percentiles are right to a sixteenth, and histograms add up")
  func percentiles() throws {
    var all = DurationHistogram()
    var parts = [DurationHistogram](repeating: DurationHistogram(), count: 3)
    for second in 1...10_000 {
      all.add(Double(second))
      parts[second % 3].add(Double(second))
    }
    var sum = DurationHistogram()
    for part in parts { sum += part }
    for (share, wanted) in [(0.5, 5_000.0), (0.95, 9_500), (0.99, 9_900), (1, 10_000)] {
      let found = try #require(all.percentile(share))
      #expect(abs(found - wanted) <= wanted / 16)
      #expect(sum.percentile(share) == found)
    }
    #expect(sum.count == 10_000)
  }

  @Test("odd durations do no harm", arguments: [0, 0.004, 0.999, -5, 1e300, .infinity, .nan] as [Double])
  func odd(seconds: Double) {
    var histogram = DurationHistogram()
    histogram.add(seconds)
    #expect(histogram.count == (seconds.isFinite ? 1 : 0))
    #expect((histogram.percentile(0.5) ?? 0) >= 0)
    #expect(DurationHistogram().percentile(0.5) == nil)
  }
}
