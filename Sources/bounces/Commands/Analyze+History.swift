import ArgumentParser
import BounceHistory
import BounceReport
import MailLog
import ReplyGuide

// A run that goes on where the one before stopped.
extension Analyze {
  /// Reports what no run before counted, and saves that it is counted now: after the report is written, so that lines are reported
  /// twice rather than never.
  func runOn(_ path: String, _ grouping: ReplyGrouping) throws {
    do {
      try runHolding(try History.begin(path), grouping)
    } catch let error as HistoryError {
      Terminal.complain("\(error)")
      throw ExitCode(2)
    }
  }

  private func runHolding(_ history: History, _ grouping: ReplyGrouping) throws {
    var positions = try history.positions()
    let redactor = try redaction.redactor(grouping)
    let counter = audit ? AuditCounter(relays: try relays()) : nil
    let summary: Summary
    do {
      summary = try Summary(
        by: grouping, options: options, carriedOn: try history.flight(), redactor: redactor, audit: counter)
    } catch let error as SummaryError {
      throw HistoryError.unreadableFlight(path: history.path, error)
    }
    var inputs: LogInputs
    var cursor: String?
    if var query = input.journalQuery {
      query.cursor = try history.journalCursor()
      inputs = LogInputs(plan: InputPlan(journal: query), options: options, printsAlong: false)
      do {
        cursor = try inputs.readJournal(into: summary)
      } catch is LogInputs.JournalWithoutCursor {
        throw HistoryError.unusable(
          path: history.path, reason: "the journal's last entry tells no cursor to go on from")
      }
    } else {
      inputs = LogInputs(paths: input.paths, options: options, positions: positions)
      inputs.readNew(into: summary, &positions)
    }
    let days = summary.days
    var builder = ReportBuilder(summary, guide: grouping.guide, top: top, redactor: redactor)
    builder.audit = counter
    // A day more, since logs may be in any zone.
    builder.latestDay = Int(options.now / 86_400) + 1
    builder.past = try history.past(for: days, latest: builder.latestDay)
    builder.isBaseline = self.history.baseline
    let report = builder.report().checked(against: try alert.thresholds())
    guard write(report) else {
      Terminal.complain(
        "\(history.path): left as it was, since the report could not be written; the next run repeats it")
      throw ExitCode(2)
    }
    try history.save(positions)
    if let cursor { try history.saveJournalCursor(cursor) }
    try history.saveFlight(summary.carried)
    try history.save(days, RunTotals(summary, at: options.now), fixed: report.news?.fixed ?? [])
    try history.forget(keep: self.history.keep ?? HistoryOptions.usualKeep, at: options.now)
    try history.commit()
    throw ExitCode(inputs.status.exitCode | alert.exitCode(of: report))
  }
}
