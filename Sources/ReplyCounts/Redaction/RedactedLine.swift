import MailLog
import SMTPReply

/// The bytes that the fields of a redacted record lie in.
struct RedactedLine {
  private var bytes: [UInt8] = []
  private var known = KnownNames()

  /// The bytes, to be read as those of a line.
  var padded: PaddedBytes { PaddedBytes(bytes) }

  /// Forgets the record before.
  mutating func begin() {
    bytes.removeAll(keepingCapacity: true)
    known = KnownNames()
  }

  /// What is known of a message, redacted.
  mutating func redact(_ facts: MessageFacts, _ message: RawSpan, by redactor: Redactor) -> MessageFacts {
    var copy = facts
    copy.sender = person(facts.sender, message, redactor)
    copy.saslUser = person(facts.saslUser, message, redactor)
    copy.messageID = put(facts.messageID, message) { redactor.address($0) }
    copy.client = peer(facts.client, message, redactor)
    return copy
  }

  /// A record, redacted. Its reply comes last, since it may name whom the other fields name.
  mutating func redact(_ record: borrowing ReplyRecord, _ line: RawSpan, by redactor: Redactor) -> ReplyRecord {
    var own = copy record
    own.recipient = person(own.recipient, line, redactor)
    own.originalRecipient = person(own.originalRecipient, line, redactor)
    own.sender = person(own.sender, line, redactor)
    own.saslUser = person(own.saslUser, line, redactor)
    own.messageID = put(own.messageID, line) { redactor.address($0) }
    own.client = peer(own.client, line, redactor)
    own.remoteHost = host(own.remoteHost, line, redactor)
    own.logHost = host(own.logHost, line, redactor)
    own.service = put(own.service, line) { redactor.text($0, KnownNames()) }
    own.queueID = put(own.queueID, line) { $0 }
    own.dsn = put(own.dsn, line) { $0 }
    own.delay = put(own.delay, line) { $0 }
    // Those whom records are handed to have it from the facts.
    own.size = .none
    addHELO(own.helo, line, redactor)
    let known = known
    own.helo = put(own.helo, line) { redactor.helo($0, known) }
    own.remoteAddress = host(record.remoteAddress, line, redactor)
    if own.remoteAddress.exists { putSigns(of: record, line) }
    own.reply = reply(record, line, redactor)
    return own
  }

  /// An address or a login; the reply may name it again.
  private mutating func person(_ field: Field, _ source: RawSpan, _ redactor: Redactor) -> Field {
    guard field.count > 0 else { return put(field, source) { $0 } }
    let text = RedactedLine.text(field, source)
    known.add(person: text, redactor)
    return put(field, source) { redactor.address($0) }
  }

  /// A host or an IP address; the reply may name it again.
  private mutating func host(_ field: Field, _ source: RawSpan, _ redactor: Redactor) -> Field {
    if field.count > 0 { known.add(host: RedactedLine.text(field, source), redactor) }
    return put(field, source) { redactor.domain($0) }
  }

  /// `name[address]`
  private mutating func peer(_ field: Field, _ source: RawSpan, _ redactor: Redactor) -> Field {
    if field.count > 0 {
      for part in RedactedLine.text(field, source).split(whereSeparator: { "[]() ".utf8.contains($0) }) {
        known.add(host: Array(part), redactor)
      }
    }
    return put(field, source) { redactor.peer($0) }
  }

  private mutating func addHELO(_ field: Field, _ source: RawSpan, _ redactor: Redactor) {
    let text = field.count > 0 ? RedactedLine.text(field, source) : []
    if !text.contains(UInt8(ascii: "@")) { known.add(host: text, redactor) }
  }

  /// What stands behind the peer's address in the line and says how it was reached: the port, and whether under TLS.
  private mutating func putSigns(of record: borrowing ReplyRecord, _ line: RawSpan) {
    let start = record.remoteAddress.range.upperBound
    if line.isPrivate(record.remoteAddress), start + 1 < line.byteCount, line.byte(start) == UInt8(ascii: "]"),
      line.byte(start + 1) == UInt8(ascii: ":")
    {
      var end = start + 2
      while end < line.byteCount, end < start + 7, ASCII.isDigit(line.byte(end)) { end += 1 }
      line.append(start..<end, to: &bytes)
    }
    switch (record.mta, record.isUnderTLS(line)) {
    case (.exim, true?): bytes += Array(" X=".utf8)
    case (.postfix, true?): bytes += Array(", tls=yes".utf8)
    case (.postfix, false?): bytes += Array(", tls=none".utf8)
    default: break
    }
    bytes.append(ASCII.space)
  }

  /// The reply, each of its lines by itself: codes and joints stay as they are.
  private mutating func reply(_ record: borrowing ReplyRecord, _ source: RawSpan, _ redactor: Redactor) -> Field {
    guard record.reply.exists else { return .none }
    let start = bytes.count
    var done = record.reply.range.lowerBound
    var lines = ReplyLines(of: record, in: source)
    while let part = lines.next(in: source) {
      source.append(done..<part.text.lowerBound, to: &bytes)
      var text: [UInt8] = []
      source.append(part.text, to: &text)
      bytes += redactor.text(text, known)
      done = part.text.upperBound
    }
    source.append(done..<max(done, record.reply.range.upperBound), to: &bytes)
    return Field(start, bytes.count)
  }

  private mutating func put(_ field: Field, _ source: RawSpan, _ redacted: ([UInt8]) -> [UInt8]) -> Field {
    guard field.exists else { return field }
    let start = bytes.count
    bytes += redacted(RedactedLine.text(field, source))
    return Field(start, bytes.count)
  }

  private static func text(_ field: Field, _ source: RawSpan) -> [UInt8] {
    var text: [UInt8] = []
    source.append(field.range, to: &text)
    return text
  }
}
