import Foundation
import MailLog
import ReplyRecords

/// A few lines, read as extract, as a report and as a report with details read them: all of them have to agree.
enum LineCheck {
  /// Reads the lines of `input`, each behind `head`.
  static func check(_ input: [UInt8], behind head: String = "") {
    let log = lines(input, behind: Array(head.utf8))
    guard Reading.isPlain(log[...]), log.count <= Reading.limit else { return }
    let lineCount = Reading.lineCount(log)
    let whole = CountingSink(lineCount: lineCount, takesPlainDeliveries: false)
    let result = Reading.read(log, keepsDetails: true, into: whole)
    expect(result.lines.total == lineCount, "\(result.lines.total) of \(lineCount) lines")
    expect(result.lines.notUnderstood == whole.notUnderstood, "lines that were not understood")
    for takesPlainDeliveries in [false, true] {
      let other = CountingSink(lineCount: lineCount, takesPlainDeliveries: takesPlainDeliveries)
      let lines = Reading.read(log, keepsDetails: false, into: other).lines
      expect(lines == result.lines, "\(lines), with details \(result.lines)")
      expect(other.counts == whole.counts, "\(other.counts), with details \(whole.counts)")
    }
    checkRecords(log)
  }

  /// What extract writes is one JSON object a line.
  private static func checkRecords(_ log: [UInt8]) {
    var text: [UInt8] = []
    let writer = RecordWriter(by: Reading.grouping) { text += $0 }
    writer.beginInput("mail.log")
    _ = Reading.read(log, keepsDetails: true, into: writer)
    writer.flush()
    for row in text.split(separator: 10) {
      let object = try? JSONSerialization.jsonObject(with: Data(row))
      expect(object is [String: Any], "no JSON: \(String(decoding: row, as: UTF8.self))")
    }
  }

  /// `input` with `head` in front of each of its lines.
  private static func lines(_ input: [UInt8], behind head: [UInt8]) -> [UInt8] {
    guard !head.isEmpty else { return input }
    return Array(input.split(separator: 10, omittingEmptySubsequences: false).map { head + $0 }.joined(separator: [10]))
  }
}
