import SMTPReply

/// Reads mail logs, one input after the other, and hands every reply to a sink.
///
/// Messages are followed across inputs, so rotated files are given oldest first. A log may also be read in pieces, each by a
/// reader of its own, and joined by `append`: what a piece cannot know alone it holds until then.
public struct LogReader: ~Copyable {
  /// What a run reads with.
  public struct Options: Sendable {
    /// The present, in seconds since 1970: the bound for the year of stamps without one when the input has no time of
    /// its own.
    public var now: Int64
    /// The year of the first stamp without one, when the user knows better.
    public var firstYear: Int?
    /// Whether replies carry the message id and the client of their message.
    public var keepsDetails = false
    /// Whether the log goes on from lines that another reader reads.
    public var isContinuation = false
    /// How much memory the run may take; nil where nobody bounds it.
    public var memory: MemoryLimit?

    /// Options of a run that takes place at `now`.
    public init(now: Int64) {
      self.now = now
    }
  }

  /// What came of one input. Some of its lines may be held until the reader is finished.
  public struct Result: Sendable {
    /// How the lines were accounted for.
    public var lines = LineCounts()
    /// Time of the first line that has one.
    public var first: LogTime?
    /// Time of the last line that has one.
    public var last: LogTime?
    /// Whether stamps without a year span more than one, so that the older ones may have got the wrong year.
    public var spansMoreThanAYear = false
    /// Whether the clock jumped between two lines. Noted by `readOn` alone, and not handed on from one summary to another.
    public var clockJumps = false

    /// Nothing read yet.
    public init() {}

    /// Adds what came of the lines behind.
    mutating func append(_ next: Result) {
      lines += next.lines
      first = first ?? next.first
      last = next.last ?? last
      spansMoreThanAYear = spansMoreThanAYear || next.spansMoreThanAYear
      clockJumps = clockJumps || next.clockJumps
    }
  }

  /// What its lines are read by.
  var lines: LineReader
  /// The input that was read last, as long as it may go on.
  var run: InputRun?
  /// The clock of the input that was read last.
  var lastClock: LogClock?

  /// A reader that has read nothing.
  public init(options: Options) {
    lines = LineReader(options: options)
  }

  var options: Options { lines.options }

  /// What came of each input.
  public var results: [Result] { lines.results }

  /// Whether any line waits for others.
  public var holdsLines: Bool { lines.holdsLines }

  /// Reads `source` to its end, as the whole of an input. Damage to the source is for the caller to look up there.
  @discardableResult
  public mutating func read(_ source: inout ByteSource, into sink: any ReplySink) -> Result {
    readPiece(&source, isStart: true, isEnd: true, into: sink)
    return results.last ?? Result()
  }

  /// Reads a piece of an input: `isStart` says that it begins it, `isEnd` that it ends it.
  ///
  /// A piece that does not begin its input is the first thing that its reader reads.
  public mutating func readPiece(
    _ source: inout ByteSource, isStart: Bool, isEnd: Bool, into sink: any ReplySink
  ) {
    var reading = begin(source, isStart: isStart, into: sink)
    while readSome(&reading, from: &source, into: sink) {}
    end(reading, isEnd: isEnd, into: sink)
  }

  /// Ends the input that was read last: its unfinished last line is a whole one.
  public mutating func finishInput(into sink: any ReplySink) {
    guard var run else { return }
    self.run = nil
    lines.finishInput(&run, into: sink)
  }

  /// Ends the log: nothing stands in front of what was read, and nothing behind.
  public mutating func finish(into sink: any ReplySink) {
    finishInput(into: sink)
    lines.finish(into: sink)
  }

  func years(of source: borrowing ByteSource) -> YearInference {
    guard let firstYear = options.firstYear else {
      return YearInference(newestTime: source.newestTime ?? options.now)
    }
    // The year that the user gave is that of the first input; the others go on from there.
    return lastClock?.years ?? YearInference(firstYear: firstYear)
  }
}
