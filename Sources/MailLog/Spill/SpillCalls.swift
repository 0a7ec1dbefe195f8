import Glibc

/// The calls to the operating system that a temporary file without a name needs.
///
/// Unsafe because they take pointers. No pointer outlives the call it is made for, and each length is that of its array.
enum SpillCalls {
  /// Makes a file in `directory` that has no name there.
  static func open(in directory: String) throws(SystemError) -> Int32 {
    // What O_TMPFILE is made of, which is a macro that does not come over.
    let unnamed = 0o20_000_000 | O_DIRECTORY
    let descriptor = unsafe Glibc.open(directory.systemPath, unnamed | O_RDWR | O_CLOEXEC, 0o600)
    if descriptor >= 0 { return descriptor }
    // Some file systems know no files without a name.
    guard [EOPNOTSUPP, EISDIR, EINVAL].contains(errno) else { throw SystemError(code: errno) }
    var name = "\(directory)/bounces-XXXXXX".systemPath
    let named = unsafe name.withUnsafeMutableBufferPointer { name in
      guard let start = name.baseAddress else { return Int32(-1) }
      let descriptor = unsafe mkstemp(start)
      if descriptor >= 0 {
        _ = unsafe unlink(start)
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
      }
      return descriptor
    }
    guard named >= 0 else { throw SystemError(code: errno) }
    return named
  }

  static func close(_ descriptor: Int32) {
    _ = Glibc.close(descriptor)
  }

  /// Writes all of `bytes` from `offset` on.
  static func write(_ bytes: [UInt8], to descriptor: Int32, at offset: Int64) throws(SystemError) {
    var done = 0
    while done < bytes.count {
      var code: Int32 = 0
      let count = unsafe bytes.withUnsafeBytes { all in
        let rest = unsafe UnsafeRawBufferPointer(rebasing: all[done...])
        let count = unsafe pwrite(descriptor, rest.baseAddress, rest.count, off_t(offset) + off_t(done))
        if count < 0 { code = errno }
        return count
      }
      if count > 0 { done += count } else if code != EINTR { throw SystemError(code: count == 0 ? ENOSPC : code) }
    }
  }

  /// Reads all bytes at `place`.
  static func read(_ descriptor: Int32, _ place: Range<Int64>) throws(SystemError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: place.count)
    var done = 0
    while done < bytes.count {
      var code: Int32 = 0
      let count = unsafe bytes.withUnsafeMutableBytes { all in
        let rest = unsafe UnsafeMutableRawBufferPointer(rebasing: all[done...])
        let count = unsafe pread(descriptor, rest.baseAddress, rest.count, off_t(place.lowerBound) + off_t(done))
        if count < 0 { code = errno }
        return count
      }
      if count > 0 { done += count } else if code != EINTR { throw SystemError(code: count == 0 ? EIO : code) }
    }
    return bytes
  }
}
