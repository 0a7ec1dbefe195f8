#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif
import MailLog
import Synchronization

/// What happens when the program is told to end (SIGINT, SIGTERM, SIGHUP): it ends by that signal at once, and leaves no file half-written.
///
/// The signals are blocked, and a thread of its own waits for them: so no code runs inside a signal handler, and a lock is enough to keep
/// the end out of what has to be done whole.
enum Interruption {
  private struct State: Sendable {
    /// Files to be taken away, since they are not finished.
    var unfinished: Set<String> = []
    var hasPrinted = false
  }

  private static let state = Mutex(State())
  private static let names = [SIGINT: "SIGINT", SIGTERM: "SIGTERM", SIGHUP: "SIGHUP"]

  /// What the waiting thread needs.
  private static let stackBytes = 256 << 10

  /// Begins to wait for the signals, apart from those that whoever started the program had it ignore, as nohup does. To be called before
  /// any other thread is started. Ends the program with 2 where no thread can be made: nothing would take away what is half-written.
  static func watch() {
    // Writing fails with an error instead, which is said, or to a reader that went away is not.
    for number in [SIGPIPE, SIGXFSZ] { _ = signal(number, SIG_IGN) }
    var signals = sigset_t()
    // Each call fills or reads the structure that it is given, and nothing else.
    unsafe sigemptyset(&signals)
    for number in names.keys where !isIgnored(number) { unsafe sigaddset(&signals, number) }
    var before = sigset_t()
    unsafe pthread_sigmask(SIG_BLOCK, &signals, &before)
    let awaited = signals
    let failure = WorkerThread.start(stackBytes: stackBytes) {
      var awaited = awaited
      var number: Int32 = 0
      while unsafe sigwait(&awaited, &number) != 0 {}
      end(by: number)
    }
    guard let failure else { return }
    // Nobody waits for them: one that came meanwhile ends the program here.
    unsafe pthread_sigmask(SIG_SETMASK, &before, nil)
    Terminal.complain(
      "no thread can be made, so nothing is begun: \(failure.reason) (a limit of processes or of memory?)")
    exit(2)
  }

  private static func isIgnored(_ number: Int32) -> Bool {
    var action = sigaction()
    guard unsafe sigaction(number, nil, &action) == 0 else { return false }
    // Handlers are no values that can be compared; the one that stands for "ignored" is a number.
    let (handler, ignoring) = unsafe (action.__sigaction_handler.sa_handler, SIG_IGN)
    return unsafe unsafeBitCast(handler, to: UInt.self) == unsafeBitCast(ignoring, to: UInt.self)
  }

  /// Does something that no signal cuts in two: it ends the program before, or after. It has to be short.
  static func whole<Value>(_ body: () throws -> Value) rethrows -> Value {
    try state.withLock { _ in try body() }
  }

  /// As `whole`, for what begins a file that has to be taken away unless it is finished.
  static func beginning<Value>(_ paths: [String], _ body: () throws -> Value) rethrows -> Value {
    try state.withLock { state in
      state.unfinished.formUnion(paths)
      return try body()
    }
  }

  /// As `whole`, for what finishes such a file, or takes it away.
  static func finishing<Value>(_ paths: [String], _ body: () throws -> Value) rethrows -> Value {
    try state.withLock { state in
      state.unfinished.subtract(paths)
      return try body()
    }
  }

  /// Notes that something stands on standard output, which is then not all.
  static func notePrinted() { state.withLock { $0.hasPrinted = true } }

  /// Ends the program as the signal would have, so that whoever started it sees that it did.
  private static func end(by number: Int32) -> Never {
    state.withLock { state in
      for path in state.unfinished { _ = unsafe unlink(path.systemPath) }
      if Terminal.isStandardErrorTerminal { Terminal.writeError("\r\u{1b}[K") }
      let name = names[number] ?? "a signal"
      Terminal.complain(state.hasPrinted ? "ended by \(name): what was printed is not all" : "ended by \(name)")
      var signals = sigset_t()
      unsafe sigemptyset(&signals)
      unsafe sigaddset(&signals, number)
      _ = signal(number, SIG_DFL)
      kill(getpid(), number)
      unsafe pthread_sigmask(SIG_UNBLOCK, &signals, nil)
      // The first process of a container is not ended by its own signal.
      _exit(128 + number)
    }
  }
}
