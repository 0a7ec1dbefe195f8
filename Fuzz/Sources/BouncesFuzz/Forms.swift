import BounceReport
import ReplyCounts

extension PipeCheck {
  /// Every form of the report, and that none of them gives a log's bytes any power. The page takes the longest.
  static func checkForms(_ report: Report, isPage: Bool = true) {
    let envelope = Report.Envelope(
      from: "a@example.com", to: ["b@example.com"], date: "Mon, 23 Nov 2026 10:00:00 +0000",
      messageID: "<1@example.com>")
    checkCharacters(Array(report.text(width: 80, isColoured: false).utf8), "text")
    checkCharacters(report.markdown, "Markdown")
    checkCharacters(report.csv, "CSV")
    checkCharacters(report.openMetrics, "OpenMetrics")
    _ = report.text(width: 40, isColoured: true)
    guard isPage else { return }
    for byte in report.mail(envelope) { expect(byte < 0x80 && (byte >= 0x20 || byte == 10 || byte == 13), "mail") }
    let page = report.html
    checkCharacters(page, "HTML")
    expect(scripts(in: page) == pageScripts, "a script in the page")
  }

  /// How many scripts a report of nothing has.
  private static let pageScripts: Int = {
    let summary = Summary(by: Reading.grouping, options: Reading.options)
    summary.finish()
    return scripts(in: ReportBuilder(summary, guide: Reading.guide).report().html)
  }()

  private static func scripts(in page: [UInt8]) -> Int {
    let mark = Array("<script".utf8)
    return page.indices.count { page[$0] == mark[0] && page[$0...].prefix(mark.count).elementsEqual(mark) }
  }

  /// No character that a terminal would obey.
  private static func checkCharacters(_ bytes: [UInt8], _ form: String) {
    var before: UInt8 = 0
    for byte in bytes {
      expect(byte >= 0x20 && byte != 0x7f || byte == 10 || byte == 13 || byte == 9, "\(form) has the byte \(byte)")
      // U+0080 to U+009F.
      expect(before != 0xc2 || byte >= 0xa0, "\(form) has a control character")
      before = byte
    }
    expect(String(validating: bytes, as: UTF8.self) != nil, "\(form) is no UTF-8")
  }
}
