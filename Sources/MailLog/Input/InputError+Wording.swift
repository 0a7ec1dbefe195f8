extension InputError: CustomStringConvertible {
  /// One line for a postmaster: the path, what is wrong, what to do.
  public var description: String {
    switch self {
    case .unreadable(let path, let error, let remedy):
      "\(shown(path)): \(error.reason)\(remedy.map { " (\($0))" } ?? "")"
    case .isDirectory(let path):
      "\(shown(path)): is a directory"
    case .programMissing(let path, let format):
      "\(shown(path)): compressed with \(format), and there is no program \(format) to read it (Debian package "
        + "\(format.package))"
    case .noJournal:
      "there is no program journalctl here to read the journal (Debian package systemd)"
    }
  }
}

extension AccessRemedy: CustomStringConvertible {
  /// What to do, to stand in brackets behind the reason.
  public var description: String {
    switch self {
    case .group(let name): "readable by group \(name): run with sudo, or add your user to \(name)"
    case .superuser: "run with sudo"
    }
  }
}

extension InputDamage: CustomStringConvertible {
  /// One line for a postmaster: the path, what is wrong and where, what was read all the same.
  public var description: String {
    if case .journalFailed(let message) = cause { return "\(path): journalctl gave up (\(shown(message)))" }
    return "\(shown(path)): \(problem); the \(byteOffset) bytes of log before that were read"
  }

  private var problem: String {
    switch cause {
    case .journalFailed(let message): message
    case .truncated: "gzip data is cut short at byte \(fileOffset) (still being written, or an incomplete copy?)"
    case .corrupt(let detail): "gzip data is damaged at byte \(fileOffset) (\(detail))"
    case .checksumMismatch: "gzip checksum at byte \(fileOffset) does not match (some of the text may be wrong)"
    case .lengthMismatch: "gzip length at byte \(fileOffset) does not match (some of the text may be missing)"
    case .programFailed(let format, let message): "\(format) data is cut short or damaged (\(shown(message)))"
    case .shrunk: "became shorter while it was read (emptied when it was rotated?)"
    case .readError(let error): "\(error.reason) at byte \(fileOffset)"
    }
  }
}

extension InputWarning: CustomStringConvertible {
  /// One line for a postmaster: the path, and what was left out.
  public var description: String {
    switch self {
    case .programSaid(let path, let message): "\(shown(path)): \(shown(message))"
    case .trailingGarbage(let path, let fileOffset):
      "\(shown(path)): what follows the gzip data, from byte \(fileOffset) on, is not gzip and was left out"
    }
  }
}
