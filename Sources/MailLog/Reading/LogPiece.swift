/// What is known of a piece of a log: what came of its inputs, the messages in flight, and the lines that hang on what stands in front.
///
/// The servers' readers follow messages by it; `LogPiece+Merging.swift` joins two.
struct LogPiece: Sendable {
  /// What came of each input.
  var results: [InputResult] = []
  var tracker: MessageTracker
  /// Lines that hang on what stands in front of the piece.
  var held = HeldLines()
  /// Whether lines that hang on what stands in front have to be held.
  var holds: Bool
  /// When the piece began, in seconds of log time.
  var start: Int64?
  /// The unfinished lines at both ends.
  var edges = LineEdges()
  /// How much memory there is.
  let memory: MemoryLimit?

  /// A piece of which nothing was read.
  init(options: ReadingOptions) {
    tracker = MessageTracker(keepsDetails: options.keepsDetails, memory: options.memory)
    holds = options.isContinuation
    memory = options.memory
  }

  /// Begins another input; gives its number.
  mutating func beginInput() -> Int {
    results.append(InputResult())
    return results.count - 1
  }

  /// Whether there is an input of that number.
  func hasInput(_ number: Int) -> Bool { number < results.count }

  /// Notes the time of the first line of an input.
  mutating func begin(at time: LogTime?) {
    if start == nil, let time { start = time.instant / 1_000_000 }
  }

  /// When the piece began, where lines that hang on what stands in front have to be held; nil where nothing stands there.
  var heldFrom: Int64? { holds ? start : nil }

  /// Whether lines of the input of `run` may stand in front of the piece.
  func mayFollow(_ run: borrowing InputRun) -> Bool { holds && edges.mayHaveFront && run.input == 0 }

  /// Whether a line that names no message hangs on lines in front of the piece: they tell whether its recipient waits.
  func needsEarlierLines(_ record: borrowing ReplyRecord) -> Bool {
    guard holds, record.direction == .outbound else { return false }
    switch record.outcome {
    case .delivered, .deferred, .suspended, .bounced, .discarded: return true
    case .rejected, .attempt, .probe, .warning, .transcript: return false
    }
  }

  /// Whether a line about the message `id` hangs on lines in front of the piece; it may be one that begins or ends the message, or tells
  /// its message id. To be asked only where lines have to be held: nearly never, so what it takes is not made for each line.
  @inline(never)
  mutating func needsEarlierLines(_ id: QueueID, begins: Bool, ends: Bool, isMessageID: Bool, at second: Int64) -> Bool
  {
    let hangs = tracker.needsEarlierLines(
      id, begins: begins, isMessageID: isMessageID, at: second, pieceStart: start ?? second)
    if hangs, ends { tracker.endOpen(id) }
    return hangs
  }

  /// Keeps a line as it stands.
  mutating func hold(_ bytes: RawSpan, _ range: Range<Int>, _ time: LogTime?, _ run: borrowing InputRun) {
    held.add(bytes, range, input: run.input, number: run.number, time: time, memory: memory)
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

  /// Adds what came of the run's last lines to its input's result.
  mutating func note(_ run: inout InputRun) {
    results[run.input].append(run.result)
    run.result = InputResult()
  }

  /// Adds what came of a line that was read again; its times are in its input's result already.
  mutating func noteAgain(_ run: borrowing InputRun) {
    results[run.input].lines += run.result.lines
  }

  /// Hands the reply of `line` to the sink, with what is known of its message.
  ///
  /// Seven parameters: of a line only offsets are kept, and the bytes, which nothing can hold on to, come beside them everywhere.
  @inline(__always)
  func emit<Tag: ServerTag>(
    _ record: inout ReplyRecord, of line: borrowing LogLine<Tag>, at time: LogTime?, _ bytes: RawSpan,
    _ facts: MessageFacts, _ run: borrowing InputRun, _ sink: any ReplySink
  ) {
    record.line = run.number
    record.input = run.input
    if !line.head.host.isEmpty { record.logHost = Field(line.head.host.lowerBound, line.head.host.upperBound) }
    record.service = line.tag.service
    tracker.bytes.withBytes { sink.receive(record, at: time, line: bytes, of: facts, message: $0) }
  }
}
