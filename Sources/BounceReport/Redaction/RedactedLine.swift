import MailLog

/// The bytes that the fields of a redacted record lie in.
struct RedactedLine {
  /// As many bytes as a line's buffer has behind it, for word loads.
  static let padding = 64

  private var bytes: [UInt8] = []
  private var people: [RedactedPerson] = []

  /// The bytes, with room behind them.
  var padded: [UInt8] { bytes + [UInt8](repeating: 0, count: RedactedLine.padding) }

  /// Forgets the record before.
  mutating func begin() {
    bytes.removeAll(keepingCapacity: true)
    people.removeAll(keepingCapacity: true)
  }

  /// What is known of a message, redacted.
  mutating func redact(_ facts: MessageFacts, _ message: RawSpan, by redactor: Redactor) -> MessageFacts {
    var copy = facts
    copy.sender = person(facts.sender, message, redactor)
    copy.saslUser = person(facts.saslUser, message, redactor)
    copy.messageID = put(facts.messageID, message) { redactor.address($0) }
    copy.client = put(facts.client, message) { RedactedLine.peer($0, redactor) }
    return copy
  }

  /// A record, redacted. Its reply comes last, since it may name whom the other fields name.
  mutating func redact(_ record: borrowing ReplyRecord, _ line: RawSpan, by redactor: inout Redactor) -> ReplyRecord {
    var own = copy record
    let by = redactor
    own.recipient = person(own.recipient, line, by)
    own.originalRecipient = person(own.originalRecipient, line, by)
    own.sender = person(own.sender, line, by)
    own.saslUser = person(own.saslUser, line, by)
    own.messageID = put(own.messageID, line) { by.address($0) }
    own.client = put(own.client, line) { RedactedLine.peer($0, by) }
    own.remoteHost = put(own.remoteHost, line) { by.domain($0) }
    own.remoteAddress = put(own.remoteAddress, line) { by.ip($0) }
    own.host = put(own.host, line) { by.domain($0) }
    own.service = put(own.service, line) { $0 }
    own.queueID = put(own.queueID, line) { $0 }
    own.dsn = put(own.dsn, line) { $0 }
    own.delay = put(own.delay, line) { $0 }
    // Those whom records are handed to have it from the facts.
    own.size = .none
    let people = people
    own.helo = put(own.helo, line) { redactor.text($0, people) }
    own.reply = put(own.reply, line) { redactor.text($0, people) }
    return own
  }

  /// An address or a login; the reply may name it again.
  private mutating func person(_ field: Field, _ source: RawSpan, _ redactor: Redactor) -> Field {
    guard field.exists else { return field }
    guard field.count > 0 else { return put(field, source) { $0 } }
    var text: [UInt8] = []
    source.append(field.range, to: &text)
    let person = RedactedPerson(text, redactor)
    people.append(person)
    return put(field, source) { _ in person.replacement }
  }

  private mutating func put(_ field: Field, _ source: RawSpan, _ redacted: ([UInt8]) -> [UInt8]) -> Field {
    guard field.exists else { return field }
    var text: [UInt8] = []
    source.append(field.range, to: &text)
    let start = bytes.count
    bytes += redacted(text)
    return Field(start, bytes.count)
  }

  /// `name[address]`.
  private static func peer(_ text: [UInt8], _ redactor: Redactor) -> [UInt8] {
    guard let open = text.firstIndex(of: UInt8(ascii: "[")), let close = text.lastIndex(of: UInt8(ascii: "]")),
      open < close
    else { return redactor.domain(text) }
    let name = text[..<open]
    let shown = name.elementsEqual("unknown".utf8) ? Array(name) : redactor.domain(name)
    return shown + [text[open]] + redactor.ip(Array(text[(open + 1)..<close])) + text[close...]
  }
}
