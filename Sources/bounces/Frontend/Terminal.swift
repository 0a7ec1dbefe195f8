#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif
import MailLog

/// What the program asks of the system it runs on.
enum Terminal {
  static var isStandardInputTerminal: Bool { isatty(0) == 1 }
  static var isStandardOutputTerminal: Bool { isatty(1) == 1 }
  /// Whether standard error is a terminal on which a line can be drawn anew.
  static var isStandardErrorTerminal: Bool { isatty(2) == 1 && environment("TERM") != "dumb" }
  /// Whether standard output goes to a file.
  static var isStandardOutputFile: Bool {
    var status = stat()
    // fstat fills the structure it is given, and nothing else.
    return unsafe fstat(1, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
  }

  /// Columns of the terminal on standard output; nil when it is none.
  static var width: Int? {
    var size = winsize()
    // ioctl fills the structure it is given, and nothing else.
    guard unsafe ioctl(1, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }

  /// How many processors are at hand, one at least.
  static var processorCount: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

  /// Seconds since 1970.
  static var now: Int64 { Int64(time(nil)) }

  /// The time as a mail's `Date:` has it, in the zone of this host.
  static var mailDate: String {
    var now = time(nil)
    var parts = unsafe tm()
    var text = [CChar](repeating: 0, count: 64)
    // strftime writes no more than the count it is given; the program never leaves the C locale, so the names are English.
    let count = unsafe text.withUnsafeMutableBufferPointer { buffer in
      unsafe strftime(buffer.baseAddress, buffer.count, "%a, %d %b %Y %H:%M:%S %z", localtime_r(&now, &parts))
    }
    return String(decoding: text.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// Seconds east of UTC of this host's clock at `second`, in seconds since 1970.
  static func zone(at second: Int64) -> Int64 {
    var moment = time_t(second)
    var parts = unsafe tm()
    // localtime_r fills the structure it is given, and nothing else.
    guard unsafe localtime_r(&moment, &parts) != nil else { return 0 }
    return Int64(unsafe parts.tm_gmtoff)
  }

  /// The name of this host, or localhost.
  static var hostName: String {
    var name = [CChar](repeating: 0, count: 256)
    // The last byte stays 0.
    guard unsafe gethostname(&name, name.count - 1) == 0 else { return "localhost" }
    let bytes = name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
    return bytes.isEmpty ? "localhost" : String(decoding: bytes, as: UTF8.self)
  }

  /// The value of an environment variable.
  static func environment(_ name: String) -> String? {
    guard let value = unsafe getenv(name) else { return nil }
    return unsafe String(systemBytes: UnsafeRawBufferPointer(start: value, count: strlen(value)))
  }

  /// Writes a line to standard error, in which nothing of a file's name or content is obeyed by a terminal.
  static func complain(_ text: String) {
    writeError("bounces: \(text.onOneLine)\n")
  }

  /// As the other, for words of several lines that say themselves who speaks.
  static func complain(lines words: String) {
    let lines = words.split(separator: "\n", omittingEmptySubsequences: false).map { String($0).onOneLine }
    writeError(lines.joined(separator: "\n") + "\n")
  }

  /// Writes to standard error as it is.
  static func writeError(_ text: String) {
    _ = write(Array(text.utf8), to: 2)
  }

  /// Writes all of `bytes`; false when nobody reads any more or the disk is full.
  static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    var start = 0
    while start < bytes.count {
      let count = unsafe bytes.withUnsafeBytes { buffer in
        // The range is inside the buffer: start < count of bytes.
        unsafe Glibc.write(descriptor, buffer.baseAddress?.advanced(by: start), buffer.count - start)
      }
      if count < 0 {
        if errno == EINTR { continue }
        return false
      }
      start += count
    }
    return true
  }

  static var isBrokenPipe: Bool { errno == EPIPE }
}
