// Reading logs on where another run stopped.
extension LogReader {
  /// How a run goes on with an input.
  public struct Resumption: Sendable {
    /// Where to go on.
    public var position: LogPosition
    /// The bytes in front of it, `LogPosition.tailCount` at most.
    public var before: [UInt8]
    /// Whether the run before ended with this input, and this is the first one of its successor.
    public var followsLast: Bool
    /// Whether nothing will be added to the input, so that an unfinished last line is a whole one.
    public var isWhole: Bool
    /// How many bytes at the end are given back.
    var tailCount = LogPosition.tailCount

    /// The way to go on with the journal, whose query tells where.
    public static var journal: Resumption {
      var resumption = Resumption(position: .start, before: [], followsLast: true, isWhole: true)
      resumption.tailCount = JournalQuery.tailCount
      return resumption
    }

    /// A way to go on.
    public init(position: LogPosition, before: [UInt8], followsLast: Bool, isWhole: Bool) {
      self.position = position
      self.before = before
      self.followsLast = followsLast
      self.isWhole = isWhole
    }
  }

  /// What came of reading an input on.
  public struct End: Sendable {
    /// Where the next run goes on.
    public var position: LogPosition
    /// The bytes in front of it, `LogPosition.tailCount` at most.
    public var before: [UInt8]
    /// Whether an unfinished last line was left.
    public var hasRest: Bool
  }

  /// Seconds of log for which a rejection that may be told twice waits for the other log to tell it.
  private static let rejectionPatience: Int64 = 3_600
  /// Seconds by which a log may be ahead of the present: it may be in any zone.
  private static let clockSlack: Int64 = 86_400
  /// Seconds of log for which what a main log's rejections covered is known.
  private static let coverageMemory: Int64 = 2 * 86_400

  /// Reads the rest of an input, whose source stands at the resumption's position. An unfinished last line is
  /// left for the next run.
  public mutating func readOn(
    _ source: inout ByteSource, by resumption: Resumption, into sink: any ReplySink
  ) -> End {
    let start = resumption.position
    if !resumption.followsLast { exim.beginInput() }
    exim.rejectRuns.resume(at: start.mark(behind: resumption.before))
    var run = LineRun(clock: LogClock(years: years(of: source)), input: results.count)
    results.append(Result())
    run.number = start.line
    let before = resumption.before.span
    // `note` copies the range, which is all of the bytes.
    unsafe run.forms.recent.note(before.bytes, 0..<before.count)
    if start.isMainLog { exim.rejectRuns.current.isMainLog = true }
    var buffer = LineBuffer(
      behind: resumption.before, startsInsideLine: start.isInsideLine, tailCount: resumption.tailCount)
    while let lines = buffer.next(from: &source) {
      unsafe readLines(buffer.bytes.span.bytes, lines, &run, sink)
    }
    run.result.lines.cut += buffer.cutLines
    run.result.spansMoreThanAYear = run.clock.passedBound
    run.result.clockJumps = run.clock.years.hasJumped || exim.rejectRuns.hasJumped
    var tail = buffer.tail
    var unread = buffer.unfinishedCount
    // What stands behind the last line of a damaged input is not all of a line.
    if resumption.isWhole, source.damage == nil, unread > 0 {
      tail = (tail + buffer.unfinished.bytes).suffix(resumption.tailCount)
      readFragment(buffer.unfinished, &run, sink)
      unread = 0
    }
    lastClock = run.clock
    note(&run)
    let end = LogPosition(
      offset: start.offset + Int64(buffer.count - unread), line: run.number, isInsideLine: buffer.endsInsideLine,
      isMainLog: exim.rejectRuns.current.isMainLog)
    exim.rejectRuns.current.place = end.mark(behind: tail)
    return End(position: end, before: tail, hasRest: unread > 0)
  }

  /// Ends a run that another one will go on from: decides what need not wait for it.
  public mutating func pause(into sink: any ReplySink) {
    exim.rejectRuns.close()
    let limit = options.now + LogReader.clockSlack
    if let newest = exim.rejectRuns.newest(upTo: limit) {
      // Beside a main log it waits for the next run too: that one may read the main log.
      let patience = RejectRuns.Patience(
        time: newest - LogReader.rejectionPatience, limit: limit, onlyCarried: exim.rejectRuns.knowsMainLog)
      decideRejections(patience, into: sink)
      exim.rejectRuns.note(newest, forgetting: newest - LogReader.coverageMemory)
    }
    endSilent(sink)
    // How long a message was silent is told by where the logs end, whatever a wrong clock said in between.
    guard let end = results.compactMap({ $0.last.map { $0.instant / 1_000_000 } }).max() else { return }
    for serial in tracker.giveUp(at: min(end, limit)) { sink.messageEnded(serial) }
  }

  /// What the run that goes on has to know, and nothing of the inputs that were read: messages in flight, lines that wait for others.
  public var carried: LogReader {
    var next = LogReader(options: options)
    next.tracker = tracker
    next.exim = exim
    // What still waits came from inputs of an earlier run, which are all one to the next.
    next.results = [Result()]
    next.exim.rejectRuns.updateHeld { $0.moveToFirstInput() }
    return next
  }
}
