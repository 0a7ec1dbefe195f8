// The end of a refusal: `; from=<S> to=<R> proto=ESMTP helo=<H> sasl_username=U`, with commas in postscreen's.
extension PostfixParser {
  /// How many places are tried as the start of an envelope: a hostile text may hold thousands.
  static let envelopeTries = 32

  /// Finds the envelope behind the reply that starts at `start`, fills the record from it, and gives the reply's end.
  ///
  /// It is the first from which the line can be read to its end. The reply is our own text, but for the name or address that it may
  /// begin with; the HELO name at the line's end is a stranger's, blanks and brackets included, and may hold a whole envelope.
  func envelope(_ bytes: RawSpan, _ start: Int, _ end: Int, _ record: inout ReplyRecord) -> Int {
    var cut: Int?
    var from = behindAddress(bytes, start, end)
    var tries = 0
    while tries < PostfixParser.envelopeTries, let hit = bytes.firstIndex(of: "; ", from: from, to: end) {
      from = hit &+ 1
      guard hit &+ 4 < end, isKey(bytes, hit &+ 2) else { continue }
      tries &+= 1
      var scratch = ReplyRecord()
      let read = keys(bytes, hit &+ 2, end, &scratch, isToEnd: true)
      if read == end, !isInRefusedName(bytes, start, hit, scratch.helo) {
        _ = keys(bytes, hit &+ 2, end, &record, isToEnd: true)
        return hit
      }
      if read > hit &+ 2, isCut(bytes, hit &+ 2, end) { cut = cut ?? hit }
    }
    guard let cut else { return end }
    _ = keys(bytes, cut &+ 2, end, &record)
    return cut
  }

  /// Behind the `<"quoted"@example.com>` that the reply at `start` begins with, if it does.
  private func behindAddress(_ bytes: RawSpan, _ start: Int, _ end: Int) -> Int {
    // The codes are in front: `553 5.7.1 <`.
    let limit = min(end, start &+ 16)
    guard let less = bytes.shortFirst(of: ASCII.less, from: start, to: limit), less &+ 1 < end,
      bytes.byte(less &+ 1) == ASCII.quote, let quoteEnd = closingQuote(bytes, less &+ 1, end)
    else { return start }
    return quoteEnd
  }

  /// Whether the envelope at `hit` is in a HELO name that was refused, which the reply at `start` begins with: `<NAME>: Helo command
  /// rejected`. The line ends with the same name, and what stands in it does not.
  private func isInRefusedName(_ bytes: RawSpan, _ start: Int, _ hit: Int, _ helo: Field) -> Bool {
    let limit = min(hit, start &+ 16)
    guard let less = bytes.shortFirst(of: ASCII.less, from: start, to: limit),
      let refused = bytes.firstIndex(of: ">: Helo command rejected: ", from: hit, to: helo.range.upperBound)
    else { return false }
    return !bytes.equals(less &+ 1..<refused, bytes, helo.range)
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
  /// says that they have to go to the line's end.
  func keys(
    _ bytes: RawSpan, _ start: Int, _ end: Int, _ record: inout ReplyRecord, isToEnd: Bool = false
  ) -> Int {
    var at = start
    while at < end {
      let key = bytes.word(at)
      let stop: Int?
      if Word.first(6, of: key) == Word.of("from=<") {
        stop = bracketed(bytes, at &+ 5, end, &record.sender)
      } else if Word.first(4, of: key) == Word.of("to=<") {
        stop = bracketed(bytes, at &+ 3, end, &record.recipient)
      } else if Word.first(6, of: key) == Word.of("helo=<") {
        stop =
          isToEnd ? lastName(bytes, at &+ 5, end, &record.helo) : bracketed(bytes, at &+ 5, end, &record.helo)
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

  /// `<value>` at `start`: closed by a `>` that the line's end, a blank and a key, or a comma follows. Quotes are honoured.
  private func bracketed(_ bytes: RawSpan, _ start: Int, _ end: Int, _ field: inout Field) -> Int? {
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
        || (bytes.byte(behind) == ASCII.space && isKeyAfterBlank(bytes, behind &+ 1))
      if isClosed {
        // A quote that opens nowhere: this is the inside of a quoted address.
        if from == first, bytes.firstIndex(of: ASCII.quote, from: first, to: close) != nil { return nil }
        field = Field(first, close)
        return behind
      }
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
