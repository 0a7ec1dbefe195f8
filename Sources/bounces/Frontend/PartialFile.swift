import MailLog

/// A partial summary's file, read whole.
enum PartialFile {
  /// More than a terabyte of log makes.
  private static let limit = 16 << 30

  /// The bytes of the file at `path`, or of standard input for `-`.
  static func read(_ path: String) throws -> [UInt8] {
    var source = try ByteSource.open(path: path)
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 18)
    while bytes.count < limit, case let count = source.read(into: &buffer, at: 0), count > 0 {
      bytes.append(contentsOf: buffer[..<count])
    }
    if let damage = source.damage { throw Damaged(description: "\(damage)") }
    return bytes
  }

  private struct Damaged: Error, CustomStringConvertible {
    var description: String
  }
}
