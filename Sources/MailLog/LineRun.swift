/// The state of reading the lines of one input in order.
struct LineRun: Sendable {
  var clock: LogClock
  /// The number of the input among those of the reader.
  let input: Int
  var heads = LineHeadCache()
  var tags = PostfixTagCache()
  var forms = LineForms()
  /// Whether the line that is read was written anew behind what stood in front of its tag.
  var isPrefixed = false
  /// Whether the sink takes plain deliveries without a record.
  var isPlain = false
  /// What came of the lines read since it was last added to the input's result.
  var result = LogReader.Result()
  /// The number of the last line.
  var number = 0
  /// The time of the line, where it is known already: of one that was held, or of one that was cut into pieces.
  var heldTime: LogTime??
  /// What is known of the lines.
  var state = State.new

  /// How often lines were read, and what was found out in between.
  enum State: Sendable {
    /// For the first time.
    case new
    /// Again, after what they hung on was found out.
    case held
    /// Again at the end of the log: nothing else will be known.
    case last
  }

  /// A run over `input`.
  init(clock: LogClock, input: Int) {
    self.clock = clock
    self.input = input
  }

  /// The time of the line with `head`.
  @inline(__always)
  mutating func time(of head: borrowing LineHead, in bytes: RawSpan) -> LogTime? {
    if let heldTime { return heldTime }
    return clock.time(of: head, in: bytes)
  }

  /// The time of the line at `start`, which has the usual head.
  @inline(always)
  mutating func timeOfUsual(at start: Int, in bytes: RawSpan) -> LogTime? {
    if heldTime == nil, let date = heads.usual.date,
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
    guard let heldTime else { return clock.instantSecond }
    return (heldTime?.instant ?? 0) / 1_000_000
  }
}
