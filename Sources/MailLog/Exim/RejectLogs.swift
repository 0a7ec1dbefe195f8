/// Keeps rejections from counting twice when Exim's main log and reject log are read together.
///
/// The reject log repeats the main log's rejections and has nothing else, so it is known by that: a run of lines is a main
/// log once it shows an arrival, a delivery or a completion. A run ends with its input, or where rejections step back in time by
/// more than `slack` (files joined by `cat`). A rejection is a copy when it lies in the time that a closed run's rejections
/// cover: for a main log, of a closed reject log; for what shows only rejections so far, of any closed run. Near the end
/// of that time, where another file may go on with the same log, only an equal line is a copy.
struct RejectLogs: Sendable {
  /// Seconds by which rejections of one run may be out of order.
  static let slack: Int64 = 60
  /// Seconds in front of a run's end for which its rejections are remembered.
  static let tail: Int64 = 5
  private static let tailLimit = 4_096
  private static let runLimit = 1_024

  private struct Run {
    var first: Int64
    var last: Int64
    var isMainLog: Bool
    /// Rejections of the last seconds.
    var latest: [(key: UInt64, time: Int64)]
  }

  private var closed: [Run] = []
  private var current: Run?
  private var isMainLog = false

  /// A new input begins.
  mutating func beginInput() {
    close()
    isMainLog = false
  }

  /// The run shows what only a main log has.
  @inline(__always)
  mutating func noteMainLog() { isMainLog = true }

  /// Whether the rejection with `key` at `time` was counted before.
  mutating func isCopy(_ key: UInt64, at time: Int64) -> Bool {
    if let last = current?.last, time < last - RejectLogs.slack {
      close()
      isMainLog = false
    }
    var run = current ?? Run(first: time, last: time, isMainLog: isMainLog, latest: [])
    current = nil
    run.first = min(run.first, time)
    if time > run.last {
      run.last = time
      if let oldest = run.latest.first, oldest.time < time - RejectLogs.tail {
        run.latest.removeAll { $0.time < time - RejectLogs.tail }
      }
    }
    if run.latest.count < RejectLogs.tailLimit, time >= run.last - RejectLogs.tail { run.latest.append((key, time)) }
    current = run
    guard !closed.isEmpty else { return false }
    let isMainLog = isMainLog
    return closed.contains { other in
      guard !isMainLog || !other.isMainLog, time >= other.first, time <= other.last else { return false }
      return time < other.last - RejectLogs.tail || other.latest.contains { $0.key == key }
    }
  }

  private mutating func close() {
    guard var run = current else { return }
    run.isMainLog = isMainLog
    current = nil
    if closed.count < RejectLogs.runLimit { closed.append(run) }
  }
}
