import SMTPReply

/// Walks over the keys and values of one JSON object (RFC 8259) and says where they lie.
///
/// It looks at what is inside a value only as far as finding its end needs: no recursion, no memory, O(length) whatever
/// the bytes are.
struct JSONObject {
  private var at: Int
  private let end: Int
  private var isFirst = true

  /// The object at `start`, which has a `{`.
  init(start: Int, end: Int) {
    at = start &+ 1
    self.end = end
  }

  /// A key without its quotes, and a value with everything.
  struct Member {
    var key: Range<Int>
    var value: Range<Int>
  }

  /// Whether the object ended as it should and nothing follows it.
  private(set) var isComplete = false

  /// The next key and its value; nil at the end, or where the text is no JSON.
  mutating func next(_ bytes: RawSpan) -> Member? {
    skipBlanks(bytes)
    guard at < end else { return nil }
    if bytes.byte(at) == UInt8(ascii: "}") {
      at &+= 1
      skipBlanks(bytes)
      isComplete = at == end
      at = end
      return nil
    }
    if !isFirst {
      guard skip(ASCII.comma, bytes) else { return nil }
      skipBlanks(bytes)
    }
    isFirst = false
    let keyStart = at
    guard skipString(bytes) else { return nil }
    let key = (keyStart &+ 1)..<(at &- 1)
    skipBlanks(bytes)
    guard skip(ASCII.colon, bytes) else { return nil }
    skipBlanks(bytes)
    let start = at
    guard skipValue(bytes) else { return nil }
    return Member(key: key, value: start..<at)
  }

  private mutating func skip(_ byte: UInt8, _ bytes: RawSpan) -> Bool {
    guard at < end, bytes.byte(at) == byte else { return false }
    at &+= 1
    return true
  }

  private mutating func skipBlanks(_ bytes: RawSpan) {
    while at < end, bytes.byte(at) == ASCII.space || bytes.byte(at) == UInt8(ascii: "\t") { at &+= 1 }
  }

  /// A string is ended by a quote with an even number of backslashes in front.
  private mutating func skipString(_ bytes: RawSpan) -> Bool {
    guard at < end, bytes.byte(at) == ASCII.quote else { return false }
    let first = at &+ 1
    var from = first
    while let quote = bytes.firstIndex(of: ASCII.quote, from: from, to: end) {
      var before = quote
      while before > from, bytes.byte(before &- 1) == ASCII.backslash { before &-= 1 }
      from = quote &+ 1
      if (quote &- before) & 1 == 0 {
        at = from
        return true
      }
    }
    return false
  }

  private mutating func skipValue(_ bytes: RawSpan) -> Bool {
    guard at < end else { return false }
    switch bytes.byte(at) {
    case ASCII.quote: return skipString(bytes)
    case ASCII.openBracket, UInt8(ascii: "{"): return skipNested(bytes)
    default:
      let start = at
      while at < end, ASCII.isAlphanumeric(bytes.byte(at)) || isOfNumber(bytes.byte(at)) { at &+= 1 }
      return at > start
    }
  }

  private func isOfNumber(_ byte: UInt8) -> Bool {
    byte == ASCII.hyphen || byte == ASCII.dot || byte == UInt8(ascii: "+")
  }

  /// An array or object: up to where as many brackets were closed as opened.
  private mutating func skipNested(_ bytes: RawSpan) -> Bool {
    var depth = 0
    while at < end {
      switch bytes.byte(at) {
      case ASCII.quote:
        guard skipString(bytes) else { return false }
        continue
      case ASCII.openBracket, UInt8(ascii: "{"): depth &+= 1
      case ASCII.closeBracket, UInt8(ascii: "}"): depth &-= 1
      default: break
      }
      at &+= 1
      if depth == 0 { return true }
    }
    return false
  }
}
