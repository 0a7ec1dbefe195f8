import MailLog
import SMTPReply

/// Keeps every reply of a log as plain values.
final class Collector: ReplySink {
  struct Reply {
    var line: Int
    var time: String?
    var direction: String
    var outcome: String
    var stage: String?
    var code: Int?
    var enhanced: String?
    var text: String
    var recipient: String?
    var originalRecipient: String?
    var sender: String?
    var remoteHost: String?
    var remoteAddress: String?
    var queueID: String?
    var service: String?
    var saslUser: String?
    var helo: String?
    var delay: String?
    var messageID: String?
    var client: String?
    var count: Int
    var isImplied: Bool
    var isDuplicate: Bool
    var settlesMessage: Bool
    var wasDeferred: Bool
    /// The id under which a server of our own took the mail in.
    var handedOn: String?
  }

  private(set) var replies: [Reply] = []
  private(set) var ended: [UInt64] = []
  private(set) var notUnderstood: [Int] = []

  func receive(
    _ record: borrowing ReplyRecord, at time: LogTime?, line: RawSpan, of facts: MessageFacts, message: RawSpan
  ) {
    var words: [String] = []
    if record.reply.exists {
      var lines = ReplyLines(of: record, in: line)
      while let part = lines.next(in: line) {
        words.append(line.string(Field(part.text.lowerBound, part.text.upperBound)) ?? "")
      }
    }
    let sender = line.string(record.sender)
    let login = line.string(record.saslUser)
    replies.append(
      Reply(
        line: record.line, time: time?.iso8601, direction: record.direction.rawValue, outcome: record.outcome.rawValue,
        stage: record.stage?.rawValue, code: record.code.map { Int($0.rawValue) },
        enhanced: record.enhanced?.description, text: words.filter { !$0.isEmpty }.joined(separator: " "),
        recipient: line.string(record.recipient), originalRecipient: line.string(record.originalRecipient),
        sender: sender ?? message.string(facts.sender), remoteHost: line.string(record.remoteHost),
        remoteAddress: line.string(record.remoteAddress), queueID: line.string(record.queueID),
        service: line.string(record.service), saslUser: login ?? message.string(facts.saslUser),
        helo: line.string(record.helo), delay: line.string(record.delay), messageID: message.string(facts.messageID),
        client: message.string(facts.client), count: record.count, isImplied: record.isImplied,
        isDuplicate: record.isDuplicate, settlesMessage: record.settlesMessage, wasDeferred: facts.wasDeferred,
        handedOn: line.string(record.handedOnID(line))))
  }

  func messageEnded(_ serial: UInt64) { ended.append(serial) }

  func notUnderstood(line: RawSpan, at field: Field, number: Int, input: Int) { notUnderstood.append(number) }

  /// Reads files as one log.
  static func read(_ paths: [String], now: Int64 = 1_795_478_399) throws -> (Collector, LineCounts) {
    let collector = Collector()
    var options = LogReader.Options(now: now)
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
