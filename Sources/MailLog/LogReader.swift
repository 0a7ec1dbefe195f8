import SMTPReply

/// Reads mail logs, one input after the other, and hands every reply to a sink.
///
/// Messages are followed across inputs, so rotated files are given oldest first.
public struct LogReader: ~Copyable {
  /// What a run reads with.
  public struct Options: Sendable {
    /// The present, in seconds since 1970: the bound for the year of stamps without one when the input has no time of
    /// its own.
    public var now: Int64
    /// The year of the first stamp without one, when the user knows better.
    public var firstYear: Int?
    /// Whether replies carry the message id.
    public var keepsMessageIDs = false

    /// Options of a run that takes place at `now`.
    public init(now: Int64) {
      self.now = now
    }
  }

  /// What came of one input.
  public struct Result: Sendable {
    /// How the lines were accounted for.
    public var lines = LineCounts()
    /// Time of the first line that has one.
    public var first: LogTime?
    /// Time of the last line that has one.
    public var last: LogTime?
    /// Whether stamps without a year span more than one, so that the older ones may have got the wrong year.
    public var spansMoreThanAYear = false
  }

  private let options: Options
  let parser = PostfixParser()
  var tracker: MessageTracker
  var hosts = HostNumbers()
  /// What spans lines of Exim's; see `LogReader+Exim.swift`.
  var exim = EximRelations()

  /// A reader that has read nothing.
  public init(options: Options) {
    self.options = options
    tracker = MessageTracker(keepsMessageIDs: options.keepsMessageIDs)
  }

  /// Reads `source` to its end. Damage to the source is for the caller to look up there.
  public mutating func read(_ source: inout ByteSource, into sink: any ReplySink) -> Result {
    let years =
      options.firstYear.map(YearInference.init(firstYear:))
      ?? YearInference(newestTime: source.newestTime ?? options.now)
    var run = Run(clock: LogClock(years: years))
    exim.beginInput()
    var buffer = LineBuffer()
    while let lines = buffer.next(from: &source) {
      unsafe readLines(buffer.bytes.span.bytes, lines, &run, sink)
    }
    run.result.lines.cut += buffer.cutLines
    run.result.spansMoreThanAYear = run.clock.passedBound
    return run.result
  }

  /// The state of reading one input.
  struct Run {
    var clock: LogClock
    var heads = LineHeadCache()
    var forms = LineForms()
    /// How often the message was said that is being read, 0 when nothing in front of it tells.
    var times = 0
    var result = Result()
    var number = 0
  }

  private mutating func readLines(_ bytes: RawSpan, _ lines: Range<Int>, _ run: inout Run, _ sink: any ReplySink) {
    var start = lines.lowerBound
    var head = LineHead.empty
    var tag = PostfixTag.empty
    var hasHead = false
    while start < lines.upperBound {
      guard let newline = bytes.firstIndex(of: ASCII.newline, from: start, to: lines.upperBound) else { break }
      run.number &+= 1
      var end = newline
      if end > start, bytes.byte(end &- 1) == ASCII.carriageReturn { end &-= 1 }
      if end &- start > LineBuffer.lineLimit {
        end = start &+ LineBuffer.lineLimit
        run.result.lines.cut &+= 1
      }
      // A crash leaves a block of NULs in front of the first line written after it.
      while start < end, bytes.byte(start) == 0 { start &+= 1 }
      let isKnown = run.heads.read(bytes, from: start, to: end, into: &head)
      if isKnown {
        hasHead = true
        if run.result.first == nil { run.result.first = run.clock.time(of: head, in: bytes) }
        if head.stamp == .exim {
          readExim(bytes, head, .bare(at: head.tag), end, &run, sink)
          start = newline &+ 1
          continue
        } else if tag.read(bytes, from: head.tag, to: end) {
          if parser.passesOver(bytes, tag.program, tag.message, end) {
            run.result.lines.postfix &+= 1
          } else {
            readPostfix(bytes, &head, &tag, end, &run, sink)
          }
          start = newline &+ 1
          continue
        } else if let tag = EximTag.read(bytes, from: head.tag, to: end) {
          readExim(bytes, head, tag, end, &run, sink)
          start = newline &+ 1
          continue
        }
      }
      if readForm(bytes, lines.lowerBound, start..<end, &head, isKnown, &run, sink) { hasHead = false }
      start = newline &+ 1
    }
    if hasHead, let time = run.clock.time(of: head, in: bytes) { run.result.last = time }
    run.forms.recent.note(bytes, lines)
  }

  // Head and tag come as they stand in the caller's memory: copies of them are a sixth of what a line costs.
  mutating func readPostfix(
    _ bytes: RawSpan, _ head: inout LineHead, _ tag: inout PostfixTag, _ end: Int, _ run: inout Run,
    _ sink: any ReplySink
  ) {
    var record = ReplyRecord()
    let kind = parser.parse(bytes, tag: tag, end: end, into: &record)
    if kind == .noReply {
      if MessageMark.mayBegin(with: bytes.byte(tag.message)), readMarked(bytes, &head, &tag, end, &run, sink) { return }
      run.result.lines.postfix &+= 1
      return
    }
    if kind == .notUnderstood {
      if readMarked(bytes, &head, &tag, end, &run, sink) { return }
      run.result.lines.notUnderstood &+= 1
      sink.notUnderstood(line: bytes, at: Field(head.start, end), number: run.number)
      return
    }
    run.result.lines.postfix &+= 1
    if run.times > 1 {
      // Said again: only what is counted matters.
      guard kind == .reply else { return }
      record.count &*= run.times
    }
    let time = run.clock.time(of: head, in: bytes)
    let second = run.clock.instantSecond
    if tracker.isTimeToGiveUp(at: second), time != nil {
      for serial in tracker.giveUp(at: second) { sink.messageEnded(serial) }
    }
    guard record.queueID.exists else {
      if kind == .reply { emit(&record, head, tag.service, time, bytes, MessageFacts(), run.number, sink) }
      return
    }
    let id = QueueID(bytes, record.queueID, host: hosts.number(bytes, head.host))
    switch kind {
    case .reply:
      let isDeferral = record.outcome == .deferred || record.outcome == .suspended
      let facts = tracker.facts(for: id, at: second, isDeferral: isDeferral)
      emit(&record, head, tag.service, time, bytes, facts, run.number, sink)
    case .messageBegins:
      if let ended = tracker.begin(id, record, line: bytes, at: second) { sink.messageEnded(ended) }
    case .messageID:
      tracker.noteMessageID(id, record, line: bytes, at: second)
    case .sender:
      tracker.noteSender(id, record, line: bytes, at: second)
    case .removed:
      if let ended = tracker.remove(id) { sink.messageEnded(ended) }
    case .noReply, .notUnderstood:
      break
    }
  }

  @inline(__always)
  func emit(
    _ record: inout ReplyRecord, _ head: LineHead, _ service: Field, _ time: LogTime?, _ bytes: RawSpan,
    _ facts: MessageFacts, _ number: Int, _ sink: any ReplySink
  ) {
    record.line = number
    if !head.host.isEmpty { record.host = Field(head.host.lowerBound, head.host.upperBound) }
    record.service = service
    unsafe sink.receive(record, at: time, line: bytes, of: facts, message: tracker.bytes.span.bytes)
  }
}
