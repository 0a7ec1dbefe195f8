/// Why an input could not be opened. Its description is one line that names the path.
public enum InputError: Error, Equatable, Sendable {
  /// The system refused to open or to read it; for a lack of rights, with what would give them.
  case unreadable(path: String, SystemError, AccessRemedy?)
  /// It is a directory.
  case isDirectory(path: String)
  /// It is compressed in a way that is not read; never taken for text.
  case unsupportedCompression(path: String, UnsupportedCompression)
}
