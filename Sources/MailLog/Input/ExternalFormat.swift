/// A compression that is read through its own program, named as that is.
public enum ExternalFormat: String, CaseIterable, Sendable {
  /// By `fd 37 7a 58 5a 00`.
  case xz
  /// By `28 b5 2f fd`, and by the skippable frame that `pzstd` begins with.
  case zstd
  /// By `BZh`, a digit, and the mark of a block or of the end.
  case bzip2

  /// The Debian package that has the program.
  public var package: String {
    switch self {
    case .xz: "xz-utils"
    case .zstd: "zstd"
    case .bzip2: "bzip2"
    }
  }

  /// What makes the program decompress its standard input to its standard output.
  var arguments: [String] {
    switch self {
    // One thread a file: newer versions take all processors, and memory with them.
    case .xz: ["-dc", "-T1"]
    // Quiet once: no progress, errors all the same. bzip2 would hide those too.
    case .zstd: ["-dc", "-q"]
    case .bzip2: ["-dc"]
    }
  }
}
