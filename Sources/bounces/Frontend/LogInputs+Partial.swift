import MailLog
import ReplyCounts

// Reading the inputs into a partial summary, each by itself.
extension LogInputs {
  /// The partial summary of all inputs; up to `jobs` files are read at once.
  mutating func partialSummary(by grouping: ReplyGrouping, jobs: Int) -> PartialSummary {
    let partial = PartialSummary(by: grouping, options: options)
    for failure in plan.failures { partial.addUnreadable(failure.path) }
    let readings = FileReadings(plan.paths, jobs: jobs) { [options, progress] path, _ in
      var own = options
      own.isContinuation = true
      own.memory = options.memory?.share(of: 4 * jobs)
      return FileReading(path, into: Summary(by: grouping, options: own), progress: progress)
    }
    var empty: [String] = []
    for place in plan.places {
      let reading = readings.next()
      if let failure = reading.failure {
        note(failure)
        partial.addUnreadable(place.path)
        continue
      }
      note(reading.warnings, reading.damage)
      if !reading.summary.hasMailLines, reading.damage == nil { empty.append(place.path) }
      partial.add(reading.summary, at: place)
    }
    finishPart(empty: empty)
    return partial
  }
}
