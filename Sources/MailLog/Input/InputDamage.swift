/// Why an input could not be read to its end, and how far it was read. Its description is one line that names the path.
public struct InputDamage: Equatable, Sendable {
  /// What went wrong.
  public enum Cause: Equatable, Sendable {
    /// The file ends within compressed data.
    case truncated
    /// The compressed data breaks the rules of its format; zlib's own words say which.
    case corrupt(String)
    /// The bytes decoded are not those that were compressed, by their CRC-32.
    case checksumMismatch
    /// The bytes decoded are more or fewer than were compressed.
    case lengthMismatch
    /// The program that decompresses the input gave up; its own words say why.
    case programFailed(ExternalFormat, String)
    /// journalctl gave up; its own words say why.
    case journalFailed(String)
    /// The file became shorter than it was when it was opened.
    case shrunk
    /// The system stopped giving bytes.
    case readError(SystemError)
  }

  /// The input as it was named on opening.
  public let path: String
  /// What went wrong.
  public let cause: Cause
  /// Bytes of the file used before the damage was noticed.
  public let fileOffset: Int64
  /// Decompressed bytes handed out, all of those decoded before the damage was noticed.
  public let byteOffset: Int64
}
