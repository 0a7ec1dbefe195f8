public import MailLog
public import ReplyGuide
import SMTPReply

/// Writes every reply of a log as one JSON object a line (the reply record of the design, with what the guide says of it).
public final class RecordWriter: ReplySink {
  private var groups: ReplyGroups
  private var json = JSONWriter()
  private let output: ([UInt8]) -> Void
  /// The inputs that are read, as they were given.
  private var paths: [String] = []

  private let selection: ReplySelection?

  /// A writer of the replies of `selection`, or of all, that hands what it wrote to `output`, some kilobytes at a time.
  public init(guide: ReplyGuide, selection: ReplySelection? = nil, output: @escaping ([UInt8]) -> Void) {
    self.selection = selection.flatMap { $0.isEmpty ? nil : $0 }
    groups = ReplyGroups(by: ReplyGrouping(guide))
    self.output = output
  }

  /// The next input begins.
  public func beginInput(_ path: String) { paths.append(path) }

  /// Writes one reply.
  public func receive(
    _ record: borrowing ReplyRecord, at time: LogTime?, line: RawSpan, of facts: MessageFacts, message: RawSpan
  ) {
    guard selection?.filter.matches(record, at: time, line, facts, message) ?? true else { return }
    let isOwnClient = record.isToOwnClient(line, facts)
    let number = groups.group(of: record, isOwnClient: isOwnClient, line)
    let explanation = groups.groups[Int(number)].explanation
    guard selection?.wants(explanation) ?? true else { return }
    json.beginObject()
    json.key("file")
    json.value(record.input < paths.count ? paths[record.input] : "")
    json.key("line")
    json.value(record.line)
    if let time {
      json.key("time")
      json.value(time.iso8601)
    }
    json.key("mta")
    json.value(record.mta.rawValue)
    json.key("direction")
    json.value(record.direction.rawValue)
    json.key("outcome")
    json.value(record.outcome.rawValue)
    if let stage = record.stage {
      json.key("stage")
      json.value(stage.rawValue)
    }
    if let code = record.code {
      json.key("code")
      json.value(Int(code.rawValue))
    }
    if let enhanced = record.enhanced {
      json.key("enhanced")
      json.value(enhanced.description)
    }
    writeText(record, line)
    writeFields(record, line, facts, message)
    writeExplanation(explanation, record.direction, isOwnClient: isOwnClient)
    json.endObject()
    json.endLine()
    if json.bytes.count > 65_536 { flush() }
  }

  /// Nothing to do: each record stands for itself.
  public func messageEnded(_ serial: UInt64) {}

  /// Nothing to do: only replies are written.
  public func notUnderstood(line: RawSpan, at field: Field, number: Int, input: Int) {}

  /// Hands out what is still held back.
  public func flush() {
    output(json.bytes)
    json.removeAll()
  }

  private func writeText(_ record: borrowing ReplyRecord, _ line: RawSpan) {
    guard record.reply.exists else { return }
    json.key("text")
    json.beginString()
    var lines = ReplyLines(of: record, in: line)
    var isFirst = true
    while let part = lines.next(in: line) {
      guard !part.text.isEmpty else { continue }
      if !isFirst { json.appendBlank() }
      isFirst = false
      json.append(line, part.text)
    }
    json.endString()
  }

  private func writeFields(
    _ record: borrowing ReplyRecord, _ line: RawSpan, _ facts: MessageFacts, _ message: RawSpan
  ) {
    write("recipient", record.recipient, line)
    write("original_recipient", record.originalRecipient, line)
    write("sender", record.sender, line, or: facts.sender, message)
    write("remote_host", record.remoteHost, line)
    write("remote_ip", record.remoteAddress, line)
    write("host", record.host, line)
    write("service", record.service, line)
    write("queue_id", record.queueID, line)
    write("message_id", record.messageID, line, or: facts.messageID, message)
    write("client", record.client, line, or: facts.client, message)
    write("sasl_user", record.saslUser, line, or: facts.saslUser, message)
    write("helo", record.helo, line)
    write("dsn", record.dsn, line)
    if let delay = line.string(record.delay), let seconds = Double(delay), seconds.isFinite {
      json.key("delay")
      json.bare("\(seconds)")
    }
    if record.count != 1 {
      json.key("count")
      json.value(record.count)
    }
    if record.isImplied {
      json.key("implied")
      json.value(true)
    }
    if record.isDuplicate {
      json.key("duplicate")
      json.value(true)
    }
  }

  private func write(_ key: StaticString, _ field: Field, _ bytes: RawSpan) {
    guard field.exists else { return }
    json.key(key)
    json.beginString()
    json.append(bytes, field.range)
    json.endString()
  }

  private func write(_ key: StaticString, _ own: Field, _ line: RawSpan, or known: Field, _ message: RawSpan) {
    if own.exists { write(key, own, line) } else { write(key, known, message) }
  }

  private func writeExplanation(_ explanation: Explanation, _ direction: Direction, isOwnClient: Bool) {
    if let cause = explanation.cause {
      json.key("cause")
      json.value(cause.id)
    }
    json.key("class")
    json.value(explanation.class.rawValue)
    guard let cause = explanation.cause else { return }
    json.key("actor")
    json.value(cause.actor(direction, isOwnClient: isOwnClient).rawValue)
    json.key("permanence")
    json.value(cause.permanence.rawValue)
    json.key("confidence")
    json.value(explanation.confidence.rawValue)
  }
}
