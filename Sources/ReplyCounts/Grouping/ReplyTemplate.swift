import MailLog
import SMTPReply

/// Makes templates: reply texts whose addresses, hosts, IPs, ids and numbers are replaced by placeholders, so that equal
/// replies group.
///
/// A text is taken apart at blanks and brackets. What looks like `{address}`, `{ip}`, `{host}`, `{id}` or `{n}` becomes
/// that; enhanced status codes, error numbers of providers (`S3140`, `[BL21]`, `OFR_416`) and the names of block lists stay,
/// since they tell causes apart. The result depends on the text alone.
struct ReplyTemplate {
  /// A longer template is cut here: what tells causes apart comes first.
  static let limit = 800
  /// What a whole template stays below the limit by: as much as is stored at once.
  private static let margin = 16
  /// Room for two keys, and for word loads behind them.
  private static let room = 32

  var tokens: VaryingTokens
  /// The template made last, from the front of the buffer.
  private(set) var bytes = [UInt8](repeating: 0, count: limit + room)
  private var filled = 0
  /// The text within `bytes`.
  private(set) var textRange = 0..<0
  /// The text and the key behind it.
  private(set) var range = 0..<0
  /// The placeholders of the template made last, and where each stands.
  private(set) var marks: [(at: Int, placeholder: Placeholder)] = []

  /// Makes templates that keep the tokens `telling`.
  init(telling: TellingTokens? = nil) {
    tokens = VaryingTokens(telling: telling)
  }

  /// Whether the template made last is whole, and not cut at the limit.
  var isWhole: Bool { filled < ReplyTemplate.limit &- ReplyTemplate.margin }

  /// Makes the template of `record`'s reply: all its lines, without codes, joined by one blank. Each of `names` is an address or a host in it.
  mutating func make(_ record: borrowing ReplyRecord, _ line: RawSpan, without names: CraftedNames? = nil) {
    filled = 0
    marks.removeAll(keepingCapacity: true)
    if record.reply.exists {
      var lines = ReplyLines(of: record, in: line)
      while filled < ReplyTemplate.limit, let part = lines.next(in: line) {
        guard !part.text.isEmpty else { continue }
        if filled > 0 { append(ASCII.space) }
        add(line, part.text, without: names)
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
    bytes.store(key, at: filled)
    bytes.store(0, at: filled &+ 8)
    range = 0..<(filled &+ 8)
  }

  /// Adds a key of eight bytes, and another where there is one.
  mutating func append(key: UInt64, _ second: UInt64?) {
    append(key: key)
    guard let second else { return }
    bytes.store(second, at: filled &+ 8)
    bytes.store(0, at: filled &+ 16)
    range = 0..<(filled &+ 16)
  }

  private mutating func add(_ text: RawSpan, _ range: Range<Int>, without names: CraftedNames?) {
    var rest = range
    if let names {
      while filled < ReplyTemplate.limit, let name = names.first(in: text, rest) {
        add(text, rest.lowerBound..<name.place.lowerBound)
        append(name.isHost ? Placeholder.host : Placeholder.address)
        rest = name.place.upperBound..<rest.upperBound
      }
    }
    add(text, rest)
  }

  private mutating func add(_ text: RawSpan, _ range: Range<Int>) {
    let end = range.upperBound
    var at = range.lowerBound
    // What stands in front of `copied` is in the template, or was left out.
    var copied = at
    while at < end, filled &+ (at &- copied) < ReplyTemplate.limit {
      // Most tokens are plain words, and a blank follows.
      let word = TokenClass.endOfLetters(text, from: at, limit: end)
      guard word < end else {
        at = end
        break
      }
      let stop = text.byte(word)
      if stop == ASCII.space {
        at = word &+ 1
        guard text.byte(at) == ASCII.space else { continue }
        copy(text, copied..<at)
        while at < end, text.byte(at) == ASCII.space { at &+= 1 }
        copied = at
        continue
      }
      guard TokenClass.isInside(stop), word > at || !TokenClass.isTrailing(stop) else {
        at = word &+ 1
        continue
      }
      let token = tokens.read(text, from: at, to: end)
      if let placeholder = token.placeholder {
        copy(text, copied..<at)
        copied = token.end
        append(placeholder)
      }
      at = token.next
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
  @inline(__always)
  private mutating func append(_ placeholder: Placeholder) {
    marks.append((filled, placeholder))
    bytes.store(placeholder.words.0, at: filled)
    bytes.store(placeholder.words.1, at: filled &+ 8)
    filled = min(filled &+ placeholder.count, ReplyTemplate.limit)
  }

  @inline(__always)
  private mutating func append(_ byte: UInt8) {
    guard filled < ReplyTemplate.limit else { return }
    bytes[filled] = byte
    filled &+= 1
  }
}
