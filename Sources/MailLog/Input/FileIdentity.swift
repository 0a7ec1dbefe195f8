/// What tells one file from another, whatever the names and links that lead to it.
struct FileIdentity: Hashable, Sendable {
  let device: UInt64
  let inode: UInt64
}
