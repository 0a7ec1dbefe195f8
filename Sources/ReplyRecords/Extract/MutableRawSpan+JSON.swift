import MailLog

// Each of these writes at `at` and gives where it ended; a target without room traps.
extension MutableRawSpan {
  @inline(__always)
  private mutating func put(_ word: UInt64, at offset: Int) {
    // All eight bytes are inside the span: a negative offset is a great number here. Any bytes are bytes.
    precondition(UInt(bitPattern: offset) < UInt(bitPattern: max(0, byteCount &- 7)))
    unsafe storeBytes(of: word.littleEndian, toUncheckedByteOffset: offset, as: UInt64.self)
  }

  /// Writes bytes as they are; eight more have to follow `range` in `source`.
  @inline(__always)
  mutating func copy(_ source: RawSpan, _ range: Range<Int>, at: Int) -> Int {
    var from = range.lowerBound
    var to = at
    while from < range.upperBound {
      put(source.word(from), at: to)
      from &+= 8
      to &+= 8
    }
    return at &+ range.count
  }

  /// Writes a short text.
  @inline(__always)
  mutating func copy(_ text: StaticString, at: Int) -> Int {
    var done = 0
    let count = text.utf8CodeUnitCount
    while done < count {
      // The bytes of a StaticString are constant; `word` reads no further than they go.
      put(Word.of(text, from: done), at: at &+ done)
      done &+= 8
    }
    return at &+ count
  }

  /// Writes what a string in JSON holds for the bytes of `range`; invalid UTF-8 becomes U+FFFD.
  @inline(__always)
  mutating func escape(_ source: RawSpan, _ range: Range<Int>, at: Int) -> Int {
    var from = range.lowerBound
    var to = at
    while from < range.upperBound {
      let word = source.word(from)
      let left = range.upperBound &- from
      let others = Word.first(left, of: JSONEscape.marks(word))
      put(word, at: to)
      if others == 0 {
        let count = min(8, left)
        from &+= count
        to &+= count
        continue
      }
      let plain = others.trailingZeroBitCount >> 3
      from &+= plain
      to &+= plain
      let byte = source.byte(from)
      guard byte < 0x80 else { return escapeDecoded(source, from..<range.upperBound, at: to) }
      put(JSONEscape.word(of: byte), at: to)
      to &+= JSONEscape.length(of: byte)
      from &+= 1
    }
    return to
  }

  /// As `escape`, for text that is not all ASCII.
  @inline(never)
  private mutating func escapeDecoded(_ source: RawSpan, _ range: Range<Int>, at: Int) -> Int {
    var to = at
    for scalar in (source.string(Field(range.lowerBound, range.upperBound)) ?? "").unicodeScalars {
      if scalar.isASCII {
        let byte = UInt8(ascii: scalar)
        let isPlain = JSONEscape.marks(UInt64(byte) | 0x6161_6161_6161_6100) == 0
        put(isPlain ? UInt64(byte) : JSONEscape.word(of: byte), at: to)
        to &+= isPlain ? 1 : JSONEscape.length(of: byte)
      } else if scalar.isObeyed {
        // Six bytes for each two or three, twelve for four.
        for unit in UTF16.encode(scalar) ?? UTF16.encodedReplacementCharacter {
          put(JSONEscape.word(of: unit), at: to)
          to &+= 6
        }
      } else {
        for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter {
          put(UInt64(byte), at: to)
          to &+= 1
        }
      }
    }
    return to
  }

  /// Writes a whole number.
  @inline(__always)
  mutating func number(_ value: Int, at: Int) -> Int {
    var rest = value.magnitude
    var digits = 1
    while rest >= 10 {
      rest /= 10
      digits &+= 1
    }
    var to = at
    if value < 0 {
      put(UInt64(UInt8(ascii: "-")), at: to)
      to &+= 1
    }
    let end = to &+ digits
    rest = value.magnitude
    var place = end
    while place > to {
      place &-= 1
      setByte(UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: rest % 10), at: place)
      rest /= 10
    }
    return end
  }

  @inline(__always)
  private mutating func setByte(_ byte: UInt8, at offset: Int) {
    precondition(UInt(bitPattern: offset) < UInt(bitPattern: byteCount))
    unsafe storeBytes(of: byte, toUncheckedByteOffset: offset, as: UInt8.self)
  }
}

/// What JSON writes for bytes that cannot stand in a string (RFC 8259, section 7).
enum JSONEscape {
  /// What a byte takes at most: `\u001b`.
  static let widest = 6

  /// The high bit of each byte of `word` that is a quote, a backslash, a control or no ASCII.
  @inline(__always)
  static func marks(_ word: UInt64) -> UInt64 {
    let low = word & ~Word.highBits
    // Additions stay inside each byte, since the high bits are taken out first; a high bit is missing where the byte is below 0x20.
    let controls = ~(low &+ 0x60 &* Word.ones)
    let quotes = isZero(low ^ UInt64(0x22) &* Word.ones)
    let backslashes = isZero(low ^ UInt64(0x5c) &* Word.ones)
    let deletes = isZero(low ^ UInt64(0x7f) &* Word.ones)
    return (controls | quotes | backslashes | deletes | word) & Word.highBits
  }

  /// The high bit of each byte that is zero; all are below 0x80.
  @inline(__always)
  private static func isZero(_ word: UInt64) -> UInt64 { ~(word &+ 0x7f &* Word.ones) }

  /// The escape of `byte`, which has one, as it stands in memory.
  static func word(of byte: UInt8) -> UInt64 {
    if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { return UInt64(0x5c) | UInt64(byte) << 8 }
    return Word.of("\\u00") | UInt64(digit(byte >> 4)) << 32 | UInt64(digit(byte & 15)) << 40
  }

  /// The escape of a unit of UTF-16, six bytes.
  static func word(of unit: UInt16) -> UInt64 {
    let digits = [12, 8, 4, 0].map { UInt64(digit(UInt8(unit >> $0 & 15))) }
    return Word.of("\\u") | digits[0] << 16 | digits[1] << 24 | digits[2] << 32 | digits[3] << 40
  }

  /// How long the escape of `byte` is.
  static func length(of byte: UInt8) -> Int {
    byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") ? 2 : 6
  }

  private static func digit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
  }
}
