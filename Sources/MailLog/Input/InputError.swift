/// Why an input could not be opened. Its description is one line that names the path.
public enum InputError: Error, Equatable, Sendable {
  /// The system refused to open or to read it; for a lack of rights, with what would give them.
  case unreadable(path: String, SystemError, AccessRemedy?)
  /// It is a directory.
  case isDirectory(path: String)
  /// The program that reads its compression is not installed.
  case programMissing(path: String, ExternalFormat)
  /// journalctl is not installed.
  case noJournal

  /// The input as it was named.
  public var path: String {
    switch self {
    case .unreadable(let path, _, _), .isDirectory(let path), .programMissing(let path, _): path
    case .noJournal: JournalQuery.name
    }
  }
}
