import Glibc

/// The calls to the operating system that take pointers, each behind a safe face.
///
/// This file, its extensions, `ChildProcess.swift` and `Inflater.swift` hold all unsafe code of the input. No pointer outlives the call it is made for, and every
/// length handed to the system is that of the buffer it stands for.
enum SystemCalls {
  /// What the input needs to know about a file.
  struct Status {
    let identity: FileIdentity
    let mode: mode_t
    let group: gid_t
    let byteCount: Int64
    /// The device that the file is, where it is one.
    let device: UInt64
    /// Seconds since 1970.
    let modificationTime: Int64
    /// Nanoseconds since 1970.
    let modificationNanoseconds: Int64

    var isRegular: Bool { mode & S_IFMT == S_IFREG }
    var isDirectory: Bool { mode & S_IFMT == S_IFDIR }

    fileprivate init(_ raw: stat) {
      identity = FileIdentity(device: UInt64(raw.st_dev), inode: UInt64(raw.st_ino))
      mode = raw.st_mode
      group = raw.st_gid
      device = UInt64(raw.st_rdev)
      byteCount = Int64(raw.st_size)
      modificationTime = Int64(raw.st_mtim.tv_sec)
      modificationNanoseconds = modificationTime &* 1_000_000_000 &+ Int64(raw.st_mtim.tv_nsec)
    }
  }

  /// Opens a file for reading and returns its descriptor.
  static func open(_ path: String) throws(SystemError) -> Int32 {
    while true {
      let descriptor = unsafe Glibc.open(path.systemPath, O_RDONLY | O_CLOEXEC | O_NOCTTY)
      if descriptor >= 0 { return descriptor }
      let code = errno
      if code != EINTR { throw SystemError(code: code) }
    }
  }

  /// Reads once into `buffer[offset...]`; returns the number of bytes, 0 at the end.
  static func read(_ descriptor: Int32, into buffer: inout [UInt8], at offset: Int) throws(SystemError) -> Int {
    precondition(offset >= 0 && offset <= buffer.count)
    while true {
      var code: Int32 = 0
      let count = unsafe buffer.withUnsafeMutableBytes { bytes in
        let room = unsafe UnsafeMutableRawBufferPointer(rebasing: bytes[offset...])
        let count = unsafe Glibc.read(descriptor, room.baseAddress, room.count)
        if count < 0 { code = errno }
        return count
      }
      if count >= 0 { return count }
      switch code {
      case EINTR: continue
      // Standard input is non-blocking when a program it is shared with (ssh, some supervisors) made it so.
      case EAGAIN: waitUntilReadable(descriptor)
      default: throw SystemError(code: code)
      }
    }
  }

  private static func waitUntilReadable(_ descriptor: Int32) {
    var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    _ = unsafe poll(&request, 1, -1)
  }

  static func status(of descriptor: Int32) throws(SystemError) -> Status {
    var raw = stat()
    guard unsafe fstat(descriptor, &raw) == 0 else { throw SystemError(code: errno) }
    return Status(raw)
  }

  static func status(ofPath path: String) throws(SystemError) -> Status {
    var raw = stat()
    guard unsafe stat(path.systemPath, &raw) == 0 else { throw SystemError(code: errno) }
    return Status(raw)
  }

  /// The system's own words for an `errno` value.
  static func reason(_ code: Int32) -> String {
    // The longest text of glibc, in any language, is far below this; a cut one still ends in a zero.
    unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { text in
      guard let start = text.baseAddress, unsafe strerror_r(code, start, text.count) == 0 else {
        return "error \(code)"
      }
      return unsafe String(cString: start)
    }
  }

  /// The name of a group, or nil when the system has none for this number.
  static func groupName(_ group: gid_t) -> String? {
    // Room for the member list too, which the call writes beside the name; a longer one is an error, not an overrun.
    unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: 64 * 1024) { text in
      var entry = unsafe Glibc.group()
      var found: UnsafeMutablePointer<Glibc.group>?
      guard unsafe getgrgid_r(group, &entry, text.baseAddress, text.count, &found) == 0,
        unsafe found != nil, let name = unsafe entry.gr_name
      else { return nil }
      return unsafe String(cString: name)
    }
  }
}
