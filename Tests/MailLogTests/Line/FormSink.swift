import Testing
import MailLog

/// What the forms of lines have to get right of every reply, as one line of text a reply.
final class FormSink: ReplySink {
  private(set) var replies: [String] = []
  private(set) var notUnderstood = 0
  /// The replies without their times.
  private(set) var timeless: [String] = []
  /// Whether each went over an encrypted connection.
  private(set) var encrypted: [Bool?] = []

  func receive(
    _ record: borrowing ReplyRecord, at time: LogTime?, line: RawSpan, of facts: MessageFacts, message: RawSpan
  ) {
    let code = record.code.map { String($0.rawValue) } ?? "-"
    let words = [
      String(record.line), time?.iso8601 ?? "-", line.string(record.logHost) ?? "-", line.string(record.service) ?? "-",
      code, record.outcome.rawValue, line.string(record.recipient) ?? "-",
    ]
    encrypted.append(record.isEncrypted)
    timeless.append((words[..<1] + words[2...]).joined(separator: " ") + " x\(record.count)")
    replies.append(words.joined(separator: " ") + (record.count == 1 ? "" : " x\(record.count)"))
  }

  func messageEnded(_ serial: UInt64) {}

  func notUnderstood(line: RawSpan, at field: Field, number: Int, input: Int) { notUnderstood += 1 }

  /// Reads a log given as bytes, as if the present were 2026-11-23.
  static func read(_ bytes: [UInt8]) throws -> (replies: [String], lines: LineCounts, result: InputResult) {
    let directory = try TemporaryDirectory()
    let sink = FormSink()
    var reader = LogReader(options: ReadingOptions(now: 1_795_478_399))
    var source = try ByteSource.open(path: directory.file("mail.log", bytes))
    reader.read(&source, into: sink)
    reader.finish(into: sink)
    let result = try #require(reader.results.first)
    return (sink.replies, result.lines, result)
  }

  /// Reads a log given as lines.
  static func read(_ lines: String...) throws -> (replies: [String], lines: LineCounts, result: InputResult) {
    try read(Array(lines.map { $0 + "\n" }.joined().utf8))
  }

  /// A delivery that was refused, without head and tag.
  static let bounce =
    "4A1B2C3D4E: to=<a@example.net>, relay=mx.example.net[192.0.2.1]:25, delay=1, dsn=5.1.1, status=bounced "
    + "(host mx.example.net[192.0.2.1] said: 550 5.1.1 \"a\" unknown (in reply to RCPT TO command))"
  /// A refusal of ours, without head and tag.
  static let rejection =
    "NOQUEUE: reject: RCPT from c.example.org[192.0.2.7]: 553 5.1.8 <s@example.org>: Sender address rejected: "
    + "Domain not found; from=<s@example.org> to=<b@example.com> proto=ESMTP helo=<c>"
}
