import Glibc

/// A file with a window of bytes that were read and not yet used: for its first bytes, and for compressed data.
struct BufferedFile: ~Copyable {
  // Large enough that the system call does not show beside inflating, small enough for the second level cache.
  private static let capacity = 128 * 1024

  let file: InputFile
  /// Only `window` of it is meaningful.
  var bytes: [UInt8] = []
  private(set) var window = 0..<0
  private(set) var isAtEnd = false
  /// Bytes taken from the file so far, used or not.
  private(set) var bytesRead: Int64 = 0

  init(_ file: consuming InputFile) {
    self.file = file
  }

  /// A file in front of which `bytes` stand, as if they had been read of it.
  init(_ bytes: [UInt8], then file: consuming InputFile) {
    self.file = file
    self.bytes = bytes
    window = 0..<bytes.count
    bytesRead = Int64(bytes.count)
  }

  var isEmpty: Bool { window.isEmpty }

  /// Offset in the file of the first byte that was not used yet.
  var position: Int64 { bytesRead - Int64(window.count) }

  /// Whether less of the file was read than it had when it was opened.
  var isBehind: Bool { file.byteCount.map { bytesRead < $0 } ?? false }

  /// Says what the content is, with as few bytes as that takes; to be asked before any are used.
  mutating func identify() throws(SystemError) -> ContentFormat {
    while true {
      if let format = ContentFormat(firstBytes: bytes[window], isAll: isAtEnd) { return format }
      try fill()
    }
  }

  /// Adds what one read gives, behind the bytes that are left. Those must be few: they are moved to the front.
  mutating func fill() throws(SystemError) {
    if bytes.isEmpty { bytes = [UInt8](repeating: 0, count: Self.capacity) }
    for (target, source) in window.enumerated() { bytes[target] = bytes[source] }
    window = 0..<window.count
    let count = try file.read(into: &bytes, at: window.count)
    bytesRead += Int64(count)
    window = 0..<window.count + count
    if count == 0 { isAtEnd = true }
  }

  /// Marks the first `count` bytes of the window as used.
  mutating func use(_ count: Int) {
    window = window.lowerBound + count..<window.upperBound
  }

  /// Goes on at `offset` where the file can be read from anywhere; tells whether it can. What was passed over counts as read.
  mutating func seek(to offset: Int64) -> Bool {
    guard file.byteCount != nil, lseek(file.descriptor, off_t(offset), SEEK_SET) == off_t(offset) else { return false }
    window = 0..<0
    bytesRead = offset
    return true
  }

  /// Reads straight into `buffer[offset...]` once the window is used up, which is moved there first.
  mutating func read(into buffer: inout [UInt8], at offset: Int) throws(SystemError) -> Int {
    guard isEmpty else {
      let count = min(window.count, buffer.count - offset)
      buffer.replaceSubrange(offset..<offset + count, with: bytes[window.prefix(count)])
      use(count)
      return count
    }
    bytes = []
    let count = try file.read(into: &buffer, at: offset)
    bytesRead += Int64(count)
    return count
  }
}
