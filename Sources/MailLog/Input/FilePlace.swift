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
  /// Whether `path` leads there; a file that was taken away while it is open has none.
  package let hasName: Bool
  /// The file's own number, by whatever names.
  private let file: FileIdentity?
  /// Nil for what many may share, as a terminal, /dev/null or a connection, and for a name in a directory that is none.
  package let identity: Identity?

  /// The place that `path` leads to, through all links.
  package init(_ path: String) {
    if let status = try? SystemCalls.status(ofPath: path) {
      let resolved = SystemCalls.resolved(path)
      self.init(status, path: resolved ?? path, hasName: resolved != nil)
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
      self.init(kind: .absent, path: end)
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
    let resolved = SystemCalls.resolved(path)
    self.init(status, path: resolved ?? path, hasName: resolved != nil)
  }

  private init(_ status: SystemCalls.Status, path: String, hasName: Bool) {
    let own = status.identity
    let shared = Identity.file(device: own.device, inode: own.inode)
    switch status.mode & S_IFMT {
    case S_IFREG: self.init(kind: .regular, path: path, identity: shared, file: own, hasName: hasName)
    case S_IFDIR: self.init(kind: .directory, path: path, identity: shared, file: own)
    case S_IFIFO: self.init(kind: .fifo, path: path, identity: shared, file: own)
    case S_IFBLK: self.init(kind: .blockDevice, path: path, identity: .disk(status.device), file: own)
    case S_IFSOCK: self.init(kind: .socket, path: path, file: own)
    default: self.init(kind: .characterDevice, path: path, file: own)
    }
  }

  private init(
    kind: Kind, path: String, identity: Identity? = nil, file: FileIdentity? = nil, hasName: Bool = true
  ) {
    self.kind = kind
    self.path = path
    self.identity = identity
    self.file = file
    self.hasName = hasName
  }

  /// A descriptor of this process that is connected to the place; nil when it has none.
  package var heldDescriptor: Int32? {
    let names = (try? SystemCalls.names(inDirectory: "/proc/self/fd")) ?? []
    return names.compactMap { Int32($0) }.sorted().first { (try? SystemCalls.status(of: $0))?.identity == file }
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

  /// The files in `directory` and in the directories in it, as the journal has them.
  package static func members(of directory: String) -> Set<Identity> {
    var members: Set<Identity> = []
    for name in (try? SystemCalls.names(inDirectory: directory)) ?? [] {
      let place = FilePlace(directory + "/" + name)
      let inside = place.kind == .directory ? (try? SystemCalls.names(inDirectory: place.path)) ?? [] : []
      let files = [place] + inside.map { FilePlace(place.path + "/" + $0) }
      members.formUnion(files.compactMap(\.identity))
    }
    return members
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
