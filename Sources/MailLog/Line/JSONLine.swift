import SMTPReply

/// Lines that are one JSON object: the journal's (`journalctl -o json`; systemd, docs/JOURNAL_EXPORT_FORMATS) and those
/// of Docker's json-file driver.
struct JSONLine {
  private var message: Range<Int>?
  private var identifier: Range<Int>?
  private var command: Range<Int>?
  private var process: Range<Int>?
  private var syslogProcess: Range<Int>?
  private var microseconds: Range<Int>?
  private var host: Range<Int>?
  private var log: Range<Int>?
  private var time: Range<Int>?
  private var hasStream = false
  /// Whether the entry of a journal was made of a container's line (Docker's and Podman's journald drivers).
  private(set) var isOfContainer = false

  /// Finds the fields of the object at `start`; nil when the line is not one whole object.
  init?(_ bytes: RawSpan, _ start: Int, _ end: Int) {
    var object = JSONObject(start: start, end: end)
    while let member = object.next(bytes) { note(bytes, member) }
    guard object.isComplete else { return nil }
  }

  private mutating func note(_ bytes: RawSpan, _ member: JSONObject.Member) {
    let at = member.key.lowerBound
    let end = member.key.upperBound
    switch member.key.count {
    case 3 where bytes.hasWord("log", at: at): log = member.value
    case 4 where bytes.hasWord("time", at: at): time = member.value
    case 4 where bytes.hasWord("_PID", at: at): process = member.value
    case 5 where bytes.hasWord("_COMM", at: at): command = member.value
    case 6 where bytes.hasWord("stream", at: at): hasStream = true
    case 7 where bytes.hasWord("MESSAGE", at: at): message = member.value
    case 9 where bytes.starts(with: "_HOSTNAME", at: at, end: end): host = member.value
    case 10 where bytes.starts(with: "SYSLOG_PID", at: at, end: end): syslogProcess = member.value
    case 14 where bytes.starts(with: "CONTAINER_NAME", at: at, end: end): isOfContainer = true
    case 17 where bytes.starts(with: "SYSLOG_IDENTIFIER", at: at, end: end): identifier = member.value
    case 20 where bytes.starts(with: "__REALTIME_TIMESTAMP", at: at, end: end): microseconds = member.value
    default: break
    }
  }

  /// Writes what the container said, behind the time that Docker gave it, if any; false when the line is not Docker's.
  func writeContainerLine(_ bytes: RawSpan, into text: inout LineText) -> Bool {
    guard hasStream, time != nil, let log, bytes.byte(log.lowerBound) == ASCII.quote else { return false }
    text.removeAll()
    if let time, JSONValue.append(bytes, time, to: &text) { text.append(ASCII.space) }
    guard JSONValue.append(bytes, log, to: &text) else { return false }
    text.finish()
    return true
  }

  /// Writes what the container of a journal's entry said, behind the time of the entry, if any.
  func writeContainerEntry(_ bytes: RawSpan, into text: inout LineText) -> Bool {
    guard let message else { return false }
    text.removeAll()
    if writeStamp(bytes, into: &text) { text.append(ASCII.space) }
    guard JSONValue.append(bytes, message, to: &text) else { return false }
    text.finish()
    return true
  }

  /// Writes the entry of a journal as `journalctl -o short-unix` does; gives its head, or nil when it lacks what a line
  /// needs.
  func writeEntry(_ bytes: RawSpan, into text: inout LineText) -> LineHead? {
    guard let message, let name = identifier ?? command else { return nil }
    text.removeAll()
    var head = LineHead.empty
    head.stamp = writeStamp(bytes, into: &text) ? .unix : .none
    text.append(ASCII.space)
    head.host = text.count..<text.count
    if let host, JSONValue.append(bytes, host, to: &text) {
      head.host = head.host.lowerBound..<text.count
      text.append(ASCII.space)
    }
    head.tag = text.count
    guard JSONValue.append(bytes, name, to: &text) else { return nil }
    if let process = syslogProcess ?? process {
      text.append(ASCII.openBracket)
      guard JSONValue.append(bytes, process, to: &text) else { return nil }
      text.append(ASCII.closeBracket)
    }
    text.append(": ")
    guard JSONValue.append(bytes, message, to: &text) else { return nil }
    text.finish()
    return head
  }

  /// Microseconds since 1970 as seconds with a fraction.
  private func writeStamp(_ bytes: RawSpan, into text: inout LineText) -> Bool {
    guard var digits = microseconds else { return false }
    if bytes.byte(digits.lowerBound) == ASCII.quote { digits = (digits.lowerBound &+ 1)..<(digits.upperBound &- 1) }
    guard (15...17).contains(digits.count) else { return false }
    for at in digits where !ASCII.isDigit(bytes.byte(at)) { return false }
    text.append(bytes, digits.lowerBound..<(digits.upperBound &- 6))
    text.append(ASCII.dot)
    text.append(bytes, (digits.upperBound &- 6)..<digits.upperBound)
    return true
  }
}
