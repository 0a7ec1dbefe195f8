import SMTPReply

/// An event that a log shipper made of a line: one JSON object with the message, and with the program, the host and the time where it
/// took the line apart (rsyslog, syslog-ng, logstash, Vector, Fluent Bit, Filebeat, Graylog, Loki).
///
/// Names differ in case, hyphens and underscores only. Where the event names a program, the message is that program's; where it names
/// none, the message has to be a whole line.
struct JSONEvent {
  /// What a message was found under, the surest first.
  private enum MessageKind: Int {
    case message, line, raw
  }

  private var message: (kind: MessageKind, value: Range<Int>)?
  private var program: Range<Int>?
  /// The tag as syslog has it; a program only if it looks like one.
  private var tag: Range<Int>?
  private var process: Range<Int>?
  private var host: Range<Int>?
  private var time: Range<Int>?
  /// What names the source in the words of an application: `service`, `logger`.
  private var source: Range<Int>?
  /// Whether it is an application's own event: it has a level, a user, a request.
  private var isApplications = false
  private var isContainers = false

  /// How an event is to be read.
  enum Reading {
    /// It is of another program, or no event.
    case foreign
    /// It may quote a mail server's line.
    case unsure
    /// A line with this head was written.
    case line(LineHead)
    /// A whole line was written, to be opened in turn.
    case inside
  }

  /// Finds the fields of the object at `start`; nil when the line is not one whole object.
  init?(_ bytes: RawSpan, _ start: Int, _ end: Int) {
    // A list of events has a comma behind each.
    var stop = end
    if stop > start, bytes.byte(stop - 1) == ASCII.comma { stop -= 1 }
    guard note(bytes, start, stop, depth: 1) else { return nil }
  }

  @discardableResult
  private mutating func note(_ bytes: RawSpan, _ start: Int, _ end: Int, depth: Int) -> Bool {
    var object = JSONObject(start: start, end: end)
    while let member = object.next(bytes) {
      let key = JSONKey(bytes, member.key)
      guard bytes.byte(member.value.lowerBound) == UInt8(ascii: "{") else {
        note(bytes, key, member.value)
        continue
      }
      if key.isAny(of: JSONEvent.containerKeys) { isContainers = true }
      if depth > 0, key.isAny(of: JSONEvent.wrappers) {
        note(bytes, member.value.lowerBound, member.value.upperBound, depth: depth - 1)
      } else if key.isAny(of: ["process", "host"]) {
        noteParts(of: key, bytes, member.value)
      }
    }
    return object.isComplete
  }

  /// `"process": {"name": ..., "pid": ...}` and `"host": {"name": ...}`.
  private mutating func noteParts(of key: JSONKey, _ bytes: RawSpan, _ value: Range<Int>) {
    var object = JSONObject(start: value.lowerBound, end: value.upperBound)
    let isProcess = key.isAny(of: ["process"])
    while let member = object.next(bytes) {
      let part = JSONKey(bytes, member.key)
      if part.isAny(of: ["name", "hostname"]) {
        if isProcess { program = program ?? member.value } else { host = host ?? member.value }
      } else if isProcess, part.isAny(of: ["pid"]) {
        process = member.value
      }
    }
  }

  private mutating func note(_ bytes: RawSpan, _ key: JSONKey, _ value: Range<Int>) {
    let isText = bytes.byte(value.lowerBound) == ASCII.quote
    if isText, let kind = kind(of: key), kind.rawValue < message?.kind.rawValue ?? 3 { message = (kind, value) }
    if isText, key.isAny(of: JSONEvent.programKeys) {
      program = program ?? value
    } else if isText, key.isAny(of: ["tag", "syslogtag"]) {
      tag = tag ?? value
    } else if key.isAny(of: JSONEvent.processKeys) {
      process = process ?? value
    } else if isText, key.isAny(of: JSONEvent.hostKeys) {
      host = host ?? value
    } else if key.isAny(of: JSONEvent.timeKeys) {
      time = time ?? value
    } else if key.isAny(of: JSONEvent.containerKeys) {
      isContainers = true
    } else if isText, key.isAny(of: JSONEvent.sourceKeys) {
      source = source ?? value
    }
    if isText, key.isAny(of: JSONEvent.applicationKeys) { isApplications = true }
  }

  private func kind(of key: JSONKey) -> MessageKind? {
    if key.isAny(of: ["message", "msg", "shortmessage", "textpayload"]) { return .message }
    if key.isAny(of: ["log", "line", "event", "logline", "body", "content", "text"]) { return .line }
    return key.isAny(of: ["raw", "rawmsg", "rawmessage", "fullmessage", "eventoriginal", "original"]) ? .raw : nil
  }

  /// Writes the line of the event into `text`.
  func write(_ bytes: RawSpan, into text: inout LineText) -> Reading {
    guard let message else { return .foreign }
    let named = tag.flatMap { isTag(bytes, $0) ? $0 : nil } ?? program
    if let named {
      if isMail(bytes, named) { return writeLine(bytes, message.value, of: named, into: &text) }
      if !isContainers { return .foreign }
    }
    let isApplications = isApplications || named == nil && process != nil
    let isQuoting = message.kind == .message && isApplications || source.map { !isMail(bytes, $0) } ?? false
    text.removeAll()
    writeTime(bytes, into: &text)
    let start = text.count
    guard JSONValue.append(bytes, message.value, to: &text) else { return .foreign }
    text.finish()
    guard isQuoting, !isContainers else { return .inside }
    // An application's message that is a mail server's line from its first byte on.
    var prefix = LinePrefix(start, text.count)
    let outcome = text.bytes.withBytes { prefix.take($0) }
    if case .foreign = outcome { return .foreign }
    return .unsure
  }

  private func writeLine(
    _ bytes: RawSpan, _ message: Range<Int>, of named: Range<Int>, into text: inout LineText
  ) -> Reading {
    text.removeAll()
    var head = LineHead.empty
    head.stamp = .none
    if let form = writeTime(bytes, into: &text) { (head.stamp, head.clock) = form }
    head.host = text.count..<text.count
    if let host, JSONValue.append(bytes, host, to: &text) {
      head.host = head.host.lowerBound..<text.count
      text.append(ASCII.space)
    }
    head.tag = text.count
    guard JSONValue.append(bytes, named, to: &text) else { return .foreign }
    text.removeLast(while: { $0 == ASCII.colon || $0 == ASCII.space })
    if let process, text.bytes.last != ASCII.closeBracket {
      text.append(ASCII.openBracket)
      guard JSONValue.append(bytes, process, to: &text) else { return .foreign }
      text.append(ASCII.closeBracket)
    }
    text.append(": ")
    guard JSONValue.append(bytes, message, to: &text) else { return .foreign }
    text.finish()
    return .line(head)
  }

  /// Writes the time and a blank, if there is one that is known.
  @discardableResult
  private func writeTime(_ bytes: RawSpan, into text: inout LineText) -> (stamp: LineHead.Stamp, clock: Int)? {
    guard var value = time else { return nil }
    if bytes.byte(value.lowerBound) == ASCII.quote { value = (value.lowerBound + 1)..<(value.upperBound - 1) }
    guard let stamp = StampReader.read(bytes, value.lowerBound, value.upperBound), stamp.end == value.upperBound
    else { return nil }
    let form = stamp.write(bytes, into: &text)
    text.append(ASCII.space)
    return form
  }

  /// Whether a tag has a program in it: it ends as tags do, or is Postfix's.
  private func isTag(_ bytes: RawSpan, _ value: Range<Int>) -> Bool {
    let last = bytes.byte(value.upperBound - 2)
    let name = (value.lowerBound + 1)..<(value.upperBound - 1)
    guard !name.isEmpty else { return false }
    return last == ASCII.colon || last == ASCII.closeBracket || MTA.of(bytes, name) != nil
  }

  /// Whether a name is a mail server's.
  private func isMail(_ bytes: RawSpan, _ value: Range<Int>) -> Bool {
    let names: [StaticString] = ["postfix", "exim", "mail", "smtp", "mta"]
    return names.contains { bytes.firstIndex(of: $0, from: value.lowerBound, to: value.upperBound) != nil }
  }

  private static let wrappers: [StaticString] = ["source", "result", "jsonpayload", "event", "fields", "data"]
  private static let programKeys: [StaticString] = [
    "program", "programname", "appname", "applicationname", "application", "syslogidentifier", "syslogprogram",
    "syslogappname", "syslogprogramname", "ident", "processname", "identifier", "process", "daemon",
  ]
  private static let processKeys: [StaticString] = [
    "pid", "procid", "processid", "processpid", "syslogpid", "syslogprocid",
  ]
  private static let hostKeys: [StaticString] = [
    "host", "hostname", "logsource", "sysloghostname", "sysloghost", "relayhost",
  ]
  private static let timeKeys: [StaticString] = [
    "timestamp", "time", "date", "ts", "timereported", "datetime", "isodate", "isotime", "eventtime",
    "syslogtimestamp", "timegenerated",
  ]
  private static let containerKeys: [StaticString] = [
    "containername", "containerid", "containeridfull", "kubernetes", "docker", "stream",
  ]
  private static let sourceKeys: [StaticString] = [
    "app", "service", "servicename", "logger", "loggername", "module", "component",
  ]
  private static let applicationKeys: [StaticString] = [
    "level", "loglevel", "levelname", "lvl", "logger", "loggername", "user", "userid", "username", "request",
    "requestid",
    "traceid", "caller", "remoteaddr", "useragent", "url", "path", "method", "ip", "email", "subject",
  ]
}

/// A key without what writers do differently: capitals, `@`, hyphens, underscores and stops.
struct JSONKey {
  private var words: (UInt64, UInt64, UInt64) = (0, 0, 0)

  init(_ bytes: RawSpan, _ key: Range<Int>) {
    var count: UInt64 = 0
    for at in key.prefix(48) {
      let byte = bytes.byte(at)
      guard ASCII.isAlphanumeric(byte) else { continue }
      let letter = UInt64(ASCII.lowercased(byte)) << (8 * (count & 7))
      switch count / 8 {
      case 0: words.0 |= letter
      case 1: words.1 |= letter
      case 2: words.2 |= letter
      // Longer than any that is known.
      default: words = (~0, ~0, ~0)
      }
      count += 1
    }
  }

  /// Whether it is one of `names`.
  func isAny(of names: [StaticString]) -> Bool {
    names.contains { words == (Word.of($0), Word.of($0, from: 8), Word.of($0, from: 16)) }
  }
}
