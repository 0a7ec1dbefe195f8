/// What an input is, by its first bytes. Its name is not asked: rotation tools and people rename files.
enum ContentFormat: Equatable {
  case plain
  case gzip
  case external(ExternalFormat)

  /// The first bytes of each format; nil stands for any byte.
  private static let signatures: [(format: ContentFormat, bytes: [UInt8?])] = [
    (.gzip, [0x1f, 0x8b]),
    (.external(.xz), [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]),
    (.external(.zstd), [0x28, 0xb5, 0x2f, 0xfd]),
    (.external(.zstd), [0x50, 0x2a, 0x4d, 0x18]),
    (.external(.bzip2), [0x42, 0x5a, 0x68, nil, 0x31, 0x41, 0x59, 0x26, 0x53, 0x59]),
    (.external(.bzip2), [0x42, 0x5a, 0x68, nil, 0x17, 0x72, 0x45, 0x38, 0x50, 0x90]),
  ]

  /// Recognises the format, or answers nil while these bytes could still become a signature.
  ///
  /// So a slow pipe is waited for only as long as the answer is open, which for a log line is one byte.
  init?(firstBytes: ArraySlice<UInt8>, isAll: Bool) {
    var isOpen = false
    for (format, bytes) in Self.signatures where zip(firstBytes, bytes).allSatisfy({ $1 == nil || $0 == $1 }) {
      guard firstBytes.count < bytes.count else {
        self = format
        return
      }
      isOpen = true
    }
    guard isAll || !isOpen else { return nil }
    // A lone 1f cannot be text: it is a gzip file cut behind its first byte.
    self = isAll && firstBytes.elementsEqual([0x1f]) ? .gzip : .plain
  }
}
