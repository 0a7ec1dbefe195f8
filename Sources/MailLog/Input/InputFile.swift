import Glibc

/// An open descriptor, closed when it goes away unless it is standard input.
struct InputFile: ~Copyable {
  /// Stands for standard input where a path is expected.
  static let standardInputPath = "-"
  static let standardInput = STDIN_FILENO

  let descriptor: Int32
  private let status: SystemCalls.Status

  init(path: String) throws(InputError) {
    guard path != Self.standardInputPath else {
      try self.init(descriptor: Self.standardInput, path: path)
      return
    }
    let opened: Int32
    do {
      opened = try SystemCalls.open(path)
    } catch {
      let remedy = error.isRefusal ? AccessRemedy(forReading: path) : nil
      throw .unreadable(path: path, error, remedy)
    }
    try self.init(descriptor: opened, path: path)
  }

  /// Takes over an open descriptor; `path` is for messages only.
  init(descriptor: Int32, path: String) throws(InputError) {
    let status: SystemCalls.Status
    do {
      status = try SystemCalls.status(of: descriptor)
    } catch {
      Self.close(descriptor)
      throw .unreadable(path: path, error, nil)
    }
    guard !status.isDirectory else {
      Self.close(descriptor)
      throw .isDirectory(path: path)
    }
    self.descriptor = descriptor
    self.status = status
    // Advice only: where it cannot be followed, reading works all the same.
    if isRegular { _ = posix_fadvise(descriptor, 0, 0, POSIX_FADV_SEQUENTIAL) }
  }

  deinit {
    Self.close(descriptor)
  }

  private static func close(_ descriptor: Int32) {
    if descriptor != STDIN_FILENO { _ = Glibc.close(descriptor) }
  }

  private var isRegular: Bool { status.isRegular }

  /// Whether a regular file has fewer bytes now than `count`.
  func isShorter(than count: Int64) -> Bool {
    guard isRegular, let now = try? SystemCalls.status(of: descriptor) else { return false }
    return now.byteCount < count
  }

  /// Size in bytes; nil for pipes and devices.
  var byteCount: Int64? { isRegular ? status.byteCount : nil }

  /// Seconds since 1970; nil for pipes and devices, whose time says nothing about their content.
  var modificationTime: Int64? { isRegular ? status.modificationTime : nil }

  /// What tells the file, and whether it changed; nil for pipes and devices.
  var mark: FileMark? {
    guard isRegular else { return nil }
    return FileMark(
      device: status.identity.device, inode: status.identity.inode, byteCount: status.byteCount,
      modified: status.modificationNanoseconds)
  }

  /// Reads once into `buffer[offset...]`; returns the number of bytes, 0 at the end.
  func read(into buffer: inout [UInt8], at offset: Int) throws(SystemError) -> Int {
    try SystemCalls.read(descriptor, into: &buffer, at: offset)
  }
}
