/// The state of reading the lines of one input in order.
struct InputRun: Sendable {
  var clock: LogClock
  /// The number of the input among those of the reader.
  let input: Int
  var heads = LineHeadCache()
  var tags = PostfixTagCache()
  var forms = LineForms()
  /// Whether the sink takes plain deliveries without a record.
  var isPlain = false
  /// What came of the lines read since it was last added to the input's result.
  var result = InputResult()
  /// The number of the last line.
  var number = 0
  /// What is known of the line that is read.
  var line = LineScratch()

  /// A run over `input`.
  init(clock: LogClock, input: Int) {
    self.clock = clock
    self.input = input
  }

  /// A run over nothing but `line`, which was read before and has its time from then.
  init(again line: HeldLines.Line, as reading: LineScratch.Reading) {
    clock = LogClock(years: YearInference(newestTime: 0))
    input = line.input
    number = line.number - 1
    self.line.time = .known(line.time)
    self.line.reading = reading
  }

  /// The time of the line with `head`.
  @inline(__always)
  mutating func time(of head: borrowing LineHead, in bytes: RawSpan) -> LogTime? {
    if case .known(let time) = line.time { return time }
    return clock.time(of: head, in: bytes)
  }

  /// The time of the line at `start`, which has the usual head.
  @inline(always)
  mutating func timeOfUsual(at start: Int, in bytes: RawSpan) -> LogTime? {
    if !line.time.isKnown, let date = heads.usual.date,
      let time = clock.sameTime(date: date, clock: bytes.word(start &+ 7))
    {
      return time
    }
    return otherTimeOfUsual(at: start, in: bytes)
  }

  @inline(never)
  private mutating func otherTimeOfUsual(at start: Int, in bytes: RawSpan) -> LogTime? {
    time(of: heads.usual.head(at: start), in: bytes)
  }

  /// Seconds since 1970 of the time that was given last; 0 when it was none.
  @inline(__always)
  var second: Int64 {
    guard case .known(let time) = line.time else { return clock.instantSecond }
    return (time?.instant ?? 0) / 1_000_000
  }

  /// Counts a line that looks like it carries a reply and was not understood, and shows it.
  mutating func noteNotUnderstood(_ bytes: RawSpan, _ line: Field, _ sink: any ReplySink) {
    result.lines.notUnderstood &+= 1
    sink.notUnderstood(line: bytes, at: line, number: number, input: input)
  }
}
