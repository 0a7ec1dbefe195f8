import MailLog
import Synchronization

/// How far the reading of the inputs is, in one line on a terminal's standard error; nothing in the first second.
final class Progress: Sendable {
  private struct State {
    var read: Int64 = 0
    var drawn: ContinuousClock.Instant?
    var isOver = false
  }

  private let state = Mutex(State())
  private let began = ContinuousClock.now
  private let total: Int64?

  /// Begins to watch the inputs of `plan`; nil where nobody could see it. A command that prints while it reads would spoil a terminal
  /// or a pager with it, so `printsAlong` asks for a file as standard output.
  init?(of plan: InputPlan, printsAlong: Bool) {
    guard Terminal.isStandardErrorTerminal, !printsAlong || Terminal.isStandardOutputFile else { return nil }
    total = plan.byteCount
  }

  /// Counts what is read of `source` from now on.
  func watch(_ source: inout ByteSource) {
    source.onRead = { [self] count in add(count) }
  }

  private func add(_ count: Int64) {
    let now = ContinuousClock.now
    state.withLock { state in
      state.read += count
      guard !state.isOver, now - (state.drawn ?? began) >= .milliseconds(state.drawn == nil ? 1_000 : 200) else {
        return
      }
      state.drawn = now
      let line = ProgressLine(read: state.read, total: total, elapsed: now - began)
      Terminal.writeError("\r\(line)\u{1b}[K")
    }
  }

  /// Clears the line for something else; it comes back as reading goes on.
  func clear() { state.withLock { erase(&$0) } }

  /// Clears the line for good.
  func end() {
    state.withLock { state in
      erase(&state)
      state.isOver = true
    }
  }

  private func erase(_ state: inout State) {
    if state.drawn != nil { Terminal.writeError("\r\u{1b}[K") }
  }
}
