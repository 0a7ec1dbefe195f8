import Glibc

extension SystemCalls {
  /// The names in a directory, itself and its parent left out, in no order.
  static func names(inDirectory path: String) throws(SystemError) -> [String] {
    guard let directory = unsafe opendir(path.systemPath) else { throw SystemError(code: errno) }
    defer { unsafe closedir(directory) }
    var names: [String] = []
    while let entry = unsafe readdir(directory) {
      // The name ends in a zero and may go on behind the declared end of the structure: its address is what counts.
      let offset = MemoryLayout<dirent>.offset(of: \dirent.d_name) ?? 0
      let start = unsafe UnsafeRawPointer(entry).advanced(by: offset).assumingMemoryBound(to: CChar.self)
      let name = unsafe String(systemBytes: UnsafeRawBufferPointer(start: start, count: strlen(start)))
      if name != "." && name != ".." { names.append(name) }
    }
    return names
  }

  /// `path` without links and `..`, from the root on; nil when it leads nowhere.
  static func resolved(_ path: String) -> String? {
    guard let found = unsafe realpath(path.systemPath, nil) else { return nil }
    // realpath allocates what it returns when it is given no buffer.
    defer { unsafe free(found) }
    return unsafe String(systemBytes: UnsafeRawBufferPointer(start: found, count: strlen(found)))
  }

  /// What the symbolic link at `path` holds; nil when it is none.
  static func link(at path: String) -> String? {
    var bytes = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = unsafe readlink(path.systemPath, &bytes, bytes.count)
    return count > 0 ? String(systemBytes: bytes[..<count].map { UInt8(bitPattern: $0) }) : nil
  }
}
