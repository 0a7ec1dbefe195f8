import Glibc

extension ByteSource {
  /// Opens bytes that are in memory already, such as a line pasted in; `name` is for messages only.
  ///
  /// They go through a pipe, so at most 60 KiB are taken; the rest is left out.
  public static func open(bytes: [UInt8], name: String) throws(InputError) -> ByteSource {
    var ends: (Int32, Int32) = (-1, -1)
    let isOpen = unsafe withUnsafeMutableBytes(of: &ends) { raw in
      // Two 32-bit numbers, as pipe() writes them.
      guard let pair = unsafe raw.baseAddress?.assumingMemoryBound(to: Int32.self) else { return false }
      return unsafe pipe(pair) == 0
    }
    guard isOpen else { throw .unreadable(path: name, SystemError(code: errno), nil) }
    let part = bytes.prefix(60 * 1024)
    // An empty pipe takes 64 KiB at once.
    let count = unsafe part.withUnsafeBytes { unsafe write(ends.1, $0.baseAddress, $0.count) }
    let code = errno
    close(ends.1)
    guard count == part.count else {
      close(ends.0)
      throw .unreadable(path: name, SystemError(code: code), nil)
    }
    return try ByteSource(InputFile(descriptor: ends.0, path: name), path: name)
  }
}
