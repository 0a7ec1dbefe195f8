import BounceReport
import ReplyCounts

extension PipeCheck {
  /// Every form of the report, and that none of them gives a log's bytes any power. The page takes the longest.
  static func checkForms(_ report: Report, isPage: Bool = true) {
    let envelope = MailForm.Envelope(
      from: "a@example.com", to: ["b@example.com"], date: "Mon, 23 Nov 2026 10:00:00 +0000",
      messageID: "<1@example.com>")
    for form in ReportForm.allCases where isPage || form != .html && form != .mail {
      let bytes = form.bytes(of: report, envelope: envelope)
      checkCharacters(bytes, form.name)
      if form == .mail { for byte in bytes { expect(byte < 0x80, "mail") } }
      if form == .html { expect(scripts(in: bytes) == pageScripts, "a script in the page") }
    }
    _ = TextForm(report, width: 40, isColoured: true).bytes()
  }

  /// How many scripts a report of nothing has.
  private static let pageScripts: Int = {
    let summary = Summary(by: Reading.grouping, options: Reading.options)
    summary.finish()
    return scripts(in: HTMLForm(ReportBuilder(summary, guide: Reading.guide).report()).bytes())
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
