/// Counts of days as one line of text: eight heights, the greatest the highest.
package enum Sparkline {
  private static let bars = Array("▁▂▃▄▅▆▇█")

  /// One bar for each of `counts`; no bar at all for none.
  package static func text(_ counts: [Int]) -> String {
    let greatest = max(1, counts.max() ?? 0)
    return String(
      counts.map { count in
        count == 0 ? "·" : bars[min(bars.count - 1, count * bars.count / (greatest + 1))]
      })
  }
}
