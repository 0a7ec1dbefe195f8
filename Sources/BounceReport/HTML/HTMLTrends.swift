/// Small drawings of daily counts: bars of the days before and of the run's own, without axes.
enum HTMLTrends {
  private static let bar = 4
  private static let height = 24

  /// The report's outcomes over the days of the window.
  static func figures(_ report: Report) -> [[String: Any]] {
    report.trends.map { trend in
      [
        "label": trend.name, "svg": drawing(trend.counts, trend.name),
        "days": report.words.count("trend", trend.counts.count),
      ]
    }
  }

  /// One bar a day, the last one marked; `label` is what a screen reader says. Nothing of the log is in it.
  static func drawing(_ counts: [Int], _ label: String) -> String {
    let greatest = max(1, counts.max() ?? 0)
    let width = counts.count * bar
    var svg =
      "<svg class=\"trend\" width=\"\(width)\" height=\"\(height)\" viewBox=\"0 0 \(width) \(height)\" role=\"img\" "
    svg += "aria-label=\"\(label): \(counts.map(String.init).joined(separator: ", "))\">"
    for (day, count) in counts.enumerated() {
      let high = count == 0 ? 1 : max(2, height * count / greatest)
      svg += "<rect x=\"\(day * bar)\" y=\"\(height - high)\" width=\"\(bar - 1)\" height=\"\(high)\"/>"
    }
    return svg + "</svg>"
  }
}
