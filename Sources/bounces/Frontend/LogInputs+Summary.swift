import MailLog
import ReplyCounts
import ReplyGuide

// Reading the inputs into one summary, several at once when asked for.
extension LogInputs {
  /// The summary of all inputs; up to `jobs` files are read at once, each into a summary of its own, which are merged in order.
  mutating func summary(
    by grouping: ReplyGrouping, jobs: Int, selection: ReplySelection, redactor: Redactor?, audit: AuditCounter?
  ) -> Summary {
    if let audit {
      let summary = Summary(by: grouping, options: options, selection: selection, redactor: redactor, audit: audit)
      return readOneByOne(into: summary)
    }

    let empty: @Sendable (ReadingOptions) -> Summary = {
      Summary(by: grouping, options: $0, selection: selection, redactor: redactor)
    }
    // A year that the user gave goes on from file to file, and a pipe is read where it stands.
    if jobs > 1, plan.paths.count > 1, options.firstYear == nil {
      var own = options
      own.memory = options.memory?.share(of: 2)
      let summary = empty(own)
      readSideBySide(into: summary, jobs: jobs, empty)
      summary.finish()
      finish(summary.inputs)
      return summary
    }
    return readOneByOne(into: empty(options))
  }

  private mutating func readOneByOne(into summary: Summary) -> Summary {
    readEach {
      summary.read(&$1, path: $0)
    } unreadable: {
      summary.noteUnreadable(path: $0)
    }
    summary.finish()
    finish(summary.inputs)
    return summary
  }

  private mutating func readSideBySide(
    into summary: Summary, jobs: Int, _ empty: @escaping @Sendable (ReadingOptions) -> Summary
  ) {
    for failure in plan.failures { summary.noteUnreadable(path: failure.path) }
    let readings = FileReadings(plan.paths, jobs: jobs) { [options, progress] path, isFirst in
      var own = options
      own.memory = options.memory?.share(of: 4 * jobs)
      own.isContinuation = !isFirst
      return FileReading(path, into: empty(own), progress: progress)
    }
    for path in plan.paths { take(readings.next(), path: path, into: summary) }
  }

  private mutating func take(_ reading: FileReading, path: String, into summary: Summary) {
    if let failure = reading.failure {
      note(failure)
      summary.noteUnreadable(path: path)
    } else {
      note(reading.warnings, reading.damage)
      summary.append(reading.summary)
    }
  }
}
