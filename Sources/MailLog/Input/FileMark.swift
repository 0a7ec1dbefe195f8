/// What tells a file from others, and whether it changed, without reading it.
public struct FileMark: Equatable, Sendable {
  /// The device's number.
  public let device: UInt64
  /// The file's number on it.
  public let inode: UInt64
  /// Bytes as stored.
  public let byteCount: Int64
  /// Nanoseconds since 1970: a file that takes another one's place may have its number and length.
  public let modified: Int64

  /// The mark of a file with these.
  public init(device: UInt64, inode: UInt64, byteCount: Int64, modified: Int64) {
    self.device = device
    self.inode = inode
    self.byteCount = byteCount
    self.modified = modified
  }
}
