/// Which bytes belong to a token of a reply text.
enum TokenClass {
  /// Whether `byte` is part of a token: letters, digits, bytes of UTF-8, and what stands inside addresses and ids.
  @inline(__always)
  static func isInside(_ byte: UInt8) -> Bool {
    // Two words of 64 bits instead of a table: no memory is touched, and no lazy global asked for.
    if byte >= 0x80 { return true }
    let bits = byte < 64 ? low : high
    return bits >> UInt64(byte & 63) & 1 != 0
  }

  /// Bytes 0 to 63: `! $ % ' * + - .`, digits and the colon.
  @inline(__always)
  private static var low: UInt64 { 0x07ff_6cb2_0000_0000 }

  /// Bytes 64 to 127: `@`, letters, `^ _ ~`.
  @inline(__always)
  private static var high: UInt64 { 0x47ff_fffe_c7ff_ffff }

  /// Whether `byte`, at a token's end, belongs to the sentence and not to the token.
  @inline(__always)
  static func isTrailing(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ".") || byte == UInt8(ascii: ":") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "'")
  }
}
