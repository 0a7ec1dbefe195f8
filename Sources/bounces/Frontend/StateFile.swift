import MailLog

/// A partial summary in a file, compressed or not, read a part at a time.
final class StateFile: StateSource {
  private var source: ByteSource
  private var buffer = [UInt8](repeating: 0, count: 1 << 16)

  /// The file at `path`, or standard input for `-`.
  init(_ path: String) throws(InputError) { source = try ByteSource.open(path: path) }

  /// Why it could not be read whole.
  var damage: InputDamage? { source.damage }

  var isSound: Bool { source.damage == nil }

  func next() -> [UInt8] { Array(buffer[..<source.read(into: &buffer, at: 0)]) }

  /// A file that could not be read whole, in its own words.
  struct Damaged: Error, CustomStringConvertible {
    let damage: InputDamage

    var description: String { "\(damage)" }
  }
}
