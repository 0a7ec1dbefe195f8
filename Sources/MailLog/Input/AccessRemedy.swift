import Glibc

/// What gives the right to read a file that was refused.
public enum AccessRemedy: Equatable, Sendable {
  /// To be a member of this group, or root.
  case group(String)
  /// To be root.
  case superuser

  /// Looks up what is needed for the file, or for the directory on the way to it that bars the way.
  init(forReading path: String) {
    if let file = try? SystemCalls.status(ofPath: path) {
      self.init(file, granting: S_IRGRP)
      return
    }
    var parent = path[...]
    while let slash = parent.lastIndex(of: "/"), slash > parent.startIndex {
      parent = parent[..<slash]
      if let directory = try? SystemCalls.status(ofPath: String(parent)) {
        self.init(directory, granting: S_IXGRP)
        return
      }
    }
    self = .superuser
  }

  private init(_ status: SystemCalls.Status, granting right: mode_t) {
    // Nobody should be told to join the group of root.
    if status.mode & right != 0, status.group != 0, let name = SystemCalls.groupName(status.group) {
      self = .group(name)
    } else {
      self = .superuser
    }
  }
}
