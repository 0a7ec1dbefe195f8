import SMTPReply

// Recognising logs by the lines that they begin with.
extension LogRecogniser {
  /// Bytes after which the stamps in between are asked: of the first lines nearly each, then some.
  private static let steps = [Int](repeating: 512, count: 16) + [Int](repeating: 8_192, count: 8)

  /// Recognises mail servers' logs at the time `now`, in seconds since 1970.
  package static func mailLogs(now: Int64) -> LogRecogniser {
    // Without a year given by the user: that is the year of the oldest file, and which that is is not known yet.
    let options = ReadingOptions(now: now)
    return LogRecogniser(now: now) { bytes, newestTime in
      recognise(bytes, YearInference(newestTime: newestTime), LineReader(options: options))
    }
  }

  private static func recognise(_ lines: [UInt8], _ years: YearInference, _ given: LineReader) -> Finding {
    var (reader, bytes) = (given, lines)
    if let last = bytes.last, last != ASCII.newline { bytes.append(ASCII.newline) }
    let end = bytes.count
    bytes.appendPadding()
    let ignoring = IgnoringSink()
    var run = reader.beginInput(at: LogClock(years: years), isAnother: false)
    var finding = Finding(stamps: [], hasMailLines: false)
    var start = 0
    var steps = steps[...]
    while start < end {
      let step = steps.popFirst() ?? end
      let last = bytes[..<end][min(end - 1, start + step)...].firstIndex(of: ASCII.newline) ?? end - 1
      bytes.withBytes { reader.read($0, start..<(last + 1), &run, ignoring) }
      finding.stamps += [run.result.first, run.result.last].compactMap { $0?.instant }
      finding.hasMailLines = finding.hasMailLines || run.result.lines.areOfMail
      run.result = InputResult()
      start = last + 1
    }
    // Rejections of Exim's wait for the end.
    reader.finish(into: ignoring)
    finding.hasMailLines = finding.hasMailLines || reader.results.contains { $0.lines.ofServers > 0 }
    return finding
  }

  /// Has no use for replies: lines are asked for times and counts.
  private final class IgnoringSink: ReplySink {
    func receive(
      _ record: borrowing ReplyRecord, at time: LogTime?, line: RawSpan, of facts: MessageFacts, message: RawSpan
    ) {}
  }
}
