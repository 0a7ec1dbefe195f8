import SMTPReply

/// The fields of a delivery line, as far as they are no part of the record.
struct EximFields {
  /// Where the message begins behind the fields' colon; the line's end when there is none.
  var message: Int
  /// What stands inside `C="..."`.
  var confirmation = Field.none
  /// The error's name behind `defer (110): `, when there is one.
  var errorText = Field.none
  /// Where a field that cannot be one stands; nil when all is well.
  var isOdd = false
}

// The ` X=` fields behind the address (deliver.c `delivery_log`, `deferral_log`, `failure_log`, `d_hostlog`, `d_tlslog`).
extension EximParser {
  /// Reads the fields from `start`, the blank or colon behind the address, up to the message or to the line's end.
  @inline(__always)
  func fields(_ bytes: RawSpan, _ start: Int, _ end: Int, _ record: inout ReplyRecord) -> EximFields {
    var fields = EximFields(message: end)
    var at = start
    while at < end {
      if bytes.byte(at) == ASCII.colon {
        fields.message = min(end, at &+ 2)
        return fields
      }
      // A blank, and behind it a field.
      at &+= 1
      guard at &+ 1 < end else { break }
      let first = bytes.byte(at)
      let value = at &+ 2
      if bytes.byte(at &+ 1) == ASCII.equals {
        if first == UInt8(ascii: "H"), let host = host(bytes, value, end) {
          setPeer(bytes, host, &record)
          at = host.behind
          continue
        }
        if first == UInt8(ascii: "C"), bytes.byte(value) == ASCII.quote {
          // A confirmation that was cut has lost its quote.
          let behind = quoteEnd(bytes, value, end)
          fields.confirmation = Field(value &+ 1, (behind ?? end &+ 1) &- 1)
          at = behind ?? end
          fields.isOdd = !endsDelivery(bytes, at, end, &record)
          return fields
        }
        if first == UInt8(ascii: "F") || first == UInt8(ascii: "P"), bytes.byte(value) == ASCII.less,
          let behind = bracketEnd(bytes, value, end)
        {
          if first == UInt8(ascii: "F") { record.sender = Field(value &+ 1, behind &- 1) }
          at = behind
          continue
        }
      } else if bytes.hasWord("DN=\"", at: at), let behind = quoteEnd(bytes, at &+ 3, end) {
        at = behind
        continue
      } else if bytes.hasWord("defer (", at: at) {
        guard let behind = deferReason(bytes, at &+ 7, end, &fields) else { break }
        at = behind
        continue
      } else if bytes.hasWord("QT=", at: at) {
        setDelay(bytes, at &+ 3, end, &record)
      }
      let blank = bytes.shortIndex(of: ASCII.space, from: at, limit: end)
      if blank < end, bytes.byte(blank &- 1) == ASCII.colon {
        fields.message = blank &+ 1
        return fields
      }
      at = blank
    }
    return fields
  }

  /// `N)` of `defer (N)`, and `: strerror` behind it when the number is a system error's. Gives the offset behind it.
  private func deferReason(_ bytes: RawSpan, _ start: Int, _ end: Int, _ fields: inout EximFields) -> Int? {
    guard let close = bytes.firstIndex(of: ASCII.closeParenthesis, from: start, to: min(end, start &+ 12)) else {
      return nil
    }
    let behind = close &+ 1
    guard ASCII.isDigit(bytes.byte(start)), bytes.byte(start) != UInt8(ascii: "0"), behind &+ 1 < end,
      bytes.hasWord(": ", at: behind)
    else { return behind }
    // The error's name has no colon of its own; a host, a time or the message ends it.
    var at = behind &+ 2
    let textStart = at
    while at < end {
      if bytes.byte(at) == ASCII.colon, at &+ 1 >= end || bytes.byte(at &+ 1) == ASCII.space { break }
      if bytes.byte(at) == ASCII.space, bytes.hasWord(" H=", at: at) || bytes.hasWord(" DT=", at: at) { break }
      at &+= 1
    }
    fields.errorText = Field(textStart, at)
    return at
  }

  /// Whether nothing but ` QT=` and ` DT=` stands between `start` and the line's end.
  private func endsDelivery(_ bytes: RawSpan, _ start: Int, _ end: Int, _ record: inout ReplyRecord) -> Bool {
    var at = start
    while at < end {
      guard bytes.hasWord(" QT=", at: at) || bytes.hasWord(" DT=", at: at) else { return false }
      if bytes.hasWord(" QT=", at: at) { setDelay(bytes, at &+ 4, end, &record) }
      at &+= 4
      let digits = at
      while at < end, bytes.byte(at) != ASCII.space {
        let byte = bytes.byte(at)
        guard ASCII.isDigit(byte) || byte == ASCII.dot || ASCII.isLetter(byte) else { return false }
        at &+= 1
      }
      guard at > digits else { return false }
    }
    return true
  }

  /// `0.019s` or `42s` as the delay; `1m10s` is no number and left out.
  func setDelay(_ bytes: RawSpan, _ start: Int, _ end: Int, _ record: inout ReplyRecord) {
    var at = start
    while at < end, ASCII.isDigit(bytes.byte(at)) || bytes.byte(at) == ASCII.dot { at &+= 1 }
    guard at > start, at < end, bytes.byte(at) == UInt8(ascii: "s") else { return }
    guard at &+ 1 >= end || bytes.byte(at &+ 1) == ASCII.space else { return }
    record.delay = Field(start, at)
  }
}
