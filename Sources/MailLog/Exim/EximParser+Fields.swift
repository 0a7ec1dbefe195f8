import SMTPReply

/// The fields of a delivery line, as far as they are no part of the record.
struct EximFields {
  /// Where the message begins behind the fields' colon; the line's end when there is none.
  var message: Int
  /// The error's name behind `defer (110): `, when there is one.
  var errorText = Field.none
}

// The ` X=` fields behind the address (deliver.c `delivery_log`, `deferral_log`, `failure_log`, `d_hostlog`, `d_tlslog`).
extension EximParser {
  /// Reads the fields from `start`, the blank or colon behind the address, up to the message or to the line's end; or up
  /// to what is behind the host when `stopsAtHost`.
  @inline(__always)
  func fields(
    _ bytes: RawSpan, _ start: Int, _ end: Int, stopsAtHost: Bool = false, _ record: inout ReplyRecord
  ) -> EximFields {
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
          if stopsAtHost {
            fields.message = at
            return fields
          }
          continue
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

  /// `0.019s` or `42s` as the delay; `1m10s` is no number and left out.
  func setDelay(_ bytes: RawSpan, _ start: Int, _ end: Int, _ record: inout ReplyRecord) {
    var at = start
    while at < end, ASCII.isDigit(bytes.byte(at)) || bytes.byte(at) == ASCII.dot { at &+= 1 }
    guard at > start, at < end, bytes.byte(at) == UInt8(ascii: "s") else { return }
    guard at &+ 1 >= end || bytes.byte(at &+ 1) == ASCII.space else { return }
    record.delay = Field(start, at)
  }
}
