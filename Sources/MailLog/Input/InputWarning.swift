/// Something about an input that is worth saying, though all of its data was read.
///
/// Its description is one line that names the path.
public enum InputWarning: Equatable, Sendable {
  /// Bytes behind the last gzip member, from this offset in the file on, are not gzip and were left out.
  case trailingGarbage(path: String, fileOffset: Int64)
  /// What the program that decompressed the input had to say, though it did its work.
  case programSaid(path: String, String)
}
