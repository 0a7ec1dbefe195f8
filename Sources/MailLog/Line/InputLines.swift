import SMTPReply

/// The lines of an input as they come, whatever they are, in fixed memory.
package struct InputLines: ~Copyable {
  /// The longest line that is given whole; of others the beginning.
  package static let lineLimit = LineBuffer.lineLimit

  private var source: ByteSource
  private var buffer = LineBuffer()
  private var hasEnded = false

  /// Opens a file, or standard input for `-`.
  package init(path: String) throws(InputError) { source = try ByteSource.open(path: path) }

  /// How many lines were cut.
  package var cutLines: Int { buffer.cutLines }

  /// Why the input could not be read whole; nil while all is well.
  package var damage: InputDamage? { source.damage }

  /// The next lines without their ends, those that came together; nil at the end.
  package mutating func next() -> [ArraySlice<UInt8>]? {
    if hasEnded { return nil }
    guard case .lines(let range) = buffer.next(from: &source) else {
      hasEnded = true
      let rest = buffer.unfinished.bytes
      return rest.isEmpty ? nil : [rest[...]]
    }
    return buffer.bytes[range].dropLast().split(separator: ASCII.newline, omittingEmptySubsequences: false)
  }
}
