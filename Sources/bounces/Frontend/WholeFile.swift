import MailLog

/// A small file read at once. What is larger than its kind may be is refused before the rest is read.
enum WholeFile {
  /// What a file is for, and how large it may be.
  enum Kind: String {
    case rules = "a file of rules"
    case key = "a key"

    /// Bytes at most, decompressed: more than the guide itself has, and than any key.
    var limit: Int { self == .rules ? 8 << 20 : 1 << 20 }
  }

  /// The bytes of the file at `path`.
  static func read(_ path: String, as kind: Kind) throws -> [UInt8] {
    var source = try ByteSource.open(path: path)
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = source.read(into: &buffer, at: 0), count > 0 {
      bytes.append(contentsOf: buffer[..<count])
      guard bytes.count <= kind.limit else {
        throw Refusal(
          description: "\(path): larger than \(kind.limit >> 20) MB, which is the limit for \(kind.rawValue)")
      }
    }
    if let damage = source.damage { throw Refusal(description: "\(damage)") }
    return bytes
  }

  private struct Refusal: Error, CustomStringConvertible {
    let description: String
  }
}
