package import ReplyCounts

/// Why a history cannot be used. Its description is one line for a postmaster.
package enum HistoryError: Error, Sendable, CustomStringConvertible {
  /// Another run has it.
  case inUse(path: String)
  /// It cannot be opened, read or written.
  case unusable(path: String, reason: String)
  /// It is a database of another program, or no database at all.
  case foreign(path: String)
  /// It was written by a newer version of the program.
  case newerVersion(path: String, version: Int)
  /// What is in it is damaged.
  case damaged(path: String, reason: String)
  /// What was in flight when the last run ended cannot be read.
  case unreadableFlight(path: String, SummaryError)

  /// One line for a postmaster.
  package var description: String {
    switch self {
    case .inUse(let path): "\(path): in use by another run of bounces, so this one ends; nothing was counted"
    case .unusable(let path, let reason): "\(path): the history cannot be used: \(reason)"
    case .foreign(let path): "\(path): not a history of bounces; left as it is"
    case .newerVersion(let path, let version):
      "\(path): the history has version \(version), from a newer bounces; this one knows \(History.version). Left as it is"
    case .damaged(let path, let reason):
      "\(path): the history is damaged (\(reason)); left as it is. Restore a copy, or name another file to begin anew"
    case .unreadableFlight(let path, let error): "\(path): \(error). Left as it is"
    }
  }
}
