/// What tells a file from others, and whether it changed, without reading it.
package struct FileMark: Equatable, Sendable {
  /// The device's number.
  package let device: UInt64
  /// The file's number on it.
  package let inode: UInt64
  /// Bytes as stored.
  package let byteCount: Int64
  /// Nanoseconds since 1970: a file that takes another one's place may have its number and length.
  package let modified: Int64

  /// The mark of a file with these.
  package init(device: UInt64, inode: UInt64, byteCount: Int64, modified: Int64) {
    self.device = device
    self.inode = inode
    self.byteCount = byteCount
    self.modified = modified
  }
}
