import SMTPReply

// Addresses of deliveries (deliver.c `string_log_address`): `ADDR[ (PARENT[, ...])][ <ORIGINAL>]`. ADDR has its local part
// unquoted and may hold blanks, quotes and whatever a sender made up; ORIGINAL is quoted.
extension EximParser {
  /// How many originals are tried: a hostile address may hold many.
  private static let originalTries = 16

  /// Reads the addresses at `start` into the record; gives the offset of the first byte behind them. Who wrote the address may have put into
  /// it what looks like fields, and so may have who wrote the reply.
  @inline(__always)
  func deliveryAddress(_ bytes: RawSpan, _ start: Int, _ end: Int, _ record: inout ReplyRecord) -> Int {
    hasQuotedOriginal(bytes, start, end)
      ? hostileAddress(bytes, start, end, &record) : address(bytes, start, end, &record)
  }

  /// As `deliveryAddress`, where no quoted original tells how far the address goes.
  @inline(__always)
  private func address(_ bytes: RawSpan, _ start: Int, _ end: Int, _ record: inout ReplyRecord) -> Int {
    var at = start
    // An address that failed before it was taken apart has its quotes.
    if at < end, bytes.byte(at) == ASCII.quote, let behind = quoteEnd(bytes, at, end) { at = behind }
    while at < end {
      let blank = bytes.shortIndex(of: ASCII.space, from: at, limit: end)
      if blank > start, bytes.byte(blank &- 1) == ASCII.colon, bytes.byte(start) != ASCII.colon {
        record.recipient = Field(start, blank &- 1)
        return blank &- 1
      }
      if blank >= end { break }
      if isBehindAddress(bytes, blank &+ 1, end) {
        record.recipient = Field(start, blank)
        return blank
      }
      if let behind = parents(bytes, blank, end, &record) {
        record.recipient = Field(start, blank)
        preferOriginal(bytes, &record)
        return behind
      }
      at = blank &+ 1
    }
    record.recipient = Field(start, end)
    return end
  }

  /// Whether the fields or the colon of a delivery line begin at `at`.
  @inline(__always)
  func isBehindAddress(_ bytes: RawSpan, _ at: Int, _ end: Int) -> Bool {
    guard at &+ 1 < end else { return false }
    let second = bytes.byte(at &+ 1)
    if second == ASCII.equals {
      switch bytes.byte(at) {
      case UInt8(ascii: "R"), UInt8(ascii: "T"), UInt8(ascii: "S"), UInt8(ascii: "H"), UInt8(ascii: "Q"): return true
      case UInt8(ascii: "F"), UInt8(ascii: "P"): return bytes.byte(at &+ 2) == ASCII.less
      case UInt8(ascii: "C"): return bytes.byte(at &+ 2) == ASCII.quote
      default: return false
      }
    }
    if bytes.byte(at) == ASCII.colon { return second == ASCII.space }
    if bytes.hasWord("QT=", at: at) || bytes.hasWord("DT=", at: at) || bytes.hasWord("SRS=<", at: at) { return true }
    return bytes.hasWord("defer (", at: at) && bytes.starts(with: "defer (", at: at, end: end)
  }

  /// Reads ` (PARENT, ...)` and ` <ORIGINAL>` at the blank `start`; nil when neither stands there.
  private func parents(_ bytes: RawSpan, _ start: Int, _ end: Int, _ record: inout ReplyRecord) -> Int? {
    var at = start
    if bytes.byte(at &+ 1) == ASCII.openParenthesis {
      guard let close = bytes.firstIndex(of: ASCII.closeParenthesis, from: at, to: end),
        close &+ 1 >= end || bytes.byte(close &+ 1) == ASCII.space || bytes.byte(close &+ 1) == ASCII.colon
      else { return nil }
      at = close &+ 1
      if at &+ 1 >= end { return at }
      if bytes.byte(at) == ASCII.colon || isBehindAddress(bytes, at &+ 1, end) { return at }
    }
    guard at &+ 1 < end, bytes.byte(at &+ 1) == ASCII.less else { return nil }
    guard let close = bracketEnd(bytes, at &+ 1, end) else { return nil }
    if close &+ 1 < end, bytes.byte(close) == ASCII.space, !isBehindAddress(bytes, close &+ 1, end) { return nil }
    record.originalRecipient = Field(at &+ 2, close &- 1)
    return close
  }

  /// A local delivery may be logged under its local part, its file or its pipe alone (`log_as_local`), and what a table throws away under
  /// `:blackhole:` (routers/redirect.c): then the original address is the one that says whom it was for.
  private func preferOriginal(_ bytes: RawSpan, _ record: inout ReplyRecord) {
    let range = record.recipient.range
    guard record.originalRecipient.exists else { return }
    let isPlace = range.isEmpty || beginsPlace(bytes.byte(range.lowerBound)) || holdsPlace(bytes, record)
    guard isPlace || bytes.firstIndex(of: ASCII.at, from: range.lowerBound, to: range.upperBound) == nil else { return }
    if record.outcome == .delivered, isNowhere(bytes, range) { record.outcome = .discarded }
    record.recipient = record.originalRecipient
    record.originalRecipient = .none
  }

  /// Whether `byte` begins a file, a pipe, an automatic reply or a special item, none of which is an address.
  private func beginsPlace(_ byte: UInt8) -> Bool {
    byte == ASCII.slash || byte == UInt8(ascii: "|") || byte == ASCII.greater || byte == ASCII.colon
  }

  /// Whether the recipient is a prefix with a pipe or a file behind it, `sales+spam |/usr/bin/autorespond sales@example.com`. An address
  /// with blanks in it has a quoted original.
  private func holdsPlace(_ bytes: RawSpan, _ record: borrowing ReplyRecord) -> Bool {
    let range = record.recipient.range
    guard bytes.byte(record.originalRecipient.range.lowerBound) != ASCII.quote else { return false }
    guard let blank = bytes.firstIndex(of: ASCII.space, from: range.lowerBound, to: range.upperBound) else {
      return false
    }
    return blank &+ 1 < range.upperBound && beginsPlace(bytes.byte(blank &+ 1))
  }

  /// Whether what is delivered to `:blackhole:` or to a file that keeps nothing.
  private func isNowhere(_ bytes: RawSpan, _ range: Range<Int>) -> Bool {
    bytes.isExactly("/dev/null", range) || bytes.isExactly(":blackhole:", range)
  }

  /// Whether an original in which something is quoted, ` <"a b"@example.com>`, may stand in the line.
  private func hasQuotedOriginal(_ bytes: RawSpan, _ start: Int, _ end: Int) -> Bool {
    // Most lines quote nothing anywhere.
    guard
      bytes.firstIndex(of: ASCII.quote, from: start, to: end) != nil
        || bytes.firstIndex(of: ASCII.backslash, from: start, to: end) != nil
    else { return false }
    var from = start
    var tries = 0
    while let open = bytes.firstIndex(of: ASCII.less, from: from, to: end) {
      from = open &+ 1
      guard open > start, bytes.byte(open &- 1) == ASCII.space else { continue }
      if quotesSomething(bytes, open, end) || tries == EximParser.originalTries { return true }
      tries &+= 1
    }
    return false
  }

  /// Whether something is quoted in the address in brackets at `open`.
  private func quotesSomething(_ bytes: RawSpan, _ open: Int, _ end: Int) -> Bool {
    guard let close = bytes.firstIndex(of: ASCII.greater, from: open, to: end) else { return false }
    return bytes.shortIndex(of: ASCII.quote, or: ASCII.backslash, from: open, limit: close) < close
  }

  /// As `address`, for a line whose local part may hold what looks like fields: the address is the longest one that its
  /// quoted original repeats. A remote server cannot forge that, since it does not know what else stands in the line.
  private func hostileAddress(_ bytes: RawSpan, _ start: Int, _ end: Int, _ record: inout ReplyRecord) -> Int {
    var from = start
    var best: (addressEnd: Int, open: Int, behind: Int)?
    for _ in 0..<EximParser.originalTries {
      guard let hit = bytes.firstIndex(of: " <", from: from, to: end) else { break }
      from = hit &+ 1
      guard quotesSomething(bytes, hit &+ 1, end), let behind = bracketEnd(bytes, hit &+ 1, end),
        repeats(bytes, start..<hit, (hit &+ 2)..<(behind &- 1))
      else { continue }
      best = (hit, hit &+ 2, behind)
    }
    guard let best else { return address(bytes, start, end, &record) }
    record.recipient = Field(start, best.addressEnd)
    record.originalRecipient = Field(best.open, best.behind &- 1)
    return best.behind
  }

  /// Whether the address `plain` is the one that `quoted` is without its quotes and backslashes, but for its domain.
  private func repeats(_ bytes: RawSpan, _ plain: Range<Int>, _ quoted: Range<Int>) -> Bool {
    var left = plain.lowerBound
    var right = quoted.lowerBound
    var isQuoted = false
    while right < quoted.upperBound {
      var byte = bytes.byte(right)
      right &+= 1
      if byte == ASCII.quote {
        isQuoted.toggle()
        continue
      }
      if byte == ASCII.at, !isQuoted {
        guard left < plain.upperBound, bytes.byte(left) == ASCII.at else { return false }
        return bytes.firstIndex(of: ASCII.space, from: left, to: plain.upperBound) == nil
      }
      if byte == ASCII.backslash, right < quoted.upperBound {
        byte = bytes.byte(right)
        right &+= 1
      }
      guard left < plain.upperBound, byte == bytes.byte(left) else { return false }
      left &+= 1
    }
    return false
  }
}
