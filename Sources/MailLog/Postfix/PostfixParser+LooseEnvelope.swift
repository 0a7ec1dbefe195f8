import SMTPReply

// Envelopes that lost the brackets of their addresses: who pasted the line into a web page lost them, since they look like tags.
extension PostfixParser {
  private static let looseTries = 32

  /// The last `; from=` or other key from which the line can be read to its end when addresses need no brackets. Only for lines that have
  /// no envelope with brackets, and that are not so long that they may have been cut. With `mark` that has to be the place.
  @inline(never)
  func looseEnvelope(
    _ bytes: RawSpan, _ start: Int, _ end: Int, only mark: Int? = nil, _ record: inout ReplyRecord
  ) -> Int {
    var behind = end
    var tries = 0
    guard end &- start < 800 else { return end }
    while tries < PostfixParser.looseTries, let hit = bytes.lastIndex(of: "; ", from: start, to: behind) {
      behind = hit &+ 1
      tries &+= 1
      guard hit &+ 4 < end, isLooseKey(bytes, hit &+ 2) else { continue }
      var scratch = ReplyRecord()
      if looseKeys(bytes, hit &+ 2, end, &scratch) == end {
        if let mark, hit != mark || !lacksBracket(bytes, scratch) { return end }
        record.takeEnvelope(of: scratch)
        return hit
      }
    }
    return end
  }

  /// Whether one of the values has no bracket.
  private func lacksBracket(_ bytes: RawSpan, _ record: borrowing ReplyRecord) -> Bool {
    for field in [record.sender, record.recipient, record.helo] where field.exists {
      if bytes.byte(field.range.lowerBound &- 1) != ASCII.less { return true }
    }
    return false
  }

  private func isLooseKey(_ bytes: RawSpan, _ at: Int) -> Bool {
    bytes.hasWord("from=", at: at) || bytes.hasWord("to=", at: at) || bytes.hasWord("proto=", at: at)
      || bytes.hasWord("helo=", at: at)
  }

  /// Reads `key=value` pairs from `start`, with brackets or without; gives the offset of the first byte that is no longer one.
  func looseKeys(_ bytes: RawSpan, _ start: Int, _ end: Int, _ record: inout ReplyRecord) -> Int {
    var at = start
    while at < end {
      guard let stop = looseKey(bytes, at, end, &record) else { return at }
      at = stop
      if at < end, bytes.byte(at) == ASCII.comma { at &+= 1 }
      if at < end, bytes.byte(at) == ASCII.space { at &+= 1 } else if at < end { return at }
    }
    return at
  }

  /// One of them, that was not there before.
  private func looseKey(_ bytes: RawSpan, _ at: Int, _ end: Int, _ record: inout ReplyRecord) -> Int? {
    if bytes.hasWord("from=", at: at), record.sender.exists { return nil }
    if bytes.hasWord("to=", at: at), record.recipient.exists { return nil }
    if bytes.hasWord("helo=", at: at), record.helo.exists { return nil }
    if bytes.hasWord("from=<", at: at) { return bracketed(bytes, at &+ 6, end, &record.sender) }
    if bytes.hasWord("to=<", at: at) { return bracketed(bytes, at &+ 4, end, &record.recipient) }
    if bytes.hasWord("helo=<", at: at) { return bracketed(bytes, at &+ 6, end, &record.helo) }
    return isLooseKey(bytes, at) ? bareValue(bytes, at, end, &record) : nil
  }

  /// A value with its closing bracket, and without a blank.
  private func bracketed(_ bytes: RawSpan, _ first: Int, _ end: Int, _ field: inout Field) -> Int? {
    let close = bytes.shortIndex(of: ASCII.greater, or: ASCII.space, from: first, limit: end)
    guard close < end, bytes.byte(close) == ASCII.greater else { return nil }
    field = Field(first, close)
    return close &+ 1
  }

  /// The value behind the key at `at`, up to the next blank, comma or `: `; with nothing in it where a page took all of it for a tag.
  private func bareValue(_ bytes: RawSpan, _ at: Int, _ end: Int, _ record: inout ReplyRecord) -> Int? {
    guard let equals = bytes.firstIndex(of: ASCII.equals, from: at, to: min(end, at &+ 6)) else { return nil }
    let first = equals &+ 1
    var stop = bytes.shortIndex(of: ASCII.space, or: ASCII.comma, from: first, limit: end)
    if stop > first, stop < end, bytes.byte(stop &- 1) == ASCII.colon { stop &-= 1 }
    guard stop > first else { return stop }
    switch bytes.byte(at) {
    case UInt8(ascii: "f"): record.sender = Field(first, stop)
    case UInt8(ascii: "t"): record.recipient = Field(first, stop)
    case UInt8(ascii: "h"): record.helo = Field(first, stop)
    default: break
    }
    return stop
  }
}

extension ReplyRecord {
  /// Takes the fields of an envelope that `other` has.
  fileprivate mutating func takeEnvelope(of other: borrowing ReplyRecord) {
    if other.sender.exists { sender = other.sender }
    if other.recipient.exists { recipient = other.recipient }
    if other.helo.exists { helo = other.helo }
  }
}
