import SMTPReply

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Reads what `SectionWriter` wrote, straight from the program's own constant bytes.
package struct SectionReader: Sendable {
  private let section: StaticString
  private var at = 0

  /// A reader at the start of `text`.
  package init(_ text: StaticString) {
    section = text
  }

  /// Whether all was read.
  package var isAtEnd: Bool { at >= section.utf8CodeUnitCount }

  /// The next value; nil for an empty one.
  mutating func text() -> String? {
    let range = line()
    return range.isEmpty ? nil : string(range)
  }

  mutating func requiredText() -> String { string(line()) }

  mutating func flag() -> Bool { !line().isEmpty }

  mutating func texts() -> [String]? {
    let range = line()
    guard let sign = byte(range.lowerBound, in: range), sign == UInt8(ascii: "+") else { return nil }
    var texts: [String] = []
    var start = range.lowerBound + 2
    while start <= range.upperBound {
      var end = start
      while end < range.upperBound, byte(end, in: range) != 9 { end += 1 }
      texts.append(string(start..<end))
      start = end + 1
    }
    return texts
  }

  /// Passes over `count` values.
  mutating func skip(_ count: Int) {
    for _ in 0..<count { _ = line() }
  }

  /// The bytes of the next value.
  mutating func bytes() -> [UInt8] {
    let range = line()
    // The range comes from `line`, so it is inside the buffer.
    return section.withUTF8Buffer { unsafe Array($0[range]) }
  }

  /// The next value as numbers parted by blanks.
  mutating func numbers() -> [UInt32] {
    let range = line()
    return section.withUTF8Buffer { text in
      var numbers: [UInt32] = []
      var number: UInt32 = 0
      for index in range {
        // As above.
        let byte = unsafe text[index]
        if byte == ASCII.space {
          numbers.append(number)
          number = 0
        } else {
          number = number &* 10 &+ UInt32(byte & 15)
        }
      }
      if !range.isEmpty { numbers.append(number) }
      return numbers
    }
  }

  /// The item `number` of the next value, which is a list; nil when it has not as many.
  mutating func text(item number: Int) -> String? {
    let range = line()
    var start = range.lowerBound + 2
    var left = number
    while start <= range.upperBound {
      var end = start
      while let byte = byte(end, in: range), byte != 9 { end += 1 }
      if left == 0 { return string(start..<end) }
      left -= 1
      start = end + 1
    }
    return nil
  }

  private func byte(_ index: Int, in range: Range<Int>) -> UInt8? {
    guard range.contains(index), index < section.utf8CodeUnitCount else { return nil }
    // A StaticString's bytes are constant and live as long as the program; the index is below their count.
    return unsafe section.utf8Start[index]
  }

  private mutating func line() -> Range<Int> {
    let start = min(at, section.utf8CodeUnitCount)
    let count = section.utf8CodeUnitCount - start
    // As above: memchr stays inside the rest of the constant text.
    let base = unsafe section.utf8Start + start
    let hit = unsafe memchr(base, 10, count)
    let end = unsafe hit.map { unsafe start + (UnsafeRawPointer($0) - UnsafeRawPointer(base)) } ?? start + count
    at = end + 1
    return start..<end
  }

  private func string(_ range: Range<Int>) -> String {
    // The range comes from `line`, so it is inside the buffer.
    section.withUTF8Buffer { unsafe String(decoding: UnsafeBufferPointer(rebasing: $0[range]), as: UTF8.self) }
  }
}
