/// Which bytes belong to a token of a reply text.
enum TokenClass {
  /// Whether `byte` is part of a token: letters, digits, bytes of UTF-8, and what stands inside addresses and ids.
  @inline(__always)
  static func isInside(_ byte: UInt8) -> Bool { table[Int(byte)] }

  /// Whether `byte`, at a token's end, belongs to the sentence and not to the token.
  @inline(__always)
  static func isTrailing(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ".") || byte == UInt8(ascii: ":") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "'")
  }

  private static let table: [Bool] = (0..<256).map { number in
    let byte = UInt8(number)
    let isAlphanumeric = byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26
    return isAlphanumeric || byte >= 0x80 || "@.:_+-~!$%*^'".utf8.contains(byte)
  }
}
