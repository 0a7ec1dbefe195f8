import Glibc

/// A program that turns what is sent to it into what is read from it, without a shell and with an empty environment.
///
/// Unsafe because the calls take pointers: each is to a variable or an array of the calling function, with its own size.
/// It is connected by sockets, since a write to one can be asked not to raise SIGPIPE. Its messages are kept apart from
/// ours. It is killed, if need be, and always waited for.
struct ChildProcess: ~Copyable {
  /// What can be done without waiting.
  struct Readiness {
    var hasOutput: Bool
    var takesInput: Bool
    var hasSource: Bool
  }

  let process: pid_t
  private let output: Int32
  private let messages: Int32
  private var messagesAreOpen = true
  /// What it said to its standard error, the first of it.
  private var said: [UInt8] = []
  /// Negative once it is closed.
  private var input: Int32
  private var isReaped = false

  /// Starts the program of this name in PATH; fails with ENOENT when there is none.
  init(program: String, arguments: [String]) throws(SystemError) {
    var ends = Ends()
    try ends.open()
    var process: pid_t = 0
    let code = ends.spawn(program, arguments, &process)
    ends.closeChildSide()
    guard code == 0 else {
      ends.closeOurSide()
      throw SystemError(code: code)
    }
    self.process = process
    (input, output, messages) = (ends.input.0, ends.output.0, ends.messages.0)
  }

  deinit {
    if input >= 0 { close(input) }
    close(output)
    close(messages)
    if !isReaped {
      kill(process, SIGKILL)
      _ = Self.wait(for: process)
    }
  }

  /// Whether it may still be sent bytes.
  var isOpenForInput: Bool { input >= 0 }

  /// Tells the program that nothing more will come.
  mutating func closeInput() {
    if input >= 0 { close(input) }
    input = -1
  }

  /// Waits for output, for room for input if there is some to send, and for `source` if one is given.
  mutating func waitUntilReady(sending: Bool, source: Int32?) -> Readiness {
    var requests = [
      pollfd(fd: output, events: Int16(POLLIN), revents: 0),
      // A negative descriptor is passed over.
      pollfd(fd: sending ? input : -1, events: Int16(POLLOUT), revents: 0),
      pollfd(fd: source ?? -1, events: Int16(POLLIN), revents: 0),
      pollfd(fd: messagesAreOpen ? messages : -1, events: Int16(POLLIN), revents: 0),
    ]
    _ = unsafe poll(&requests, nfds_t(requests.count), -1)
    if requests[3].revents != 0 { takeMessages() }
    return Readiness(
      hasOutput: requests[0].revents != 0, takesInput: requests[1].revents != 0, hasSource: requests[2].revents != 0)
  }

  /// Takes what the program said, so that it is never held up by saying more than anybody wants to hear.
  private mutating func takeMessages() {
    var bytes = [UInt8](repeating: 0, count: 512)
    while messagesAreOpen {
      let count = unsafe recv(messages, &bytes, bytes.count, Int32(MSG_DONTWAIT))
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else {
        messagesAreOpen = count < 0 && errno == EAGAIN
        return
      }
      if said.count < bytes.count { said += bytes[..<count] }
    }
  }

  /// Reads what the program gave into `buffer[offset...]`; 0 at its end.
  func read(into buffer: inout [UInt8], at offset: Int) throws(SystemError) -> Int {
    try SystemCalls.read(output, into: &buffer, at: offset)
  }

  /// Sends as much as there is room for; nil when the program takes no more.
  func send(_ bytes: ArraySlice<UInt8>) -> Int? {
    let count = unsafe bytes.withUnsafeBytes { bytes in
      unsafe Glibc.send(input, bytes.baseAddress, bytes.count, Int32(MSG_DONTWAIT | MSG_NOSIGNAL))
    }
    if count >= 0 { return count }
    return errno == EAGAIN || errno == EINTR ? 0 : nil
  }

  /// Waits for the program's end. Nil when somebody else took its status, as where SIGCHLD is ignored.
  mutating func finish() -> Int32? {
    closeInput()
    isReaped = true
    let status = Self.wait(for: process)
    takeMessages()
    return status
  }

  /// The first line of what the program said to its standard error.
  var message: String {
    let line = said.split(separator: UInt8(ascii: "\n")).first ?? []
    let blanks = line.reversed().prefix { $0 == UInt8(ascii: " ") }.count
    return String(decoding: line.dropLast(blanks), as: UTF8.self)
  }

  private static func wait(for process: pid_t) -> Int32? {
    var status: Int32 = 0
    while unsafe waitpid(process, &status, 0) < 0 {
      if errno != EINTR { return nil }
    }
    return status
  }
}
