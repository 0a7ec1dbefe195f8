import MailLog

/// A file read at once.
enum WholeFile {
  /// More than any file of rules, and than any list of replies that is explained by hand.
  static let limit = 64 << 20

  /// More than a partial summary of a terabyte of log.
  static let partialLimit = 16 << 30

  /// The bytes of the file at `path`, or of standard input for `-`, as far as `limit`.
  static func read(_ path: String, limit: Int = limit) throws -> [UInt8] {
    var source = try ByteSource.open(path: path)
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while bytes.count < limit, case let count = source.read(into: &buffer, at: 0), count > 0 {
      bytes.append(contentsOf: buffer[..<count])
    }
    if let damage = source.damage { throw Damaged(text: "\(damage)") }
    return bytes
  }

  private struct Damaged: Error, CustomStringConvertible {
    var text: String
    var description: String { text }
  }
}
