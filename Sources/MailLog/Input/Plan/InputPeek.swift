/// A regular file, looked into: what its first lines tell, so that it can take its place among others.
struct InputPeek: Sendable {
  /// Decompressed bytes that are looked at.
  private static let reach = 64 * 1024
  /// Of these, how many are kept: they are the same in files that may have the same content.
  static let headCount = 4096

  let path: String
  let name: RotationName
  let identity: FileIdentity
  let encoding: ByteSource.Encoding
  /// The newest time that the content can be from, in seconds since 1970.
  let newestTime: Int64
  /// What its lines tell of its time.
  let times: PeekedTimes
  let hasMailLines: Bool
  let isEmpty: Bool
  /// The first decompressed bytes.
  let head: [UInt8]
  /// The same for the files of a rotated set: its directory and its name.
  var set: String { (path.lastIndex(of: "/").map { String(path[...$0]) } ?? "") + name.base }
  /// The same for files that begin alike.
  var beginning: Int { head.hashValue }

  /// Opens the file, reads on as far as `reach`, and asks `recogniser` what that is.
  init(path: String, identity: FileIdentity, by recogniser: LogRecogniser) throws(InputError) {
    var source = try ByteSource.open(path: path)
    let bytes = source.cut(to: Self.reach)
    newestTime = source.newestTime ?? recogniser.now
    let found = recogniser.recognise(bytes, newestTime)
    times = PeekedTimes(found.stamps, newest: newestTime &* 1_000_000)
    self.path = path
    self.identity = identity
    name = RotationName(path: path)
    encoding = source.encoding
    hasMailLines = found.hasMailLines
    isEmpty = bytes.isEmpty && source.damage == nil
    head = Array(bytes.prefix(Self.headCount))
  }

  /// By the first time in it that is to be trusted. For want of one by the file's own, which is not before it and in a rotated set hardly after
  /// the beginning of the next file.
  static func isOlder(_ left: InputPeek, _ right: InputPeek) -> Bool {
    left.place < right.place
  }

  var place: InputPlace {
    let hash = head.isEmpty ? 0 : PaddedBytes(head).withBytes { HashMixer.hash($0, 0..<head.count) }
    return .file(path, microsecond: times.first ?? newestTime &* 1_000_000, head: hash)
  }
}
