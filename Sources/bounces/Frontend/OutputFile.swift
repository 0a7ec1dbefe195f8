#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Writes a file whole or not at all: beside its place first, so that an old one stays when the disk is full.
///
/// A new file takes the rights of the one that it replaces, and a symbolic link goes on pointing to where it did.
enum OutputFile {
  /// Writes `bytes` to `path`; false, and the reason on standard error, when that fails.
  static func write(_ bytes: [UInt8], to path: String) -> Bool {
    let place = target(of: path)
    // Nobody can have laid a link or a file under a name that is made up now, and none is followed.
    let beside = "\(place).\(String(UInt64.random(in: .min ... .max), radix: 36)).new"
    let descriptor = Interruption.beginning([beside]) {
      unsafe open(beside, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o644)
    }
    guard descriptor >= 0 else { return complain(path, errno) }
    takeRights(of: place, descriptor)
    let isWritten = Terminal.write(bytes, to: descriptor) && fsync(descriptor) == 0
    let reason = errno
    close(descriptor)
    let failure = Interruption.finishing([beside]) { () -> Int32? in
      if isWritten, unsafe rename(beside, place) == 0 { return nil }
      let failure = isWritten ? errno : reason
      _ = unsafe unlink(beside)
      return failure
    }
    return failure.map { complain(path, $0) } ?? true
  }

  /// Takes a file away; false, and the reason on standard error, when it stays.
  static func remove(_ path: String) -> Bool {
    guard unsafe unlink(path) != 0, errno != ENOENT else { return true }
    return complain(path, errno)
  }

  /// Where a symbolic link at `path` points to; `path` itself when it is none, or leads nowhere.
  private static func target(of path: String) -> String {
    guard let resolved = unsafe realpath(path, nil) else { return path }
    // realpath allocates what it returns when it is given no buffer.
    defer { unsafe free(resolved) }
    return unsafe String(cString: resolved)
  }

  /// Gives the new file the rights of an old one at `path`, and its owner where that is allowed.
  private static func takeRights(of path: String, _ descriptor: Int32) {
    var old = stat()
    // stat fills the structure it is given, and nothing else.
    guard unsafe stat(path, &old) == 0 else { return }
    // Whoever may not give a file away keeps it, with the same rights.
    _ = fchown(descriptor, old.st_uid, old.st_gid)
    _ = fchmod(descriptor, old.st_mode & 0o777)
  }

  private static func complain(_ path: String, _ reason: Int32) -> Bool {
    Terminal.complain("cannot write \(path): \(unsafe String(cString: strerror(reason)))")
    return false
  }
}
