import SMTPReply

/// Lines of the syslog protocol: `1 STAMP HOST APP-NAME PROCID MSGID SD MSG` behind the priority (RFC 5424 section 6).
enum SyslogProtocol {
  /// Whether a line of the protocol, without its priority, begins at `start`.
  static func begins(_ bytes: RawSpan, _ start: Int, _ end: Int) -> Bool {
    guard end &- start > 12, bytes.hasWord("1 ", at: start) else { return false }
    return bytes.hasWord("- ", at: start &+ 2) || LineEnvelope.stampEnd(bytes, start &+ 2, end) != nil
  }

  /// Writes the line as `STAMP HOST APP-NAME[PROCID]: MSG` into `text`; gives its head there, or nil when it is broken.
  static func rewrite(_ bytes: RawSpan, _ start: Int, _ end: Int, into text: inout LineText) -> LineHead? {
    var at = start &+ 2
    guard let stamp = field(bytes, &at, end), let host = field(bytes, &at, end), let app = field(bytes, &at, end),
      let process = field(bytes, &at, end), field(bytes, &at, end) != nil, let data = dataEnd(bytes, at, end)
    else { return nil }
    var message = data
    while message < end, bytes.byte(message) == ASCII.space { message &+= 1 }
    if bytes.hasWord("\u{FEFF}", at: message) { message &+= 3 }
    text.removeAll()
    var head = LineHead.empty
    head.stamp = isNil(bytes, stamp) ? .none : .rfc3339
    head.clock = 11
    text.append(bytes, stamp)
    text.append(ASCII.space)
    head.host = text.count..<text.count
    if !isNil(bytes, host) {
      text.append(bytes, host)
      head.host = head.host.lowerBound..<text.count
      text.append(ASCII.space)
    }
    head.tag = text.count
    if !isNil(bytes, app) {
      text.append(bytes, app)
      if !isNil(bytes, process) {
        text.append(ASCII.openBracket)
        text.append(bytes, process)
        text.append(ASCII.closeBracket)
      }
      text.append(ASCII.colon)
      text.append(ASCII.space)
    }
    text.append(bytes, message..<max(message, end))
    text.finish()
    return head
  }

  /// The field at `at`, which a blank ends; moves `at` behind that.
  private static func field(_ bytes: RawSpan, _ at: inout Int, _ end: Int) -> Range<Int>? {
    let blank = bytes.shortIndex(of: ASCII.space, from: at, limit: end)
    guard blank > at, blank < end else { return nil }
    defer { at = blank &+ 1 }
    return at..<blank
  }

  private static func isNil(_ bytes: RawSpan, _ field: Range<Int>) -> Bool {
    field.count == 1 && bytes.byte(field.lowerBound) == ASCII.hyphen
  }

  /// The end of the structured data: `-`, or elements `[id name="value"]` whose values may hold `\"`, `\\` and `\]`.
  private static func dataEnd(_ bytes: RawSpan, _ start: Int, _ end: Int) -> Int? {
    guard start < end else { return nil }
    if bytes.byte(start) == ASCII.hyphen { return start &+ 1 }
    var at = start
    while at < end, bytes.byte(at) == ASCII.openBracket {
      var isQuoted = false
      var isClosed = false
      at &+= 1
      while at < end, !isClosed {
        let byte = bytes.byte(at)
        if byte == ASCII.quote {
          isQuoted.toggle()
        } else if byte == ASCII.backslash, isQuoted {
          at &+= 1
        } else if byte == ASCII.closeBracket, !isQuoted {
          isClosed = true
        }
        at &+= 1
      }
      guard isClosed else { return nil }
    }
    return at > start && at <= end ? at : nil
  }
}
