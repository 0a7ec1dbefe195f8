import MailLog
import MailReplies
import SMTPReply

/// Keeps every reply of a log as plain values.
final class Collector: ReplySink {
  /// A reply with the words that outputs have for it.
  @dynamicMemberLookup
  struct Reply {
    let value: MailReply
    /// What earlier lines alone told of the message.
    let messageID: String?
    let client: String?

    var time: String? { value.time?.iso8601 }
    var direction: String { value.direction.rawValue }
    var outcome: String { value.outcome.rawValue }
    var stage: String? { value.stage?.rawValue }
    var code: Int? { value.code.map { Int($0.rawValue) } }
    var enhanced: String? { value.enhanced?.description }

    subscript<Value>(dynamicMember path: KeyPath<MailReply, Value>) -> Value { value[keyPath: path] }
  }

  private(set) var replies: [Reply] = []
  private(set) var ended: [UInt64] = []
  private(set) var notUnderstood: [Int] = []

  func receive(
    _ record: borrowing ReplyRecord, at time: LogTime?, line: RawSpan, of facts: MessageFacts, message: RawSpan
  ) {
    replies.append(
      Reply(
        value: MailReply(record, at: time, line: line, of: facts, message: message, path: ""),
        messageID: message.string(facts.messageID), client: message.string(facts.client)))
  }

  func messageEnded(_ serial: UInt64) { ended.append(serial) }

  func notUnderstood(line: RawSpan, at field: Field, number: Int, input: Int) { notUnderstood.append(number) }

  /// Reads files as one log.
  static func read(_ paths: [String], now: Int64 = 1_795_478_399) throws -> (Collector, LineCounts) {
    let collector = Collector()
    var options = ReadingOptions(now: now)
    options.keepsDetails = true
    var reader = LogReader(options: options)
    var counts = LineCounts()
    for path in paths {
      var source = try ByteSource.open(path: path)
      reader.read(&source, into: collector)
    }
    reader.finish(into: collector)
    for result in reader.results { counts += result.lines }
    return (collector, counts)
  }

  /// Reads a log given as text.
  static func read(text: String, now: Int64 = 1_795_478_399) throws -> (Collector, LineCounts) {
    let directory = try TemporaryDirectory()
    return try read([directory.file("mail.log", Array(text.utf8))], now: now)
  }

  /// The replies of several inputs, read one after the other.
  static func read(texts: [String], now: Int64 = 1_795_478_399) throws -> (Collector, LineCounts) {
    let directory = try TemporaryDirectory()
    let paths = try texts.enumerated().map { try directory.file("log.\($0.offset)", Array($0.element.utf8)) }
    return try read(paths, now: now)
  }

  /// The one reply of a line of Exim's own log, from behind the stamp.
  static func exim(_ text: String) throws -> Reply? {
    let (collector, counts) = try read(text: "2026-11-23 15:20:10 \(text)\n")
    return counts[.exim] == 1 && collector.replies.count == 1 ? collector.replies[0] : nil
  }

  /// The one reply of a message part that a Postfix daemon wrote.
  static func one(_ tagged: String) throws -> Reply? {
    let (collector, counts) = try read(text: "Nov 23 15:36:30 mail \(tagged)\n")
    return counts.total == 1 && collector.replies.count == 1 ? collector.replies[0] : nil
  }
}
