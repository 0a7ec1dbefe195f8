#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Writes to standard output. A closed pipe ends the program quietly; any other failure is said and ends it with 2.
enum StandardOutput {
  static func write(_ bytes: [UInt8]) {
    Terminal.ignoreBrokenPipe()
    guard !Terminal.write(bytes, to: 1) else { return }
    if Terminal.isBrokenPipe { exit(0) }
    Terminal.complain("cannot write to standard output: \(unsafe String(cString: strerror(errno)))")
    exit(2)
  }
}
