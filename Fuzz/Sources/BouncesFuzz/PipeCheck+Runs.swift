import BounceReport
import MailLog
import ReplyCounts

extension PipeCheck {
  /// Two runs, the second of which goes on where the first one stopped, count each line and each reply once.
  static func checkRuns(_ log: ArraySlice<UInt8>, cutAt cut: Int, _ lines: LineCounts, _ figures: Figures) {
    let start = Resumption(position: .start, before: [], followsLast: true, isWhole: false)
    let first = run(carriedOn: nil)
    var source = Reading.source(log.prefix(cut))
    let end = first.readOn(&source, path: "mail.log", by: start)
    first.pause()
    expect(end.position.offset <= Int64(cut), "a run that read \(end.position.offset) of \(cut) bytes")

    let rest = log.dropFirst(Int(end.position.offset))
    guard Reading.isPlain(log.prefix(cut)), Reading.isPlain(rest) else { return }
    let second = run(carriedOn: first.carried)
    var behind = Reading.source(rest)
    let next = Resumption(position: end.position, before: end.before, followsLast: true, isWhole: true)
    _ = second.readOn(&behind, path: "mail.log", by: next)
    second.finish()

    let reports = [first, second].map { JSONForm(ReportBuilder($0, guide: Reading.guide).report()).bytes() }.map {
      Figures($0)
    }
    let sum = reports.reduce(0) { $0 + $1.lineCount }
    expect(sum == lines.total, "cut at \(cut): \(sum) lines in two runs, not \(lines.total)")
    // What a message's replies mean hangs on its earlier lines too.
    let byCode = reports[0].byCode.merging(reports[1].byCode, uniquingKeysWith: +)
    if byCode != figures.byCode, Reading.hangsOnClock(log) { return }
    expect(byCode == figures.byCode, "cut at \(cut): \(byCode) in two runs, not \(figures.byCode)")
    for total in ["delivered", "delivered_after_deferral", "bounced", "deferrals", "rejected", "attempts", "probes"] {
      let sum = reports.reduce(0) { $0 + ($1.totals[total] ?? 0) }
      let whole = figures.totals[total] ?? 0
      if sum != whole, Reading.hangsOnClock(log) { return }
      expect(sum == whole, "cut at \(cut): \(sum) \(total) in two runs, not \(whole)")
    }
    _ = first.days()
    _ = second.days()
  }

  private static func run(carriedOn bytes: [UInt8]?) -> Summary {
    do {
      return try Summary(by: Reading.grouping, options: Reading.options, carriedOn: bytes)
    } catch {
      fatalError("what a run hands on is refused: \(error)")
    }
  }
}
