import BounceReport
import MailLog
import ReplyGuide

// Reading the inputs into one summary, several at once when asked for.
extension LogInputs {
  /// The summary of all inputs; up to `jobs` files are read at once, each into a summary of its own, which are merged in order.
  mutating func summary(guide: ReplyGuide, jobs: Int) async -> Summary {
    let summary = Summary(guide: guide, options: options)
    // A year that the user gave goes on from file to file, and a pipe is read where it stands.
    if jobs > 1, plan.paths.count > 1, options.firstYear == nil {
      await readSideBySide(into: summary, guide: guide, jobs: jobs)
    } else {
      readEach { summary.read(&$1, path: $0) } unreadable: { summary.noteUnreadable(path: $0) }
    }
    summary.finish()
    finish(summary.inputs)
    return summary
  }

  private mutating func readSideBySide(into summary: Summary, guide: ReplyGuide, jobs: Int) async {
    for failure in plan.failures { summary.noteUnreadable(path: failure.path) }
    let paths = plan.paths
    let options = options
    await withTaskGroup(of: (Int, FileReading).self) { group in
      var started = 0
      var waiting: [Int: FileReading] = [:]
      var merged = 0
      func start() {
        guard started < paths.count else { return }
        let number = started
        started += 1
        group.addTask { (number, FileReading(paths[number], guide: guide, options: options, isFirst: number == 0)) }
      }
      for _ in 0..<jobs { start() }
      for await (number, reading) in group {
        waiting[number] = reading
        while let next = waiting.removeValue(forKey: merged) {
          take(next, path: paths[merged], into: summary)
          merged += 1
          // A file is begun only when another was merged, so that few wait in memory.
          start()
        }
      }
    }
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

/// One file read by a thread of its own, with what was wrong with it.
///
/// It is handed from the thread that made it to the one that merges it, and no thread keeps it: so it may be sent.
private final class FileReading: @unchecked Sendable {
  let summary: Summary
  private(set) var failure: InputError?
  private(set) var warnings: [InputWarning] = []
  private(set) var damage: InputDamage?

  init(_ path: String, guide: ReplyGuide, options: LogReader.Options, isFirst: Bool) {
    var own = options
    own.isContinuation = !isFirst
    summary = Summary(guide: guide, options: own)
    do {
      var source = try ByteSource.open(path: path)
      summary.read(&source, path: path)
      warnings = source.warnings
      damage = source.damage
    } catch {
      failure = error
    }
  }
}
