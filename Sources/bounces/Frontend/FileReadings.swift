import Dispatch
import MailLog
import ReplyCounts
import Synchronization

/// Files that several threads read, handed out in their order.
///
/// Where no thread can be made, who wants the next file reads it.
///
/// No more than twice as many files as threads are ahead of the one that is handed out, so that few summaries wait in memory.
final class FileReadings: Sendable {
  private struct State {
    var started = 0
    var hasThreads = false
    var handedOut = 0
    var waiting: [Int: FileReading] = [:]
  }

  private let state = Mutex(State())
  private let count: Int
  private let read: @Sendable (_ path: String, _ isFirst: Bool) -> FileReading
  private let paths: [String]
  private let finished: [DispatchSemaphore]
  private let window: DispatchSemaphore

  /// Begins to read `paths` with `jobs` threads, each file by `read`.
  init(_ paths: [String], jobs: Int, read: @escaping @Sendable (_ path: String, _ isFirst: Bool) -> FileReading) {
    self.paths = paths
    self.read = read
    count = paths.count
    finished = paths.map { _ in DispatchSemaphore(value: 0) }
    window = DispatchSemaphore(value: 2 * jobs)
    for _ in 0..<min(jobs, paths.count) where WorkerThread.start({ self.work() }) == nil {
      state.withLock { $0.hasThreads = true }
    }
  }

  /// The next file in order; waits until it was read.
  func next() -> FileReading {
    let (number, hasThreads) = state.withLock { state in
      defer { state.handedOut += 1 }
      return (state.handedOut, state.hasThreads)
    }
    guard hasThreads else { return read(paths[number], number == 0) }
    finished[number].wait()
    window.signal()
    // The thread puts it there before it signals.
    return state.withLock { $0.waiting.removeValue(forKey: number) } ?? read(paths[number], number == 0)
  }

  private func work() {
    while true {
      window.wait()
      let number = state.withLock { state in
        defer { state.started += 1 }
        return state.started
      }
      guard number < count else {
        window.signal()
        return
      }
      let reading = read(paths[number], number == 0)
      state.withLock { $0.waiting[number] = reading }
      finished[number].signal()
    }
  }
}

/// One file read by a thread of its own, with what was wrong with it.
///
/// It is handed from the thread that made it to the one that merges it, and no thread keeps it: so it may be sent.
final class FileReading: @unchecked Sendable {
  let summary: Summary
  private(set) var failure: InputError?
  private(set) var warnings: [InputWarning] = []
  private(set) var damage: InputDamage?

  /// Reads the file at `path` into `summary`, which nobody else has.
  init(_ path: String, into summary: Summary, progress: Progress?) {
    self.summary = summary
    do {
      var source = try ByteSource.open(path: path)
      progress?.watch(&source)
      summary.read(&source, path: path)
      warnings = source.warnings
      damage = source.damage
    } catch {
      failure = error
    }
  }
}
