/// What is usual of a daily count: the median, and how far days are from it (the median of the distances, MAD).
///
/// Both hardly move when one day in three is out of the ordinary, so that a bad week does not make the next one look normal (Rousseeuw
/// and Croux, "Alternatives to the Median Absolute Deviation", 1993).
struct UsualLevel {
  /// Days back that count.
  static let reach = 28
  /// Days without which nothing is usual yet.
  static let leastDays = 7

  let median: Double
  /// The standard deviation that the distances would have in a normal distribution; not less than that of pure chance.
  let spread: Double

  /// Of the counts of earlier days; nil when they are too few.
  init?(_ counts: [Int]) {
    guard counts.count >= UsualLevel.leastDays else { return nil }
    median = UsualLevel.middle(counts.map(Double.init))
    let center = median
    let distance = UsualLevel.middle(counts.map { abs(Double($0) - center) })
    spread = max(1.4826 * distance, max(1, median).squareRoot())
  }

  /// A level that is known otherwise.
  init(level: Int) {
    median = Double(level)
    spread = max(1, median).squareRoot()
  }

  /// Whether `count` is well above: by six spreads, by half, and by ten replies.
  func isExceeded(by count: Int) -> Bool {
    let count = Double(count)
    return count >= median + 6 * spread && count >= 1.5 * median && count >= median + 10
  }

  private static func middle(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    let half = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2
  }
}
