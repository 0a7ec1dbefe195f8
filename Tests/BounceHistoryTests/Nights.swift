import BounceHistory
import BounceReport
import MailLog
import ReplyCounts
import ReplyGuide
import TestSupport

/// Nights of a mail server, each with a log of its own, and the history that their runs keep.
final class Nights {
  let folder: TemporaryFolder
  let guide: ReplyGuide

  /// Days to keep that are more than any test has.
  static let long = 1_000

  init() throws {
    folder = try TemporaryFolder()
    guide = try ReplyGuide()
  }

  var path: String { folder.path("history.db") }

  /// Counts what a run read of `lines`, and saves it unless the run is cut short.
  @discardableResult
  func run(_ lines: [String], keep: Int = long, isCutShort: Bool = false) throws -> Report {
    try run(keep: keep, isCutShort: isCutShort) { summary, _ in try LogText(lines).read(into: summary) }
  }

  /// A run that reads on in the file at `log`.
  @discardableResult
  func run(onFile log: String) throws -> Report {
    try run(keep: Nights.long, isCutShort: false) { summary, positions in
      var source = try ByteSource.open(path: log)
      if case .readOn(let resumption, let place, _) = positions.resume(&source, isWhole: false) {
        let end = summary.readOn(&source, path: log, by: resumption)
        positions.note(place, end, source)
      }
    }
  }

  private func run(
    keep: Int, isCutShort: Bool, _ read: (Summary, inout Positions) throws -> Void
  ) throws -> Report {
    let history = try History.begin(path)
    var positions = try history.positions()
    let summary = try Summary(by: ReplyGrouping(guide), options: LogText.options, carriedOn: try history.flight())
    try read(summary, &positions)
    summary.pause()
    let days = summary.days()
    var builder = ReportBuilder(summary, guide: guide)
    builder.latestDay = Int(LogText.now / 86_400) + 1
    builder.past = try history.past(for: days, latest: builder.latestDay)
    builder.days = days
    let report = builder.report()
    if isCutShort { return report }
    try history.save(positions)
    try history.saveFlight(summary.carried)
    try history.save(days, RunTotals(summary, at: LogText.now), report.news)
    try history.forget(keep: keep, at: LogText.now)
    try history.commit()
    return report
  }

  /// All days that the history knows.
  func table(_ causes: [String] = []) throws -> HistoryTable {
    try History.read(path).table(days: 100_000, upTo: Int(LogText.now / 86_400) + 1, causes: causes)
  }

  /// So many replies of an unknown user on a day.
  static func unknown(_ count: Int, day: Int) -> [String] {
    (0..<count).map {
      LogLine.bounced("u\($0)@d.example", "550 5.1.1 User unknown", day: day, id: "4A0\(100 + day)1\(100 + $0)")
    }
  }

  /// The kinds of what is new, with a `?` behind what is rare.
  static func kinds(_ report: Report) -> [String] {
    String(decoding: JSONForm(report).bytes(), as: UTF8.self).matches(of: /"kind": "([a-z_]+)",\n.*"name"/).map {
      String($0.1)
    }
  }
}
