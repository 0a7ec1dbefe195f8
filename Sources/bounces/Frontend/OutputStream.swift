#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif
import MailLog

/// Writes to what nothing can take the place of: a pipe, a device, a socket, a file without a name.
enum OutputStream {
  /// Writes all of `bytes`; gives why that cannot be.
  static func write(_ bytes: [UInt8], to place: FilePlace) -> Int32? {
    let descriptor = place.kind == .socket ? socket(place) : node(place)
    guard descriptor >= 0 else { return errno }
    let failure: Int32? = Terminal.write(bytes, to: descriptor) ? nil : errno
    // A device may tell only now that it has no room.
    guard close(descriptor) == 0 || failure != nil else { return errno }
    return failure
  }

  /// A pipe, a device or an open file, opened if it is still what it was: whoever may write to its directory may have put a file there.
  private static func node(_ place: FilePlace) -> Int32 {
    let descriptor = unsafe open(place.path.systemPath, O_WRONLY | O_TRUNC | O_NOCTTY | O_CLOEXEC)
    guard descriptor >= 0, FilePlace(descriptor: descriptor)?.kind != place.kind else { return descriptor }
    close(descriptor)
    errno = EAGAIN
    return -1
  }

  /// A connection that this process has, as by /dev/stdout, or else a new one to the socket of that name.
  private static func socket(_ place: FilePlace) -> Int32 {
    if let descriptor = place.heldDescriptor { return fcntl(descriptor, F_DUPFD_CLOEXEC, 3) }
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let name = place.path.systemPath
    guard name.count <= MemoryLayout.size(ofValue: address.sun_path) else {
      errno = ENAMETOOLONG
      return -1
    }
    unsafe withUnsafeMutableBytes(of: &address.sun_path) { room in
      // The name fits with its zero.
      for (place, byte) in name.enumerated() { unsafe room[place] = UInt8(bitPattern: byte) }
    }
    let descriptor = Glibc.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { return -1 }
    let isConnected = unsafe withUnsafePointer(to: &address) { address in
      unsafe address.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0
      }
    }
    if isConnected { return descriptor }
    let reason = errno
    close(descriptor)
    errno = reason
    return -1
  }
}
