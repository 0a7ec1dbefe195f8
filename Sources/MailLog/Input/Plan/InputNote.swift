/// What an input plan left out, and why. Its description is one line for a postmaster.
public enum InputNote: Equatable, Sendable {
  /// Two names of one file.
  case sameFile(path: String, as: String)
  /// Two files with the same content, compressed or not.
  case sameContent(path: String, as: String)
  /// All of a file is at the beginning of another one, as an older copy is.
  case beginning(path: String, of: String)
  /// A directory's file that the syslog daemon wrote the same lines to.
  case copies(directory: String, name: String, of: String)
  /// Other files of a directory.
  case otherFiles(directory: String, count: Int)
  /// Files of a directory that could not be looked into, and are not named like a mail log.
  case closedFiles(directory: String, names: [String])
  /// A directory without any mail log.
  case noMailLogs(directory: String)
  /// Files that end long before the time asked for, or begin after it.
  case outOfRange(paths: [String])
}

extension InputNote: CustomStringConvertible {
  /// One line for a postmaster: what was left out, and what has it instead.
  public var description: String {
    switch self {
    case .sameFile(let path, let other):
      "\(shown(path)): the same file as \(shown(other)), read once"
    case .sameContent(let path, let other):
      "\(shown(path)): the same content as \(shown(other)), read once"
    case .beginning(let path, let other):
      "\(shown(path)): left out, since \(shown(other)) begins with all of it"
    case .copies(let directory, let name, let other):
      "\(shown(directory)): \(shown(name)) left out, since \(shown(other)) has the same mail lines; name its files to "
        + "read them"
    case .otherFiles(let directory, let count):
      "\(shown(directory)): left out \(count == 1 ? "1 file that is no mail log" : "\(count) files that are no mail logs")"
    case .closedFiles(let directory, let names):
      "\(shown(directory)): not readable, so left out: \(shown(names.prefix(5).joined(separator: ", ")))"
        + (names.count > 5 ? " and \(names.count - 5) more" : "")
    case .outOfRange(let paths):
      "not read, since wholly out of the time asked for: \(shown(paths.prefix(5).joined(separator: ", ")))"
        + (paths.count > 5 ? " and \(paths.count - 5) more" : "")
    case .noMailLogs(let directory):
      "\(shown(directory)): no mail log in this directory; directories in it are not searched"
    }
  }
}
