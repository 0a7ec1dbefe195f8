/// Byte values with a name, and tests on bytes.
///
/// Each is a few instructions where it is used, in other modules too: without `@usableFromInline` at the type they would be calls there,
/// whatever stands at its members.
@usableFromInline
package enum ASCII {
  @inlinable @inline(always) package static var newline: UInt8 { UInt8(ascii: "\n") }
  @inlinable @inline(always) package static var carriageReturn: UInt8 { UInt8(ascii: "\r") }
  @inlinable @inline(always) package static var tab: UInt8 { UInt8(ascii: "\t") }
  @inlinable @inline(always) package static var space: UInt8 { UInt8(ascii: " ") }
  @inlinable @inline(always) package static var quote: UInt8 { UInt8(ascii: "\"") }
  @inlinable @inline(always) package static var backslash: UInt8 { UInt8(ascii: "\\") }
  @inlinable @inline(always) package static var colon: UInt8 { UInt8(ascii: ":") }
  @inlinable @inline(always) package static var comma: UInt8 { UInt8(ascii: ",") }
  @inlinable @inline(always) package static var dot: UInt8 { UInt8(ascii: ".") }
  @inlinable @inline(always) package static var hyphen: UInt8 { UInt8(ascii: "-") }
  @inlinable @inline(always) package static var slash: UInt8 { UInt8(ascii: "/") }
  @inlinable @inline(always) package static var equals: UInt8 { UInt8(ascii: "=") }
  @inlinable @inline(always) package static var less: UInt8 { UInt8(ascii: "<") }
  @inlinable @inline(always) package static var greater: UInt8 { UInt8(ascii: ">") }
  @inlinable @inline(always) package static var openBracket: UInt8 { UInt8(ascii: "[") }
  @inlinable @inline(always) package static var closeBracket: UInt8 { UInt8(ascii: "]") }
  @inlinable @inline(always) package static var openParenthesis: UInt8 { UInt8(ascii: "(") }
  @inlinable @inline(always) package static var closeParenthesis: UInt8 { UInt8(ascii: ")") }
  @inlinable @inline(always) package static var questionMark: UInt8 { UInt8(ascii: "?") }
  @inlinable @inline(always) package static var semicolon: UInt8 { UInt8(ascii: ";") }
  @inlinable @inline(always) package static var at: UInt8 { UInt8(ascii: "@") }

  /// Whether `byte` is one of `0` to `9`.
  @inlinable @inline(always)
  package static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

  /// Whether `byte` is one of `A` to `Z`.
  @inlinable @inline(always)
  package static func isCapital(_ byte: UInt8) -> Bool { byte &- 0x41 < 26 }

  /// Whether `byte` is one of `a` to `z`.
  @inlinable @inline(always)
  package static func isSmallLetter(_ byte: UInt8) -> Bool { byte &- 0x61 < 26 }

  /// Whether `byte` is an ASCII letter.
  @inlinable @inline(always)
  package static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }

  /// Whether `byte` is an ASCII letter or a digit.
  @inlinable @inline(always)
  package static func isAlphanumeric(_ byte: UInt8) -> Bool { isDigit(byte) || isLetter(byte) }

  /// Whether `byte` is a hexadecimal digit.
  @inlinable @inline(always)
  package static func isHexadecimal(_ byte: UInt8) -> Bool { isDigit(byte) || (byte | 0x20) &- 0x61 < 6 }

  /// Whether `byte` is a hexadecimal digit in text whose capitals were made small.
  @inlinable @inline(always)
  package static func isSmallHexadecimal(_ byte: UInt8) -> Bool { isDigit(byte) || byte &- 0x61 < 6 }

  /// Whether `byte` is a letter, a digit or, beyond ASCII, a part of a character: what words are made of, and no sign.
  @inlinable @inline(always)
  package static func isOfWord(_ byte: UInt8) -> Bool { byte >= 0x80 || isAlphanumeric(byte) }

  /// Whether `byte` is a sign, a letter, a digit or the blank: no control, and nothing beyond ASCII.
  @inlinable @inline(always)
  package static func isPrintable(_ byte: UInt8) -> Bool { byte &- 0x20 < 0x5f }

  /// `byte` in lower case when it is an ASCII capital.
  @inlinable @inline(always)
  package static func lowercased(_ byte: UInt8) -> UInt8 { isCapital(byte) ? byte | 0x20 : byte }
}
