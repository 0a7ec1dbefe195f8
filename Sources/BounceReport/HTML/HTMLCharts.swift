import MailLog
import ReplyCounts

/// The charts of a report: deferrals, bounces and refusals over time, each with its own scale, and the table behind them.
struct HTMLCharts {
  /// More bars than this are no longer told apart: longer spans count by the day, the week or thirty days.
  private static let barLimit = 240
  private static let width = 360
  private static let height = 84

  private let words: ReportWords
  private var starts: [LogTime] = []
  private var buckets: [OutcomeHours.Counts] = []
  /// Hours of a bar.
  private var step = 1

  private static var series: [(id: String, count: (OutcomeHours.Counts) -> Int)] {
    [("chart_deferrals", { $0.deferrals }), ("chart_bounced", { $0.bounced }), ("chart_rejected", { $0.rejected })]
  }

  init(_ report: Report) {
    words = report.words
    guard let first = report.hours.first?.start.wall, let last = report.hours.last?.start.wall else { return }
    let hour: Int64 = 3_600_000_000
    let hours = Int((last - first) / hour) + 1
    step = [1, 24, 168].first { hours / $0 < HTMLCharts.barLimit } ?? max(720, hours / HTMLCharts.barLimit)
    let size = hour * Int64(step)
    // Days begin at midnight.
    let start = first - ((first % size) + size) % size
    let count = Int((last - start) / size) + 1
    buckets = Array(repeating: OutcomeHours.Counts(), count: count)
    starts = (0..<count).map { LogTime(wall: start + Int64($0) * size) }
    for entry in report.hours { buckets[Int((entry.start.wall - start) / size)] += entry.counts }
  }

  /// Whether there is nothing to draw.
  var isEmpty: Bool { buckets.isEmpty }

  /// The heading's words.
  var title: String { step == 1 ? "per_hour" : step == 24 ? "per_day" : "over_time" }

  /// One figure for each kind of trouble.
  var figures: [[String: Any]] {
    HTMLCharts.series.map { series in
      let counts = buckets.map(series.count)
      return [
        "label": words.text(series.id), "total": words.number(counts.reduce(0, +)),
        "svg": drawing(counts, words.text(series.id)),
      ]
    }
  }

  /// The figures behind the charts.
  var rows: [[String: Any]] {
    zip(starts, buckets).map { start, bucket in
      [
        "time": words.time(start),
        "counts": HTMLCharts.series.map { ["v": $0.count(bucket), "shown": words.number($0.count(bucket))] },
      ]
    }
  }

  /// Bars above a line, the greatest as high as the drawing; each says its time and its number. Nothing of the log is in it.
  private func drawing(_ counts: [Int], _ label: String) -> String {
    let greatest = max(1, counts.max() ?? 0)
    let slot = Double(HTMLCharts.width) / Double(max(1, counts.count))
    var svg = "<svg viewBox=\"0 0 \(HTMLCharts.width) \(HTMLCharts.height + 18)\" role=\"img\" aria-label=\"\(label)\">"
    svg += "<line x1=\"0\" y1=\"\(HTMLCharts.height)\" x2=\"\(HTMLCharts.width)\" y2=\"\(HTMLCharts.height)\"/>"
    for (place, count) in counts.enumerated() where count > 0 {
      let height = max(1, Double(HTMLCharts.height - 14) * Double(count) / Double(greatest))
      svg += "<rect x=\"\(short(Double(place) * slot))\" y=\"\(short(Double(HTMLCharts.height) - height))\" "
      svg += "width=\"\(short(max(0.5, min(slot * 0.82, slot - 0.5))))\" height=\"\(short(height))\">"
      svg += "<title>\(words.time(starts[place])): \(words.number(count))</title></rect>"
    }
    svg += "<text x=\"0\" y=\"10\">\(words.number(counts.max() ?? 0))</text>"
    let bottom = HTMLCharts.height + 14
    svg += "<text x=\"0\" y=\"\(bottom)\">\(words.time(starts.first))</text>"
    svg += "<text x=\"\(HTMLCharts.width)\" y=\"\(bottom)\" text-anchor=\"end\">\(words.time(starts.last))</text>"
    return svg + "</svg>"
  }

  /// Two digits behind the point are enough for a drawing.
  private func short(_ number: Double) -> String {
    let hundredths = Int((number * 100).rounded())
    let rest = hundredths % 100
    return rest == 0 ? "\(hundredths / 100)" : "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)"
  }
}
