import Glibc

/// Where a path leads, whether a file is there yet or not. All names of one place have the same identity.
package struct FilePlace: Sendable {
  /// What is there.
  package enum Kind: Sendable {
    case regular, directory, fifo, socket, characterDevice, blockDevice
    /// Nothing, or nothing that may be looked at.
    case absent
  }

  /// What tells a place from others.
  package enum Identity: Hashable, Sendable {
    /// A file, by whatever names and links it is reached.
    case file(device: UInt64, inode: UInt64)
    /// A disk, by whatever node.
    case disk(UInt64)
    /// A name that a directory does not have yet.
    case name([UInt8], device: UInt64, inode: UInt64)
  }

  /// What is there.
  package let kind: Kind
  /// The path without links; as it was given where nobody can tell.
  package let path: String
  /// Nil for what many may share, as a terminal, /dev/null or a connection, and for a name in a directory that is none.
  package let identity: Identity?

  /// The place that `path` leads to, through all links.
  package init(_ path: String) {
    if let status = try? SystemCalls.status(ofPath: path) {
      self.init(status, path: SystemCalls.resolved(path) ?? path)
      return
    }
    let end = FilePlace.endOfLinks(path)
    let bytes = end.systemBytes
    let slash = bytes.lastIndex(of: UInt8(ascii: "/"))
    let name = slash.map { Array(bytes[($0 + 1)...]) } ?? bytes
    let parent = slash.map { $0 == 0 ? "/" : String(systemBytes: bytes[..<$0]) } ?? "."
    guard !name.isEmpty, let directory = SystemCalls.resolved(parent),
      let status = try? SystemCalls.status(ofPath: directory), status.isDirectory
    else {
      self.init(kind: .absent, path: end, identity: nil)
      return
    }
    self.init(
      kind: .absent, path: (directory == "/" ? "" : directory) + "/" + String(systemBytes: name),
      identity: .name(name, device: status.identity.device, inode: status.identity.inode))
  }

  /// What an open descriptor is connected to; nil when it is closed.
  package init?(descriptor: Int32) {
    guard let status = try? SystemCalls.status(of: descriptor) else { return nil }
    let path = "/proc/self/fd/\(descriptor)"
    self.init(status, path: SystemCalls.resolved(path) ?? path)
  }

  private init(_ status: SystemCalls.Status, path: String) {
    let file = Identity.file(device: status.identity.device, inode: status.identity.inode)
    switch status.mode & S_IFMT {
    case S_IFREG: self.init(kind: .regular, path: path, identity: file)
    case S_IFDIR: self.init(kind: .directory, path: path, identity: file)
    case S_IFIFO: self.init(kind: .fifo, path: path, identity: file)
    case S_IFBLK: self.init(kind: .blockDevice, path: path, identity: .disk(status.device))
    case S_IFSOCK: self.init(kind: .socket, path: path, identity: nil)
    default: self.init(kind: .characterDevice, path: path, identity: nil)
    }
  }

  private init(kind: Kind, path: String, identity: Identity?) {
    self.kind = kind
    self.path = path
    self.identity = identity
  }

  /// Whether the place is below `directory`, at any depth.
  package func isInside(_ directory: String) -> Bool {
    guard let top = try? SystemCalls.status(ofPath: directory).identity else { return false }
    var rest = path.systemBytes[...]
    while let slash = rest.lastIndex(of: UInt8(ascii: "/")) {
      rest = rest[..<slash]
      let parent = rest.isEmpty ? "/" : String(systemBytes: rest)
      if (try? SystemCalls.status(ofPath: parent))?.identity == top { return true }
    }
    return false
  }

  /// Where the links end that begin at `path`, the last of which may lead to nothing.
  private static func endOfLinks(_ path: String) -> String {
    var path = path
    // As many as Linux follows.
    for _ in 0..<40 {
      guard let next = SystemCalls.link(at: path) else { break }
      let bytes = path.systemBytes
      let slash = bytes.lastIndex(of: UInt8(ascii: "/"))
      path = next.hasPrefix("/") ? next : slash.map { String(systemBytes: bytes[...$0]) + next } ?? next
    }
    return path
  }
}
