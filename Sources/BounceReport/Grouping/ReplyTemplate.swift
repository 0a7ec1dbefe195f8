import MailLog

/// Makes templates: reply texts whose addresses, hosts, IPs, ids and numbers are replaced by placeholders, so that equal
/// replies group.
///
/// A text is taken apart at blanks and brackets. What looks like `{address}`, `{ip}`, `{host}`, `{id}` or `{n}` becomes
/// that; enhanced status codes, error numbers of providers (`S3140`, `[BL21]`, `OFR_416`) and the names of block lists stay,
/// since they tell causes apart. The result depends on the text alone.
struct ReplyTemplate {
  /// A longer template is cut here: what tells causes apart comes first.
  static let limit = 400

  /// The template made last.
  private(set) var bytes: [UInt8] = []
  /// The text within `bytes`.
  private(set) var textRange = 0..<0
  /// The text and the key behind it.
  private(set) var range = 0..<0

  /// Makes the template of `record`'s reply: all its lines, without codes, joined by one blank.
  mutating func make(_ record: borrowing ReplyRecord, _ line: RawSpan) {
    bytes.removeAll(keepingCapacity: true)
    textRange = 0..<0
    guard record.reply.exists else { return }
    var lines = ReplyLines(of: record, in: line)
    while bytes.count < ReplyTemplate.limit, let part = lines.next(in: line) {
      guard !part.text.isEmpty else { continue }
      if !bytes.isEmpty { bytes.append(UInt8(ascii: " ")) }
      add(line, part.text)
    }
    textRange = 0..<bytes.count
  }

  /// Adds a key behind the text, and the padding that word loads need.
  mutating func append(key: [UInt8]) {
    bytes.append(contentsOf: key)
    range = 0..<bytes.count
    for _ in 0..<8 { bytes.append(0) }
  }

  private mutating func add(_ text: RawSpan, _ range: Range<Int>) {
    var at = range.lowerBound
    let end = range.upperBound
    while at < end, bytes.count < ReplyTemplate.limit {
      let byte = text.byte(at)
      guard TokenClass.isInside(byte), !TokenClass.isTrailing(byte) else {
        if byte != 0x20 || bytes.last != 0x20 { bytes.append(byte) }
        at += 1
        continue
      }
      var token = TokenScan()
      let start = at
      while at < end {
        let next = text.byte(at)
        guard TokenClass.isInside(next) else { break }
        token.see(next, text, at, end)
        at += 1
      }
      add(token, text, start, at)
    }
  }

  /// Adds one token, or its placeholder.
  @inline(__always)
  private mutating func add(_ token: TokenScan, _ text: RawSpan, _ start: Int, _ end: Int) {
    // Sentence punctuation at the end is not the token's.
    var stop = end
    while stop > start, TokenClass.isTrailing(text.byte(stop - 1)) { stop -= 1 }
    if token.isPlain {
      text.append(start..<stop, to: &bytes)
    } else if let placeholder = token.placeholder(text, start, stop) {
      placeholder.withUTF8Buffer { unsafe bytes.append(contentsOf: $0) }
    } else {
      text.append(start..<stop, to: &bytes)
    }
    if stop < end { text.append(stop..<end, to: &bytes) }
  }
}
