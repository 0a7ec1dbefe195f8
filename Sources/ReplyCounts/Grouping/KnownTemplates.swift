import MailLog
import SMTPReply

/// Templates that were made before, and the group of each: a reply that is like an earlier one is not taken apart again.
///
/// A text is compared with what stands between the placeholders, eight bytes at a time, and only the tokens in their places are
/// read. Where tokens begin and end depends on the bytes of a token and the one behind it, so a text that agrees with a template in
/// everything else has the same tokens, and the same template. It is a memory only: whatever it forgets is made anew.
struct KnownTemplates: Sendable {
  /// A stretch of text that stays, and the placeholder behind it; none behind the last.
  private struct Piece {
    var text: Range<Int>
    var placeholder: Placeholder?
  }

  private struct Template {
    /// The first eight bytes at most, and which of the word they are.
    var front: UInt64 = 0
    var frontMask: UInt64 = 0
    var pieces = 0..<0
    var group: UInt32 = 0
  }

  /// How many templates are kept of one key: those that came last, the most frequent in front.
  private static let perKey = 16
  private static let keyLimit = 512
  private static let textLimit = 1 << 20
  private let placing = HashKey()

  /// Packed keys by hash; 0 is a free place.
  private var keys = [UInt64](repeating: 0, count: keyLimit * 2)
  private(set) var keyCount = 0
  private let places = OpenAddressing(count: keyLimit * 2)
  /// `perKey` for each place of `keys`; those without pieces are free.
  private var templates = [Template](repeating: Template(), count: keyLimit * 2 * perKey)
  private var pieces: [Piece] = []
  private var texts = PaddedBytes()

  /// The group of `record`, whose key is `key`, if its template is known.
  @inline(__always)
  mutating func group(_ key: UInt64, of record: borrowing ReplyRecord, _ line: RawSpan, _ tokens: inout VaryingTokens)
    -> UInt32?
  {
    guard record.reply.exists else { return nil }
    let place = place(of: key)
    guard keys[place] == key else { return nil }
    var lines = ReplyLines(of: record, in: line)
    guard let first = lines.next(in: line)?.text, !first.isEmpty else { return nil }
    let front = line.word(first.lowerBound)
    var known = FirstToken()
    let start = place &* KnownTemplates.perKey
    for index in start..<(start &+ KnownTemplates.perKey) {
      let template = templates[index]
      guard (front ^ template.front) & template.frontMask == 0 else { continue }
      guard !template.pieces.isEmpty else { return nil }
      guard agrees(template, first, lines, line, &tokens, &known) else { continue }
      if index > start { templates.swapAt(index, index &- 1) }
      return template.group
    }
    return nil
  }

  /// The token that was read last, so that templates which begin alike read it once.
  private struct FirstToken {
    var start = -1
    var token = VaryingTokens.Token(end: 0, next: 0, placeholder: nil)
  }

  /// Whether the reply whose first line is `first` and whose others follow in `others` has the template.
  ///
  /// More than five parameters: two texts as places in bytes, which come beside.
  @inline(__always)
  private func agrees(
    _ template: Template, _ first: Range<Int>, _ others: ReplyLines, _ line: RawSpan, _ tokens: inout VaryingTokens,
    _ known: inout FirstToken
  ) -> Bool {
    var lines = others
    var at = first.lowerBound
    var end = first.upperBound
    for index in template.pieces {
      let piece = pieces[index]
      var from = piece.text.lowerBound
      while true {
        let count = min(piece.text.upperBound &- from, end &- at)
        guard texts.withBytes({ KnownTemplates.isEqual($0, from, line, at, count) }) else { return false }
        from &+= count
        at &+= count
        if from == piece.text.upperBound { break }
        // The line ends within the piece: a blank joins the next.
        guard let next = KnownTemplates.nextLine(&lines, line), texts[from] == ASCII.space else { return false }
        from &+= 1
        at = next.lowerBound
        end = next.upperBound
      }
      guard let placeholder = piece.placeholder else {
        return at == end && KnownTemplates.nextLine(&lines, line) == nil
      }
      // No token begins with punctuation.
      guard at < end, !TokenClass.isTrailing(line.byte(at)) else { return false }
      if known.start != at { known = FirstToken(start: at, token: tokens.read(line, from: at, to: end)) }
      guard known.token.placeholder == placeholder else { return false }
      at = known.token.end
    }
    return false
  }

  @inline(__always)
  private static func nextLine(_ lines: inout ReplyLines, _ line: RawSpan) -> Range<Int>? {
    while let next = lines.next(in: line)?.text {
      if !next.isEmpty { return next }
    }
    return nil
  }

  @inline(__always)
  private static func isEqual(_ left: RawSpan, _ leftStart: Int, _ right: RawSpan, _ rightStart: Int, _ count: Int)
    -> Bool
  {
    var done = 0
    while done &+ 8 <= count {
      guard left.word(leftStart &+ done) == right.word(rightStart &+ done) else { return false }
      done &+= 8
    }
    return Word.first(count &- done, of: left.word(leftStart &+ done) ^ right.word(rightStart &+ done)) == 0
  }

  /// Keeps the template that was made last, of the group `group` of `key`.
  mutating func add(_ template: borrowing ReplyTemplate, _ key: UInt64, group: UInt32) {
    guard template.isWhole, !template.textRange.isEmpty else { return }
    if texts.count > KnownTemplates.textLimit || keyCount == KnownTemplates.keyLimit { self = KnownTemplates() }
    let place = place(of: key)
    if keys[place] == 0 {
      keys[place] = key
      keyCount += 1
    }
    let front = pieces.count
    var from = 0
    for mark in template.marks {
      append(template.bytes[from..<mark.at], mark.placeholder)
      from = mark.at + mark.placeholder.count
    }
    append(template.bytes[from..<template.textRange.upperBound], nil)
    let slots = (place * KnownTemplates.perKey)..<((place + 1) * KnownTemplates.perKey)
    let slot = slots.first { templates[$0].pieces.isEmpty } ?? slots.upperBound - 1
    let first = pieces[front].text
    let count = min(8, first.count)
    let word = texts.withBytes { $0.word(first.lowerBound) }
    templates[slot] = Template(
      front: Word.first(count, of: word), frontMask: Word.first(count, of: ~0), pieces: front..<pieces.count,
      group: group)
  }

  private mutating func append(_ text: ArraySlice<UInt8>, _ placeholder: Placeholder?) {
    let start = texts.count
    texts.append(contentsOf: text)
    pieces.append(Piece(text: start..<texts.count, placeholder: placeholder))
  }

  /// Where `key` stands, or the free place where it belongs.
  @inline(__always)
  private func place(of key: UInt64) -> Int {
    var place = home(of: key)
    while keys[place] != 0, keys[place] != key { place = places.next(place) }
    return place
  }

  @inline(__always)
  private func home(of key: UInt64) -> Int { places.home(placing.hash(key) >> 32) }

  #if DEBUG
    /// Traps unless the places are in order, and templates stand at those of a key alone. O(n).
    func checkInvariants() {
      precondition(keys.count == places.count && templates.count == places.count * KnownTemplates.perKey)
      places.checkInvariants(keyCount, .half, isTaken: { keys[$0] != 0 }, home: { home(of: keys[$0]) })
      for index in templates.indices where !templates[index].pieces.isEmpty {
        precondition(keys[index / KnownTemplates.perKey] != 0)
      }
    }
  #endif
}
