import MailLog

/// Makes templates: reply texts whose addresses, hosts, IPs, ids and numbers are replaced by placeholders, so that equal
/// replies group.
///
/// A text is taken apart at blanks and brackets. What looks like `{address}`, `{ip}`, `{host}`, `{id}` or `{n}` becomes
/// that; enhanced status codes, error numbers of providers (`S3140`, `[BL21]`, `OFR_416`) and the names of block lists stay,
/// since they tell causes apart. The result depends on the text alone.
struct ReplyTemplate {
  /// A longer template is cut here: what tells causes apart comes first.
  static let limit = 800
  /// Room for the key, and for word loads behind it.
  private static let margin = 16

  /// Tokens that stay although they look as if they varied.
  private let telling: TellingTokens?
  /// The template made last, from the front of the buffer.
  private(set) var bytes = [UInt8](repeating: 0, count: limit + margin)
  private var filled = 0
  /// The text within `bytes`.
  private(set) var textRange = 0..<0
  /// The text and the key behind it.
  private(set) var range = 0..<0

  /// Makes templates that keep the tokens `telling`.
  init(telling: TellingTokens? = nil) {
    self.telling = telling
  }

  /// Makes the template of `record`'s reply: all its lines, without codes, joined by one blank.
  mutating func make(_ record: borrowing ReplyRecord, _ line: RawSpan) {
    filled = 0
    if record.reply.exists {
      var lines = ReplyLines(of: record, in: line)
      while filled < ReplyTemplate.limit, let part = lines.next(in: line) {
        guard !part.text.isEmpty else { continue }
        if filled > 0 { append(0x20) }
        add(line, part.text)
      }
    }
    textRange = 0..<filled
  }

  /// Takes a template that was made before.
  mutating func set(_ text: [UInt8]) {
    filled = min(text.count, ReplyTemplate.limit)
    for index in 0..<filled { bytes[index] = text[index] }
    textRange = 0..<filled
  }

  /// Adds a key of eight bytes behind the text.
  mutating func append(key: UInt64) {
    for index in 0..<8 { bytes[filled &+ index] = UInt8(truncatingIfNeeded: key >> UInt64(8 &* index)) }
    range = 0..<(filled &+ 8)
    for index in 8..<16 { bytes[filled &+ index] = 0 }
  }

  private mutating func add(_ text: RawSpan, _ range: Range<Int>) {
    let end = range.upperBound
    var at = range.lowerBound
    // What stands in front of `copied` is in the template, or was left out.
    var copied = at
    while at < end, filled &+ (at &- copied) < ReplyTemplate.limit {
      let byte = text.byte(at)
      guard TokenClass.isInside(byte), !TokenClass.isTrailing(byte) else {
        if byte == 0x20, at > range.lowerBound, text.byte(at &- 1) == 0x20 {
          copy(text, copied..<at)
          copied = at &+ 1
        }
        at &+= 1
        continue
      }
      // Most tokens are plain words.
      let word = TokenClass.endOfLetters(text, from: at, limit: end)
      if word > at, word == end || !TokenClass.isInside(text.byte(word)) {
        at = word
        continue
      }
      let start = at
      var token = TokenScan()
      at = token.read(text, from: start, to: end)
      let stop = TokenClass.withoutTrailing(text, start, at)
      if !token.isPlain, let placeholder = token.placeholder(text, start, stop),
        token.isAddress || telling?.contains(text, start, stop) != true
      {
        copy(text, copied..<start)
        copied = stop
        append(placeholder)
      }
    }
    copy(text, copied..<at)
  }

  /// Copies as much of `range` as there is room for.
  @inline(__always)
  private mutating func copy(_ text: RawSpan, _ range: Range<Int>) {
    let count = min(range.count, ReplyTemplate.limit &- filled)
    guard count > 0 else { return }
    text.copy(range.lowerBound..<(range.lowerBound &+ count), to: &bytes, at: filled)
    filled &+= count
  }

  /// Adds a placeholder.
  private mutating func append(_ text: StaticString) {
    let count = min(text.utf8CodeUnitCount, ReplyTemplate.limit &- filled)
    // A StaticString's bytes are constant; the index stays below its length.
    for index in 0..<count { unsafe bytes[filled &+ index] = text.utf8Start[index] }
    filled &+= count
  }

  @inline(__always)
  private mutating func append(_ byte: UInt8) {
    guard filled < ReplyTemplate.limit else { return }
    bytes[filled] = byte
    filled &+= 1
  }
}
