import MailLog

/// Writes JSON into bytes, in the order it is told, invalid UTF-8 as U+FFFD.
///
/// Our own since the report has to keep the order of its keys and name what is null. `extract` writes millions of lines by
/// `RecordLines`.
package struct JSONWriter {
  /// What was written so far.
  package private(set) var bytes: [UInt8] = []
  private let isPretty: Bool
  private var depth = 0
  private var needsComma = false

  /// A writer that has written nothing; `isPretty` breaks lines and indents by two blanks.
  package init(isPretty: Bool = false) {
    self.isPretty = isPretty
  }

  /// Opens an object.
  package mutating func beginObject() { open(UInt8(ascii: "{")) }
  /// Closes the object opened last.
  package mutating func endObject() { close(UInt8(ascii: "}")) }
  /// Opens an array.
  package mutating func beginArray() { open(UInt8(ascii: "[")) }
  /// Closes the array opened last.
  package mutating func endArray() { close(UInt8(ascii: "]")) }

  /// Ends a value on the outermost level with a newline, as NDJSON wants.
  package mutating func endLine() {
    bytes.append(UInt8(ascii: "\n"))
    needsComma = false
  }

  /// Forgets what was written, and keeps the room.
  package mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    needsComma = false
  }

  /// Writes a key, which holds nothing that has to be escaped.
  @inline(__always)
  package mutating func key(_ name: StaticString) {
    separate()
    bytes.append(UInt8(ascii: "\""))
    name.withUTF8Buffer { unsafe bytes.append(contentsOf: $0) }
    bytes.append(UInt8(ascii: "\""))
    bytes.append(UInt8(ascii: ":"))
    if isPretty { bytes.append(UInt8(ascii: " ")) }
    needsComma = false
  }

  /// Writes a whole number.
  package mutating func value(_ number: Int) { bare(String(number)) }
  /// Writes true or false.
  package mutating func value(_ flag: Bool) { bare(flag ? "true" : "false") }
  /// Writes null.
  package mutating func null() { bare("null") }

  /// Writes a number as it stands, which the caller knows to be one.
  package mutating func bare(_ literal: String) {
    separate()
    bytes.append(contentsOf: literal.utf8)
    needsComma = true
  }

  /// Writes a string.
  package mutating func value(_ text: String) {
    separate()
    bytes.append(UInt8(ascii: "\""))
    if text.utf8.allSatisfy({ $0 < 0x80 }) {
      for byte in text.utf8 { escape(byte) }
    } else {
      for scalar in text.unicodeScalars { escape(scalar) }
    }
    bytes.append(UInt8(ascii: "\""))
    needsComma = true
  }

  /// Writes a string, or null.
  package mutating func value(_ text: String?) {
    guard let text else { return null() }
    value(text)
  }

  /// Writes a whole number, or null.
  package mutating func value(_ number: Int?) {
    guard let number else { return null() }
    value(number)
  }

  @inline(__always)
  private mutating func escape(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"):
      bytes.append(UInt8(ascii: "\\"))
      bytes.append(byte)
    case 0..<0x20, 0x7f:
      let digits = Array("0123456789abcdef".utf8)
      bytes.append(contentsOf: "\\u00".utf8)
      bytes.append(digits[Int(byte >> 4)])
      bytes.append(digits[Int(byte & 15)])
    default:
      bytes.append(byte)
    }
  }

  /// Writes what a terminal would obey as an escape too: JSON is looked at as well.
  private mutating func escape(_ scalar: Unicode.Scalar) {
    if scalar.isASCII {
      escape(UInt8(ascii: scalar))
    } else if scalar.isObeyed {
      for unit in UTF16.encode(scalar) ?? UTF16.encodedReplacementCharacter {
        let digits = String(unit, radix: 16)
        bytes.append(contentsOf: "\\u\(String(repeating: "0", count: 4 - digits.count))\(digits)".utf8)
      }
    } else {
      bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    }
  }

  private mutating func open(_ bracket: UInt8) {
    separate()
    bytes.append(bracket)
    depth += 1
    needsComma = false
  }

  private mutating func close(_ bracket: UInt8) {
    depth -= 1
    if isPretty, needsComma { breakLine() }
    bytes.append(bracket)
    needsComma = true
  }

  @inline(__always)
  private mutating func separate() {
    guard needsComma || isPretty else { return }
    if needsComma { bytes.append(UInt8(ascii: ",")) }
    if isPretty, depth > 0, bytes.last != UInt8(ascii: " ") { breakLine() }
    needsComma = false
  }

  private mutating func breakLine() {
    bytes.append(UInt8(ascii: "\n"))
    for _ in 0..<(2 * depth) { bytes.append(UInt8(ascii: " ")) }
  }
}
