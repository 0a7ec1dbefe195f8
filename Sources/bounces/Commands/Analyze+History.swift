import ArgumentParser
import BounceHistory
import BounceReport
import MailLog
import ReplyCounts
import ReplyGuide

// A run that goes on where the one before stopped.
extension Analyze {
  /// Reports what no run before counted, and saves that it is counted now: after the report is written, so that lines are reported
  /// twice rather than never.
  func runOn(_ path: String, _ grouping: ReplyGrouping, _ files: FileUse.Checked) throws {
    do {
      // The first run leaves no history unless it ends.
      let new = History.isThere(path) ? [] : [path, path + "-journal"]
      let store = try Interruption.beginning(new) { try History.begin(path) }
      try runHolding(store, new, grouping, files)
    } catch let error as HistoryError {
      Terminal.complain("\(error)")
      throw ExitCode(2)
    }
  }

  private func runHolding(
    _ store: History, _ new: [String], _ grouping: ReplyGrouping, _ files: FileUse.Checked
  ) throws {
    let options = options
    var positions = try store.positions()
    let redactor = try redaction.redactor(grouping)
    let counter = audit ? AuditCounter(relays: try relays()) : nil
    let summary: Summary
    do {
      summary = try Summary(
        by: grouping, options: options, carriedOn: try store.flight(), redactor: redactor, audit: counter)
    } catch let error as SummaryError {
      throw HistoryError.unreadableFlight(path: store.path, error)
    }
    var inputs: LogInputs
    var cursor: String?
    if var query = input.journalQuery {
      query.cursor = try store.journalCursor()
      inputs = LogInputs(plan: InputPlan(journal: query), options: options, printsAlong: false)
      do {
        cursor = try inputs.readJournal(into: summary)
      } catch is LogInputs.JournalWithoutCursor {
        throw HistoryError.unusable(
          path: store.path, reason: "the journal's last entry tells no cursor to go on from")
      }
    } else {
      inputs = LogInputs(paths: input.paths, options: options, positions: positions)
      inputs.readNew(into: summary, &positions)
    }
    let days = summary.days()
    var builder = ReportBuilder(summary, guide: grouping.guide, top: self.report.top, redactor: redactor)
    builder.audit = counter
    // A day more, since logs may be in any zone.
    builder.latestDay = Int(options.now / 86_400) + 1
    builder.past = try store.past(for: days, latest: builder.latestDay)
    builder.days = days
    builder.isBaseline = history.baseline
    let report = builder.report().checked(against: try alert.thresholds())
    try MemoryOption.check(options.memory)
    guard write(report, to: files) else {
      Terminal.complain(
        "\(store.path): left as it was, since the report could not be written; the next run repeats it")
      throw ExitCode(2)
    }
    try Interruption.finishing(new) {
      try store.save(positions)
      if let cursor { try store.saveJournalCursor(cursor) }
      try store.saveFlight(summary.carried)
      try store.save(days, RunTotals(summary, at: options.now), report.news)
      try store.forget(keep: history.keep ?? HistoryOptions.usualKeep, at: options.now)
      try store.commit()
    }
    throw ExitCode(inputs.status.exitCode | alert.exitCode(of: report))
  }
}
