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

  let options: Options
  let parser = PostfixParser()
  var tracker: MessageTracker
  /// What spans lines of Exim's; see `LogReader+Exim.swift`.
  var exim = EximRelations()
  /// Which connections were encrypted; kept with the details.
  var outgoingTLS = OutgoingTLS()
  /// Lines that hang on what stands in front of the piece.
  var held = HeldLines()
  /// Whether lines that hang on what stands in front have to be held.
  var holds: Bool
  /// When the piece began, in seconds of log time.
  var pieceStart: Int64?
  /// The input that was read last, as long as it may go on.
  var run: LineRun?
  /// The unfinished lines at both ends.
  var edges = LineEdges()
  /// The clock of the input that was read last.
  var lastClock: LogClock?
  /// What came of each input.
  public internal(set) var results: [Result] = []

  /// A reader that has read nothing.
  public init(options: Options) {
    self.options = options
    tracker = MessageTracker(keepsDetails: options.keepsDetails, memory: options.memory)
    holds = options.isContinuation
  }

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

  /// Adds what came of the run's last lines to its input's result.
  mutating func note(_ run: inout LineRun) {
    results[run.input].append(run.result)
    run.result = Result()
  }

  func years(of source: borrowing ByteSource) -> YearInference {
    guard let firstYear = options.firstYear else {
      return YearInference(newestTime: source.newestTime ?? options.now)
    }
    // The year that the user gave is that of the first input; the others go on from there.
    return lastClock?.years ?? YearInference(firstYear: firstYear)
  }

  /// Counts `line`, which could not be read, and shows it.
  mutating func noteNotUnderstood<Tag>(
    _ bytes: RawSpan, _ line: borrowing LogLine<Tag>, run: inout LineRun, _ sink: any ReplySink
  ) {
    run.result.lines.notUnderstood &+= 1
    sink.notUnderstood(
      line: bytes, at: Field(line.head.start, line.end), number: run.number, input: run.input)
  }

  /// Tells the sink of the messages that were silent for too long when a line named their id again.
  @inline(__always)
  mutating func endSilent(_ sink: any ReplySink) {
    if !tracker.silenced.isEmpty { tellSilenced(sink) }
  }

  @inline(never)
  private mutating func tellSilenced(_ sink: any ReplySink) {
    for serial in tracker.takeSilenced() { sink.messageEnded(serial) }
  }

  @inline(__always)
  func emit(
    _ record: inout ReplyRecord, _ head: borrowing LineHead, _ service: Field, _ time: LogTime?, _ bytes: RawSpan,
    _ facts: MessageFacts, _ run: borrowing LineRun, _ sink: any ReplySink
  ) {
    record.line = run.number
    record.input = run.input
    if !head.host.isEmpty { record.host = Field(head.host.lowerBound, head.host.upperBound) }
    record.service = service
    unsafe sink.receive(record, at: time, line: bytes, of: facts, message: tracker.bytes.span.bytes)
  }
}
