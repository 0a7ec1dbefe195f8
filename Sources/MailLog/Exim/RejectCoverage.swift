/// The times that runs of a main log cover, to ask many rejections about.
struct RejectCoverage: Sendable {
  /// Seconds in which every rejection of a reject log is told, in order and apart.
  private var spans: [Range<Int64>] = []
  /// The rejections in the last seconds of each run.
  private var latest: Set<UInt64> = []

  init(_ runs: some Sequence<RejectRuns.Run>) {
    var own: [Range<Int64>] = []
    for run in runs {
      guard let first = run.first, let last = run.last else { continue }
      let end = last - RejectRuns.tail
      if first < end { own.append(first..<end) }
      for seen in run.latest where seen.time >= end { latest.insert(seen.hash) }
    }
    for span in own.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let before = spans.last, span.lowerBound <= before.upperBound {
        spans[spans.count - 1] = before.lowerBound..<max(before.upperBound, span.upperBound)
      } else {
        spans.append(span)
      }
    }
  }

  /// Whether a rejection of a reject log is told by one of the runs.
  func covers(_ seen: RejectRuns.Seen) -> Bool {
    if latest.contains(seen.hash) { return true }
    var (low, high) = (0, spans.count)
    while low < high {
      let middle = (low + high) / 2
      if spans[middle].upperBound <= seen.time { low = middle + 1 } else { high = middle }
    }
    return low < spans.count && spans[low].contains(seen.time)
  }
}
