#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Writes a file whole or not at all: beside its place first, so that an old one stays when the disk is full.
enum OutputFile {
  /// Writes `bytes` to `path`; false, and the reason on standard error, when that fails.
  static func write(_ bytes: [UInt8], to path: String) -> Bool {
    let beside = path + ".new-\(getpid())"
    let descriptor = unsafe open(beside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { return complain(path) }
    let isWritten = Terminal.write(bytes, to: descriptor) && fsync(descriptor) == 0
    let reason = errno
    close(descriptor)
    guard isWritten else {
      _ = unsafe unlink(beside)
      errno = reason
      return complain(path)
    }
    guard unsafe rename(beside, path) == 0 else {
      let reason = errno
      _ = unsafe unlink(beside)
      errno = reason
      return complain(path)
    }
    return true
  }

  private static func complain(_ path: String) -> Bool {
    Terminal.complain("cannot write \(path): \(unsafe String(cString: strerror(errno)))")
    return false
  }
}
