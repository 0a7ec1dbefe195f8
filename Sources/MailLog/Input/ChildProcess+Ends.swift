import Glibc

extension ChildProcess {
  /// The descriptors between a program and us, all closed in every other program that may be started.
  struct Ends {
    /// Of each pair ours comes first, then the program's.
    var input: (Int32, Int32) = (-1, -1)
    var output: (Int32, Int32) = (-1, -1)
    var messages: (Int32, Int32) = (-1, -1)

    mutating func open() throws(SystemError) {
      do {
        input = try Self.sockets()
        output = try Self.sockets()
        messages = try Self.sockets()
      } catch {
        closeChildSide()
        closeOurSide()
        throw error
      }
    }

    /// Sockets rather than pipes: only they are closed elsewhere from the start, also when another thread starts a program.
    private static func sockets() throws(SystemError) -> (Int32, Int32) {
      var pair: [Int32] = [-1, -1]
      let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
      guard unsafe socketpair(AF_UNIX, kind, 0, &pair) == 0 else { throw SystemError(code: errno) }
      return (pair[0], pair[1])
    }

    /// Starts the program on its side of the descriptors; returns 0 or an `errno` value.
    func spawn(_ program: String, _ arguments: [String], _ process: inout pid_t) -> Int32 {
      var actions = unsafe posix_spawn_file_actions_t()
      var attributes = posix_spawnattr_t()
      unsafe posix_spawn_file_actions_init(&actions)
      unsafe posix_spawnattr_init(&attributes)
      defer {
        unsafe posix_spawn_file_actions_destroy(&actions)
        unsafe posix_spawnattr_destroy(&attributes)
      }
      for (target, source) in [input.1, output.1, messages.1].enumerated() {
        unsafe posix_spawn_file_actions_adddup2(&actions, source, Int32(target))
      }
      // We may ignore SIGPIPE; a program that did would not end when we stop reading.
      var signals = sigset_t()
      unsafe sigemptyset(&signals)
      unsafe sigaddset(&signals, SIGPIPE)
      unsafe posix_spawnattr_setsigdefault(&attributes, &signals)
      // And those that we wait for in a thread of their own are blocked.
      unsafe sigemptyset(&signals)
      unsafe posix_spawnattr_setsigmask(&attributes, &signals)
      unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))

      var words: [UnsafeMutablePointer<CChar>?] = unsafe ([program] + arguments).map { word in
        unsafe strdup(word.systemPath)
      }
      unsafe words.append(nil)
      defer { unsafe words.indices.forEach { unsafe free(words[$0]) } }
      // Nothing of the environment: no options and no language that would change what the program does and says.
      var environment: [UnsafeMutablePointer<CChar>?] = unsafe [nil]
      return unsafe posix_spawnp(&process, program, &actions, &attributes, &words, &environment)
    }

    func closeChildSide() {
      for end in [input.1, output.1, messages.1] where end >= 0 { close(end) }
    }

    func closeOurSide() {
      for end in [input.0, output.0, messages.0] where end >= 0 { close(end) }
    }
  }
}
