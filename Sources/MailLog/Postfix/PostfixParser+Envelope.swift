// The end of a refusal: `; from=<S> to=<R> proto=ESMTP helo=<H> sasl_username=U`, with commas in postscreen's.
extension PostfixParser {
  /// How many places are tried as the start of an envelope, from either end: a hostile text may hold thousands.
  static let envelopeTries = 32

  /// Finds the envelope behind the reply that starts at `start`, fills the record from it, and gives the reply's end.
  ///
  /// A reply may hold `;` and a forged `; from=<`, and the HELO name at the line's end is a stranger's, who may put a whole envelope into
  /// it. A reply mostly begins with the address or name that it is about: the real envelope is the first that has it. Where none does, the
  /// first from which the line can be read to its end, since the reply is our own text.
  func envelope(_ bytes: RawSpan, _ start: Int, _ end: Int, _ record: inout ReplyRecord) -> Int {
    var first: Int?
    var cut: Int?
    var from = start
    var tries = 0
    while tries < PostfixParser.envelopeTries, let hit = bytes.firstIndex(of: "; ", from: from, to: end) {
      from = hit &+ 1
      guard hit &+ 4 < end, isKey(bytes, hit &+ 2) else { continue }
      tries &+= 1
      var scratch = ReplyRecord()
      let read = keys(bytes, hit &+ 2, end, &scratch, isToEnd: true)
      if read == end {
        first = first ?? hit
        if isAbout(bytes, start, hit, scratch) {
          record.takeEnvelope(of: scratch)
          return hit
        }
      } else if read > hit &+ 2, isCut(bytes, hit &+ 2, end) {
        cut = cut ?? hit
      }
    }
    let isToEnd = first != nil
    if first == nil, tries > 0 { first = lastEnvelope(bytes, start, end) }
    guard let hit = first ?? cut else { return looseEnvelope(bytes, start, end, &record) }
    _ = keys(bytes, hit &+ 2, end, &record, isToEnd: isToEnd)
    return hit
  }

  /// Whether the reply at `start` begins with an address or name of `envelope`, or with none: `553 5.7.1 <a@example.com>: Sender ...`.
  private func isAbout(_ bytes: RawSpan, _ start: Int, _ end: Int, _ envelope: borrowing ReplyRecord) -> Bool {
    // The codes are in front.
    guard let less = bytes.shortFirst(of: ASCII.less, from: start, to: min(end, start &+ 16)) else { return true }
    let (recipient, sender, helo) = (envelope.recipient, envelope.sender, envelope.helo)
    return begins(bytes, less &+ 1, end, with: recipient) || begins(bytes, less &+ 1, end, with: sender)
      || begins(bytes, less &+ 1, end, with: helo)
  }

  private func begins(_ bytes: RawSpan, _ start: Int, _ end: Int, with field: Field) -> Bool {
    let close = start &+ field.range.count
    return field.exists && close < end && bytes.byte(close) == ASCII.greater
      && bytes.equals(start..<close, bytes, field.range)
  }

  /// The last place from which the line can be read to its end if addresses may hold brackets, as no mail server writes them.
  private func lastEnvelope(_ bytes: RawSpan, _ start: Int, _ end: Int) -> Int? {
    var behind = end
    var tries = 0
    while tries < PostfixParser.envelopeTries, let hit = bytes.lastIndex(of: "; ", from: start, to: behind) {
      behind = hit &+ 1
      guard hit &+ 4 < end, isKey(bytes, hit &+ 2) else { continue }
      tries &+= 1
      var scratch = ReplyRecord()
      if keys(bytes, hit &+ 2, end, &scratch) == end { return hit }
    }
    return nil
  }

  /// The last `; from=` or other key from which the line can be read to its end when addresses need no brackets: who pasted the line into
  /// a web page lost them. Only for lines that have no envelope with brackets.
  private func looseEnvelope(_ bytes: RawSpan, _ start: Int, _ end: Int, _ record: inout ReplyRecord) -> Int {
    var behind = end
    var tries = 0
    while tries < PostfixParser.envelopeTries, let hit = bytes.lastIndex(of: "; ", from: start, to: behind) {
      behind = hit &+ 1
      tries &+= 1
      guard hit &+ 4 < end, isLooseKey(bytes, hit &+ 2) else { continue }
      var scratch = ReplyRecord()
      if keys(bytes, hit &+ 2, end, &scratch, isLoose: true) == end {
        record.takeEnvelope(of: scratch)
        return hit
      }
    }
    return end
  }

  private func isLooseKey(_ bytes: RawSpan, _ at: Int) -> Bool {
    bytes.hasWord("from=", at: at) || bytes.hasWord("to=", at: at) || bytes.hasWord("proto=", at: at)
      || bytes.hasWord("helo=", at: at)
  }

  /// Whether the envelope at `start` may only lack its end, as in a line that was cut at 2000 bytes.
  private func isCut(_ bytes: RawSpan, _ start: Int, _ end: Int) -> Bool {
    end &- start < 2_048 && bytes.byte(end &- 1) != ASCII.greater
  }

  @inline(__always)
  private func isKey(_ bytes: RawSpan, _ at: Int) -> Bool {
    bytes.hasWord("from=<", at: at) || bytes.hasWord("to=<", at: at) || bytes.hasWord("proto=", at: at)
      || bytes.hasWord("helo=<", at: at)
  }

  /// Reads `key=value` pairs from `start`; gives the offset of the first byte that is no longer one, `end` when all is read. `isToEnd`
  /// says that they have to go to the line's end, `isLoose` that addresses need no brackets.
  func keys(
    _ bytes: RawSpan, _ start: Int, _ end: Int, _ record: inout ReplyRecord, isToEnd: Bool = false,
    isLoose: Bool = false
  ) -> Int {
    var at = start
    while at < end {
      let key = bytes.word(at)
      let stop: Int?
      if Word.first(6, of: key) == Word.of("from=<") {
        stop = bracketed(bytes, at &+ 5, end, &record.sender, isOne: isToEnd, isLoose: isLoose)
      } else if Word.first(4, of: key) == Word.of("to=<") {
        stop = bracketed(bytes, at &+ 3, end, &record.recipient, isOne: isToEnd, isLoose: isLoose)
      } else if Word.first(6, of: key) == Word.of("helo=<") {
        stop =
          isToEnd ? lastName(bytes, at &+ 5, end, &record.helo) : bracketed(bytes, at &+ 5, end, &record.helo)
      } else if isLoose, isLooseKey(bytes, at) {
        stop = looseValue(bytes, at, end, &record)
      } else if Word.first(6, of: key) == Word.of("proto=") {
        stop = bare(bytes, at &+ 6, end).end
      } else if bytes.starts(with: "sasl_username=", at: at, end: end) {
        let value = bare(bytes, at &+ 14, end)
        record.saslUser = Field(value.start, value.end)
        stop = value.end
      } else if Word.first(5, of: key) == Word.of("sasl_") || Word.first(5, of: key) == Word.of("size=") {
        stop = bare(bytes, at, end).end
      } else {
        return at
      }
      guard let stop else { return at }
      at = stop
      if at < end, bytes.byte(at) == ASCII.comma { at &+= 1 }
      if at < end, bytes.byte(at) == ASCII.space { at &+= 1 } else if at < end { return at }
    }
    return at
  }

  /// A value up to the next blank or comma.
  private func bare(_ bytes: RawSpan, _ start: Int, _ end: Int) -> (start: Int, end: Int) {
    var at = start
    while at < end, bytes.byte(at) != ASCII.space, bytes.byte(at) != ASCII.comma { at &+= 1 }
    return (start, at)
  }

  /// The value behind the key at `at`, up to the next blank, comma or `: `; with nothing in it where a page took all of it for a tag.
  private func looseValue(_ bytes: RawSpan, _ at: Int, _ end: Int, _ record: inout ReplyRecord) -> Int? {
    guard let equals = bytes.firstIndex(of: ASCII.equals, from: at, to: min(end, at &+ 6)) else { return nil }
    var value = bare(bytes, equals &+ 1, end)
    if value.end > value.start, value.end < end, bytes.byte(value.end &- 1) == ASCII.colon { value.end &-= 1 }
    guard value.end > value.start else { return value.end }
    switch bytes.byte(at) {
    case UInt8(ascii: "f"): record.sender = Field(value.start, value.end)
    case UInt8(ascii: "t"): record.recipient = Field(value.start, value.end)
    case UInt8(ascii: "h"): record.helo = Field(value.start, value.end)
    default: break
    }
    return value.end
  }

  /// `<value>` at `start`: closed by a `>` that the line's end, a blank and a key, or a comma follows. Quotes are honoured.
  /// `isOne` says that there is no `>` in it but in quotes and at its end.
  private func bracketed(
    _ bytes: RawSpan, _ start: Int, _ end: Int, _ field: inout Field, isOne: Bool = false, isLoose: Bool = false
  ) -> Int? {
    let first = start &+ 1
    guard first < end else { return nil }
    var from = first
    if bytes.byte(first) == ASCII.quote {
      guard let quoteEnd = closingQuote(bytes, first, end) else { return nil }
      from = quoteEnd
    }
    while let close = bytes.shortFirst(of: ASCII.greater, from: from, to: end) {
      let behind = close &+ 1
      let isClosed =
        behind >= end || bytes.byte(behind) == ASCII.comma || bytes.byte(behind) == ASCII.colon
        || (bytes.byte(behind) == ASCII.space
          && (isKeyAfterBlank(bytes, behind &+ 1) || isLoose && isLooseKey(bytes, behind &+ 1)))
      if isClosed {
        // A quote that opens nowhere: this is the inside of a quoted address.
        if from == first, bytes.firstIndex(of: ASCII.quote, from: first, to: close) != nil { return nil }
        field = Field(first, close)
        return behind
      }
      if isOne, bytes.byte(behind) != ASCII.greater { return nil }
      from = close &+ 1
    }
    return nil
  }

  /// `<HELO>` at `start`: closed by the line's last `>`, behind which only the login of one who has proved it can stand.
  private func lastName(_ bytes: RawSpan, _ start: Int, _ end: Int, _ field: inout Field) -> Int? {
    var close = end &- 1
    if bytes.byte(close) != ASCII.greater {
      guard
        let login = bytes.lastIndex(of: "> sasl_method=", from: start, to: end)
          ?? bytes.lastIndex(of: "> sasl_", from: start, to: end)
      else { return bracketed(bytes, start, end, &field) }
      close = login
    }
    guard close > start else { return nil }
    field = Field(start &+ 1, close)
    return close &+ 1
  }

  @inline(__always)
  private func isKeyAfterBlank(_ bytes: RawSpan, _ at: Int) -> Bool {
    isKey(bytes, at) || bytes.hasWord("sasl_", at: at)
  }
}

extension ReplyRecord {
  /// Takes the fields of an envelope that `other` has.
  fileprivate mutating func takeEnvelope(of other: borrowing ReplyRecord) {
    if other.sender.exists { sender = other.sender }
    if other.recipient.exists { recipient = other.recipient }
    if other.helo.exists { helo = other.helo }
    if other.saslUser.exists { saslUser = other.saslUser }
  }
}
