extension InputError: CustomStringConvertible {
  /// One line for a postmaster: the path, what is wrong, what to do.
  public var description: String {
    switch self {
    case .unreadable(let path, let error, let remedy):
      "\(shown(path)): \(error.reason)\(remedy.map { " (\($0))" } ?? "")"
    case .isDirectory(let path):
      "\(shown(path)): is a directory"
    case .unsupportedCompression(let path, let format):
      "\(shown(path)): compressed with \(format), which is not read directly; use: \(command(path, format))"
    }
  }

  private func command(_ path: String, _ format: UnsupportedCompression) -> String {
    let file = path == InputFile.standardInputPath ? "" : " \(shellWord(path))"
    return "\(format) -dc\(file) | bounces analyze -"
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
    "\(shown(path)): \(problem); the \(byteOffset) bytes of log before that were read"
  }

  private var problem: String {
    switch cause {
    case .truncated: "gzip data is cut short at byte \(fileOffset) (still being written, or an incomplete copy?)"
    case .corrupt(let detail): "gzip data is damaged at byte \(fileOffset) (\(detail))"
    case .checksumMismatch: "gzip checksum at byte \(fileOffset) does not match (some of the text may be wrong)"
    case .lengthMismatch: "gzip length at byte \(fileOffset) does not match (some of the text may be missing)"
    case .readError(let error): "\(error.reason) at byte \(fileOffset)"
    }
  }
}

extension InputWarning: CustomStringConvertible {
  /// One line for a postmaster: the path, and what was left out.
  public var description: String {
    switch self {
    case .trailingGarbage(let path, let fileOffset):
      "\(shown(path)): what follows the gzip data, from byte \(fileOffset) on, is not gzip and was left out"
    }
  }
}

/// A path as it may be shown: one line, and no terminal escapes of a hostile file name.
private func shown(_ path: String) -> String {
  guard path != InputFile.standardInputPath else { return "standard input" }
  var text = ""
  for scalar in path.unicodeScalars {
    if isHarmless(scalar) {
      text.unicodeScalars.append(scalar)
    } else {
      text += scalar.escaped(asASCII: true)
    }
  }
  return text
}

private func isHarmless(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.properties.generalCategory {
  case .control, .format, .lineSeparator, .paragraphSeparator: false
  default: true
  }
}

/// A path as a shell reads it back.
private func shellWord(_ path: String) -> String {
  let isPlain = path.utf8.allSatisfy { byte in
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "/"), UInt8(ascii: "."), UInt8(ascii: "-"),
      UInt8(ascii: "_"), UInt8(ascii: "+"), UInt8(ascii: "="), UInt8(ascii: ":"), UInt8(ascii: ","), 0x80...:
      true
    default: false
    }
  }
  guard !isPlain else { return shown(path) }
  let quoted = shown(path).split(separator: "'", omittingEmptySubsequences: false).joined(separator: #"'\''"#)
  return "'\(quoted)'"
}
