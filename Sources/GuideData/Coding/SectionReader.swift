/// Reads what `SectionWriter` wrote, straight from the program's own constant bytes.
public struct SectionReader {
  private let section: StaticString
  private var at = 0

  /// A reader at the start of `text`.
  public init(_ text: StaticString) {
    section = text
  }

  /// Whether all was read.
  public var isAtEnd: Bool { at >= section.utf8CodeUnitCount }

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

  private func byte(_ index: Int, in range: Range<Int>) -> UInt8? {
    guard range.contains(index), index < section.utf8CodeUnitCount else { return nil }
    // A StaticString's bytes are constant and live as long as the program; the index is below their count.
    return unsafe section.utf8Start[index]
  }

  private mutating func line() -> Range<Int> {
    let start = min(at, section.utf8CodeUnitCount)
    // As above: the buffer is the whole constant text.
    let end = section.withUTF8Buffer { unsafe $0[start...].firstIndex(of: 10) } ?? section.utf8CodeUnitCount
    at = end + 1
    return start..<end
  }

  private func string(_ range: Range<Int>) -> String {
    // The range comes from `line`, so it is inside the buffer.
    section.withUTF8Buffer { unsafe String(decoding: UnsafeBufferPointer(rebasing: $0[range]), as: UTF8.self) }
  }
}
