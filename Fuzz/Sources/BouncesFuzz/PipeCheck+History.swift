import BounceReport
import MailLog
import ReplyCounts

extension PipeCheck {
  /// Runs of a history over a log that grows, in the middle of lines too, and is rotated by name now and then: each line and each reply
  /// counts once.
  static func checkHistory(
    _ log: ArraySlice<UInt8>, choices: ArraySlice<UInt8>, _ lines: LineCounts
  ) {
    let choices = Array(choices)
    // Where runs come, by the choices, and behind which of them the log is rotated: at the next line's end.
    let ends = choices.map { Int($0) * log.count / 255 }.sorted() + [log.count]
    var rotations: [Int] = []
    for (number, end) in ends.dropLast().enumerated() where choices[number] & 1 == 1 {
      let rest = log.dropFirst(end)
      if let newline = rest.firstIndex(of: 10) { rotations.append(newline + 1 - log.startIndex) }
    }
    let files = Array(zip([0] + rotations, rotations + [log.count])).map { log.dropFirst($0).prefix($1 - $0) }
    guard files.allSatisfy(Reading.isPlain) else { return }
    var history = FileHistory(files)
    for end in ends {
      guard history.run(upTo: end) else { return }
    }
    // What waits for another run is counted then.
    guard history.run(upTo: log.count, isLast: true) else { return }
    expect(history.lineCount == lines.total, "rotated at \(rotations), read at \(ends): \(history.lineCount) lines")
    // Each file is an input of its own: what a line means may hang on that.
    let whole = Summary(by: Reading.grouping, options: Reading.options)
    for (number, file) in files.enumerated() {
      var source = Reading.source(file)
      whole.read(&source, path: "mail.log.\(number)")
    }
    whole.finish()
    let figures = Figures(JSONForm(ReportBuilder(whole, guide: Reading.guide).report()).bytes())
    for (total, whole) in figures.totals where FileHistory.sums.contains(total) {
      let sum = history.totals[total] ?? 0
      if sum != whole, Reading.hangsOnClock(log) { return }
      expect(sum == whole, "rotated at \(rotations), read at \(ends): \(sum) \(total), not \(whole)")
    }
  }

  /// Three files give the same report one after the other and side by side.
  static func checkJobs(_ log: ArraySlice<UInt8>, _ cuts: [Int]) {
    let ends = [0] + cuts + [log.count]
    let files = (0..<3).map { log.dropFirst(ends[$0]).prefix(ends[$0 + 1] - ends[$0]) }
    guard files.allSatisfy(Reading.isPlain) else { return }
    let one = Summary(by: Reading.grouping, options: Reading.options)
    for (number, file) in files.enumerated() {
      var source = Reading.source(file)
      one.read(&source, path: "mail.log.\(number)")
    }
    one.finish()
    let several = Summary(by: Reading.grouping, options: Reading.options)
    for (number, file) in files.enumerated() {
      var options = Reading.options
      options.isContinuation = number > 0
      let own = Summary(by: Reading.grouping, options: options)
      var source = Reading.source(file)
      own.read(&source, path: "mail.log.\(number)")
      several.append(own)
    }
    several.finish()
    let reports = [one, several].map { JSONForm(ReportBuilder($0, guide: Reading.guide, top: 20).report()).bytes() }
    if reports[0] != reports[1], Reading.hangsOnClock(log) { return }
    expect(reports[0] == reports[1], "three files, cut at \(cuts), read side by side give another report")
  }
}

/// A log in several files, as far as runs of a history read them.
private struct FileHistory {
  static let sums: Set = [
    "delivered", "delivered_after_deferral", "bounced", "deferrals", "rejected", "attempts", "probes", "discarded",
  ]

  private struct File {
    var bytes: ArraySlice<UInt8>
    /// Where it begins in the whole log.
    var start: Int
    var position = LogPosition.start
    var before: [UInt8] = []
  }

  private var files: [File] = []
  /// The one that was read last.
  private var last: Int?
  private var carried: [UInt8]?
  private(set) var lineCount = 0
  private(set) var totals: [String: Int] = [:]

  init(_ parts: [ArraySlice<UInt8>]) {
    var start = 0
    for part in parts {
      files.append(File(bytes: part, start: start))
      start += part.count
    }
  }

  /// A run that finds the log up to `end`; false when that cannot be read as a plain log.
  mutating func run(upTo end: Int, isLast: Bool = false) -> Bool {
    guard let summary = try? Summary(by: Reading.grouping, options: Reading.options, carriedOn: carried) else {
      fatalError("what a run hands on is refused")
    }
    var isFirst = true
    for index in files.indices where files[index].start <= end {
      let file = files[index]
      let there = file.bytes.prefix(end - file.start)
      let rest = there.dropFirst(Int(file.position.offset))
      guard Reading.isPlain(there), Reading.isPlain(rest) else { return false }
      // What is behind another file is rotated, and not written to any more.
      let isWhole = isLast || files.indices.contains(index + 1) && files[index + 1].start <= end
      var source = Reading.source(rest)
      let next = summary.readOn(
        &source, path: "mail.log.\(index)",
        by: .init(
          position: file.position, before: file.before, followsLast: isFirst && last == index, isWhole: isWhole))
      (files[index].position, files[index].before) = (next.position, next.before)
      last = index
      isFirst = false
    }
    if isLast { summary.finish() } else { summary.pause() }
    _ = summary.days()
    carried = isLast ? nil : summary.carried
    let figures = Figures(JSONForm(ReportBuilder(summary, guide: Reading.guide).report()).bytes())
    lineCount += figures.lineCount
    for (total, count) in figures.totals { totals[total, default: 0] += count }
    return true
  }
}
