#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif
import MailLog

/// Writes a file whole or not at all: beside its place first, so that an old one stays when the disk is full.
///
/// A new file takes the rights of the one that it replaces, and a symbolic link goes on pointing to where it did, also when nothing was
/// there. What is no file, as a pipe or a device, is written to and stays.
struct OutputFile {
  /// The path as it was given.
  let path: String

  /// The file at `path`, which is known to be used for nothing else.
  init(_ path: String, _: FileUse.Proof) { self.path = path }

  /// Writes `bytes`; false, and the reason on standard error, when that fails.
  func write(_ bytes: [UInt8]) -> Bool {
    let place = FilePlace(path)
    let failure =
      switch place.kind {
      case .regular where !place.hasName: OutputStream.write(bytes, to: place)
      case .regular, .absent: replace(place.path, bytes)
      case .directory: EISDIR
      case .socket, .fifo, .characterDevice, .blockDevice: OutputStream.write(bytes, to: place)
      }
    return failure.map(complain) ?? true
  }

  /// Takes the file away, and no link or device; false, and the reason on standard error, when it stays.
  func remove() -> Bool {
    let place = FilePlace(path)
    guard place.kind == .regular, unsafe unlink(place.path.systemPath) != 0, errno != ENOENT else { return true }
    return complain(errno)
  }

  /// Puts a new file in the place of an old one; gives why that cannot be.
  private func replace(_ place: String, _ bytes: [UInt8]) -> Int32? {
    // Nobody can have laid a link or a file under a name that is made up now, and none is followed.
    let beside = "\(place).\(String(UInt64.random(in: .min ... .max), radix: 36)).new"
    let descriptor = Interruption.beginning([beside]) {
      unsafe open(beside.systemPath, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o644)
    }
    guard descriptor >= 0 else { return errno }
    takeRights(of: place, descriptor)
    let isWritten = Terminal.write(bytes, to: descriptor) && fsync(descriptor) == 0
    let reason = errno
    close(descriptor)
    return Interruption.finishing([beside]) { () -> Int32? in
      if isWritten, unsafe rename(beside.systemPath, place.systemPath) == 0 { return nil }
      let failure = isWritten ? errno : reason
      _ = unsafe unlink(beside.systemPath)
      return failure
    }
  }

  /// Gives the new file the rights of an old one at `path`, and its owner where that is allowed.
  private func takeRights(of path: String, _ descriptor: Int32) {
    var old = stat()
    // stat fills the structure it is given, and nothing else.
    guard unsafe stat(path.systemPath, &old) == 0 else { return }
    // Whoever may not give a file away keeps it, with the same rights.
    _ = fchown(descriptor, old.st_uid, old.st_gid)
    _ = fchmod(descriptor, old.st_mode & 0o777)
  }

  private func complain(_ reason: Int32) -> Bool {
    Terminal.complain("cannot write \(path): \(unsafe String(cString: strerror(reason)))")
    return false
  }
}
