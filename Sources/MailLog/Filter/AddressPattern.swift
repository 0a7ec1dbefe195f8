import SMTPReply

/// A mail address, all addresses of a domain (`@example.com` or `example.com`), or the null sender (`<>`). ASCII case is ignored.
public struct AddressPattern: Sendable {
  /// In small letters, with room for word loads behind it.
  private let bytes: [UInt8]
  private let count: Int
  private let isDomain: Bool

  /// Reads a pattern; nil when `text` is empty or has a blank.
  public init?(_ text: String) {
    guard !text.isEmpty, !text.contains(" ") else { return nil }
    var wanted = Array(text.utf8)
    let isNull = text == "<>"
    isDomain = !isNull && (wanted[0] == ASCII.at || !wanted.contains(ASCII.at))
    if isNull { wanted = [] } else if wanted[0] == ASCII.at { wanted.removeFirst() }
    count = wanted.count
    bytes = wanted + [UInt8](repeating: 0, count: 8)
  }

  /// Whether the address in `field` is meant.
  public func matches(_ text: RawSpan, _ field: Field) -> Bool { field.exists && matches(text, field.range) }

  /// Whether the address in `range` is meant.
  func matches(_ text: RawSpan, _ range: Range<Int>) -> Bool {
    var own = range
    if isDomain {
      guard let at = text.lastIndex(of: ASCII.at, from: range.lowerBound, to: range.upperBound) else { return false }
      own = (at + 1)..<range.upperBound
    }
    guard own.count == count else { return false }
    let wanted = bytes.span
    // The bytes of an [UInt8] have no padding, so all of them may be looked at.
    return unsafe text.equalsIgnoringCase(own, wanted.bytes, 0..<count)
  }
}
