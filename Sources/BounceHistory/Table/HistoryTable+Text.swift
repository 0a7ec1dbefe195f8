import BounceReport
import ReplyCounts
package import ReplyGuide
import SMTPReply

// The totals for people.
extension HistoryTable {
  /// The days, then the causes with a line that shows how they went, in the words of `guide`.
  package func text(_ guide: ReplyGuide) -> String {
    let words = ReportWords(guide)
    var canvas = TextCanvas(width: 100, isColoured: false)
    let columns = ["delivered", "bounced", "deferrals", "refused"].map { words.text("column_\($0)") }
    canvas.line(
      TextCanvas.left(words.text("column_day"), 12) + columns.map { TextCanvas.right($0, 16) }.joined())
    for day in days {
      let counts = [day.delivered, day.bounced, day.deferrals, day.rejected]
      canvas.line(
        TextCanvas.left(day.day, 12) + counts.map { TextCanvas.right(words.number($0), 16) }.joined())
    }
    canvas.gap()
    canvas.line(
      TextCanvas.left(words.text("column_cause"), 58) + TextCanvas.right(words.text("column_replies"), 9) + "  "
        + words.count("trend", days.count))
    for (key, counts) in courses {
      let title = guide.cause(key.id)?.title ?? words.title(of: key.id) ?? key.id
      let sum = counts.reduce(0, +)
      canvas.line(
        TextCanvas.left(TextCanvas.cut(title, 51), 52)
          + TextCanvas.left(words.text("column_\(key.direction.rawValue)"), 6)
          + TextCanvas.right(words.number(sum), 9) + "  " + Sparkline.text(counts))
    }
    for known in acknowledgements {
      canvas.line(
        words.text(
          "known_cause", ["cause": known.cause, "day": HistoryTable.day(known.until), "note": known.note]))
    }
    return canvas.text
  }

  private struct Course: Hashable {
    var id: String
    var direction: Direction
  }

  /// The causes with the replies of each day, those with the most first.
  private var courses: [(key: Course, counts: [Int])] {
    var courses: [Course: [Int]] = [:]
    for (place, day) in days.enumerated() {
      for cause in day.causes {
        let key = Course(id: cause.id, direction: cause.direction)
        courses[key, default: Array(repeating: 0, count: days.count)][place] += cause.replies
      }
    }
    return courses.sorted { left, right in
      let sums = (left.value.reduce(0, +), right.value.reduce(0, +))
      if sums.0 != sums.1 { return sums.0 > sums.1 }
      return (left.key.id, left.key.direction.rawValue) < (right.key.id, right.key.direction.rawValue)
    }.map { (key: $0.key, counts: $0.value) }
  }
}
