import Glibc

extension SystemCalls {
  /// The names in a directory, itself and its parent left out, in no order.
  static func names(inDirectory path: String) throws(SystemError) -> [String] {
    guard let directory = unsafe opendir(path) else { throw SystemError(code: errno) }
    defer { unsafe closedir(directory) }
    var names: [String] = []
    while let entry = unsafe readdir(directory) {
      // The name ends in a zero and may go on behind the declared end of the structure: its address is what counts.
      let offset = MemoryLayout<dirent>.offset(of: \dirent.d_name) ?? 0
      let start = unsafe UnsafeRawPointer(entry).advanced(by: offset).assumingMemoryBound(to: CChar.self)
      let name = unsafe String(cString: start)
      if name != "." && name != ".." { names.append(name) }
    }
    return names
  }
}
