import BounceReport
import Foundation
import MailLog
import ReplyCounts

/// A whole log through the whole pipe: read at once and in pieces that go through their binary form, into every form of report.
///
/// Five bytes in front of the log choose: what is done besides, and where it is cut, rotated and read by a history's runs.
enum PipeCheck {
  static func check(_ input: [UInt8]) {
    guard input.count >= 5 else { return }
    let log = input[5...]
    guard Reading.isPlain(log), log.count <= Reading.limit else { return }
    let lineCount = Reading.lineCount(log)
    let sink = CountingSink(lineCount: lineCount, takesPlainDeliveries: false)
    let lines = Reading.read(log, keepsDetails: false, into: sink).lines
    expect(lines.total == lineCount, "\(lines.total) of \(lineCount) lines")

    let report = report(of: summary(log))
    let json = JSONForm(report).bytes()
    let figures = Figures(json)
    figures.check(lines, sink)
    if input[0] & 8 != 0 { checkForms(report) }
    let cuts = [1, 3].map { (Int(input[$0]) << 8 | Int(input[$0 + 1])) % (log.count + 1) }.sorted()
    checkPieces(log, cuts, isRightFirst: input[0] & 1 != 0, json)
    if input[0] & 16 != 0 { checkRuns(log, cutAt: cuts[0], lines, figures) }
    if input[0] & 32 != 0 { checkHistory(log, choices: input[1..<5], lines) }
    if input[0] & 64 != 0 { checkJobs(log, cuts) }
    if input[0] & 2 != 0 { checkDetails(log, json) }
    if input[0] & 4 != 0 { checkRedaction(log, figures) }
  }

  /// The log cut into three and merged again gives the report of the whole.
  private static func checkPieces(_ log: ArraySlice<UInt8>, _ cuts: [Int], isRightFirst: Bool, _ whole: [UInt8]) {
    let ends = [0] + cuts + [log.count]
    var pieces: [Summary] = []
    for index in 0..<3 {
      let part = log.dropFirst(ends[index]).prefix(ends[index + 1] - ends[index])
      // A piece may begin as something compressed does.
      guard Reading.isPlain(part) else { return }
      pieces.append(summary(part, isStart: index == 0, isEnd: index == 2))
    }
    let first = isRightFirst ? 1 : 0
    let joined = recoded(pieces[first], isFirst: first == 0)
    joined.append(recoded(pieces[first + 1], isFirst: false))
    let merged = recoded(isRightFirst ? pieces[0] : joined, isFirst: true)
    merged.append(recoded(isRightFirst ? joined : pieces[2], isFirst: false))
    let report = JSONForm(report(of: merged)).bytes()
    if report != whole, Reading.hangsOnClock(log) { return }
    expectSame(report, whole, "cut at \(cuts)")
  }

  /// Details of messages change no figure.
  private static func checkDetails(_ log: ArraySlice<UInt8>, _ whole: [UInt8]) {
    var options = Reading.options
    options.keepsDetails = true
    let audit = AuditCounter()
    let detailed = Summary(by: Reading.grouping, options: options)
    var source = Reading.source(log)
    detailed.read(&source, path: "mail.log")
    expectSame(JSONForm(report(of: detailed)).bytes(), whole, "with details")
    let audited = Summary(by: Reading.grouping, options: options, audit: audit)
    var again = Reading.source(log)
    audited.read(&again, path: "mail.log")
    audited.finish()
    var builder = ReportBuilder(audited, guide: Reading.guide)
    builder.audit = audit
    checkForms(builder.report(), isPage: false)
  }

  /// A redacted log adds up to the same.
  private static func checkRedaction(_ log: ArraySlice<UInt8>, _ figures: Figures) {
    for redactor in [Reading.people, Reading.everything] {
      let summary = Summary(by: Reading.grouping, options: Reading.options, redactor: redactor)
      var source = Reading.source(log)
      summary.read(&source, path: "mail.log")
      summary.finish()
      let report = ReportBuilder(summary, guide: Reading.guide, redactor: redactor).report()
      checkForms(report, isPage: false)
      let redacted = Figures(JSONForm(report).bytes())
      expect(redacted.totals == figures.totals, "redacted: \(redacted.totals), before \(figures.totals)")
      expect(redacted.byCode == figures.byCode, "redacted: \(redacted.byCode), before \(figures.byCode)")
    }
  }

  private static func summary(_ bytes: ArraySlice<UInt8>, isStart: Bool = true, isEnd: Bool = true) -> Summary {
    var options = Reading.options
    options.isContinuation = !isStart
    let summary = Summary(by: Reading.grouping, options: options)
    var source = Reading.source(bytes)
    summary.read(&source, path: "mail.log", isStart: isStart, isEnd: isEnd)
    return summary
  }

  private static func recoded(_ summary: Summary, isFirst: Bool) -> Summary {
    guard let same = SummaryCheck.decoded(summary.encoded, isContinuation: !isFirst) else {
      fatalError("a summary that was written is refused")
    }
    return same
  }

  private static func report(of summary: Summary) -> Report {
    summary.finish()
    return ReportBuilder(summary, guide: Reading.guide, top: 20).report()
  }

  private static func expectSame(_ report: [UInt8], _ whole: [UInt8], _ how: String) {
    if report == whole { return }
    let place = zip(report, whole).enumerated().first { $1.0 != $1.1 }?.offset ?? min(report.count, whole.count)
    let shown = { (bytes: [UInt8]) in
      String(decoding: bytes[max(0, place - 200)..<min(bytes.count, place + 80)], as: UTF8.self)
    }
    fatalError("\(how) the report is another:\n\(shown(report))\n-- not --\n\(shown(whole))")
  }
}
