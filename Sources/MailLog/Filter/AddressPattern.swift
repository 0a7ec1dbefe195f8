import SMTPReply

/// A mail address, all addresses of a domain (`@example.com` or `example.com`), or the null sender (`<>`). ASCII case is ignored.
package struct AddressPattern: Sendable {
  /// In small letters.
  private let bytes: PaddedBytes
  private let isDomain: Bool

  /// Reads a pattern; nil when `text` is empty or has a blank.
  package init?(_ text: String) {
    guard !text.isEmpty, !text.contains(" ") else { return nil }
    var wanted = Array(text.utf8)
    let isNull = text == "<>"
    isDomain = !isNull && (wanted[0] == ASCII.at || !wanted.contains(ASCII.at))
    if isNull { wanted = [] } else if wanted[0] == ASCII.at { wanted.removeFirst() }
    bytes = PaddedBytes(wanted)
  }

  /// Whether the address in `field` is meant.
  package func matches(_ text: RawSpan, _ field: Field) -> Bool { field.exists && matches(text, field.range) }

  /// Whether the address in `range` is meant.
  func matches(_ text: RawSpan, _ range: Range<Int>) -> Bool {
    var own = range
    if isDomain {
      guard let at = text.lastIndex(of: ASCII.at, from: range.lowerBound, to: range.upperBound) else { return false }
      own = (at + 1)..<range.upperBound
    }
    guard own.count == bytes.count else { return false }
    return bytes.withBytes { text.equalsIgnoringCase(own, $0, 0..<bytes.count) }
  }
}
