/// Keeps rejections from counting twice when Exim's main log and reject log are read together.
///
/// The reject log repeats the main log's rejections and has nothing else, so it is known by that: a run of lines is a main
/// log once it shows an arrival, a delivery or a completion. A run ends with its input, or where one of these or a rejection steps
/// back in time by more than `slack` (files joined by `cat`, a clock that was set), compared with the one in front of it alone, so that a log
/// may be cut anywhere. Rejections of a run that shows nothing else are held until it is decided what it is; see
/// `RejectRuns+Deciding.swift`. A run of a history goes on with its log's run where the one before stopped.
struct RejectRuns: Sendable {
  /// Seconds by which lines of one run may be out of order.
  static let slack: Int64 = 2
  /// Seconds by which a step back tells of a clock that was set, not of a process that was slow to write its line.
  private static let jump: Int64 = 10
  /// Seconds in front of a run's end for which its rejections are remembered.
  static let tail: Int64 = 5
  private static let tailLimit = 4_096

  /// A rejection as one number, and its time.
  struct Seen: Equatable, Sendable {
    var key: UInt64
    var time: Int64

    /// Both as one number: the same words may come again.
    var hash: UInt64 { HashMixer.mix(key, UInt64(bitPattern: time)) }
  }

  /// A run of lines.
  struct Run: Sendable {
    var isMainLog = false
    /// Whether the run in front is of the same input.
    var continuesInput = false
    /// What the place is known by where a later run goes on with its input.
    var place: UInt64?
    /// When a run of a history read it last: the time that the logs had reached at its end, and the number it got then, if it had none.
    var seen: (time: Int64, number: Int)?
    /// Times of the first and the last line, in the run's order, that is a rejection or shows a main log.
    var beginning: Int64?
    var end: Int64?
    /// Times of the oldest and the newest rejection.
    var first: Int64?
    var last: Int64?
    /// Rejections of the last seconds.
    var latest: [Seen] = []
    /// Some of all.
    var sample = RejectSample()
    /// Rejections that wait until the run is known.
    var held = HeldLines()

    /// Whether a line at `time` begins another run.
    @inline(__always)
    func stepsBack(to time: Int64) -> Bool { end.map { time < $0 - RejectRuns.slack } ?? false }

    /// Notes the time of a line.
    mutating func note(_ time: Int64) {
      beginning = beginning ?? time
      end = time
    }

    mutating func note(_ seen: Seen) {
      note(seen.time)
      sample.note(seen)
      remember(seen)
    }

    private mutating func remember(_ seen: Seen) {
      first = min(first ?? seen.time, seen.time)
      last = max(last ?? seen.time, seen.time)
      latest.append(seen)
      if latest.count > RejectRuns.tailLimit || (latest.first?.time ?? 0) < (last ?? 0) - RejectRuns.tail { trim() }
    }

    private mutating func trim() {
      let oldest = (last ?? 0) - RejectRuns.tail
      latest.removeAll { $0.time < oldest }
      if latest.count > RejectRuns.tailLimit { latest.removeFirst(latest.count - RejectRuns.tailLimit) }
    }

    /// Takes over what came behind in the same run.
    mutating func append(_ next: Run, memory: MemoryLimit?) {
      for seen in next.latest { remember(seen) }
      beginning = beginning ?? next.beginning
      end = next.end ?? end
      if let other = next.first { first = min(first ?? other, other) }
      if let other = next.last { last = max(last ?? other, other) }
      trim()
      sample.append(next.sample)
      held.add(next.held, memory: memory)
      isMainLog = isMainLog || next.isMainLog
    }
  }

  /// Runs that are over.
  var closed: [Run] = []
  var current = Run()
  /// What is known of the run that is decided.
  var decision: Decision?
  /// Whether the clock of the input that is read was set back.
  private(set) var hasJumped = false

  /// How much memory there is for what waits.
  let memory: MemoryLimit?

  init(memory: MemoryLimit?) {
    self.memory = memory
  }

  /// A new input begins.
  mutating func beginInput() {
    hasJumped = false
    close()
    current.continuesInput = false
  }

  /// Notes a line at `time` that shows what only a main log has; false, and nothing done, when that tells something new.
  @inline(__always)
  mutating func isKnownMainLog(at time: Int64) -> Bool {
    guard current.isMainLog, let end = current.end, time >= end &- RejectRuns.slack else { return false }
    current.end = time
    return true
  }

  /// A line at `time` shows what only a main log has; tells whether rejections wait for that.
  mutating func noteMainLog(at time: Int64) -> Bool {
    if current.stepsBack(to: time) { step(to: time) }
    current.note(time)
    if current.isMainLog { return false }
    current.isMainLog = true
    return !current.held.isEmpty
  }

  /// Takes a rejection; tells whether it counts now, or has to be held.
  mutating func take(_ seen: Seen) -> Bool {
    if current.stepsBack(to: seen.time) { step(to: seen.time) }
    current.note(seen)
    return current.isMainLog
  }

  /// Ends the current run at a step back to `time`.
  private mutating func step(to time: Int64) {
    if let end = current.end, end - time >= RejectRuns.jump { hasJumped = true }
    close()
  }

  /// Keeps a rejection of the current run, or of the one that is decided, until more is known.
  mutating func hold(_ bytes: RawSpan, _ range: Range<Int>, _ time: LogTime?, _ run: borrowing InputRun) {
    let (input, number) = (run.input, run.number)
    if let index = decision?.run {
      closed[index].held.add(bytes, range, input: input, number: number, time: time, memory: memory)
    } else {
      current.held.add(bytes, range, input: input, number: number, time: time, memory: memory)
    }
  }

  /// Whether the current run is a main log's.
  var isMainLog: Bool { current.isMainLog }

  /// Takes out what waits in the current run.
  mutating func takeWaiting() -> HeldLines { current.held.takeAll() }

  /// Ends the current run; the next one is of the same input.
  mutating func close() {
    closed.append(current)
    current = Run()
    current.continuesInput = true
  }

  /// Whether any rejection waits.
  var holdsLines: Bool { !current.held.isEmpty || closed.contains { !$0.held.isEmpty } }

  /// Calls `body` with the held lines of every run.
  mutating func updateHeld(_ body: (inout HeldLines) -> Void) {
    for index in closed.indices { body(&closed[index].held) }
    body(&current.held)
  }
}
