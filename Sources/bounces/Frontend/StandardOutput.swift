#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Writes to standard output. A closed pipe ends the program quietly; any other failure is said and ends it with 2.
enum StandardOutput {
  static func write(_ bytes: [UInt8]) {
    guard !bytes.isEmpty, !writeWhole(bytes) else { return }
    if Terminal.isBrokenPipe { exit(0) }
    Terminal.complain("cannot write to standard output: \(unsafe String(cString: strerror(errno)))")
    exit(2)
  }

  /// Writes all of `bytes`; no signal cuts it in a file. A pipe may be stuck, and whoever reads it sees how the program ended.
  private static func writeWhole(_ bytes: [UInt8]) -> Bool {
    Interruption.notePrinted()
    guard Terminal.isStandardOutputFile else { return Terminal.write(bytes, to: 1) }
    return Interruption.whole { Terminal.write(bytes, to: 1) }
  }
}
