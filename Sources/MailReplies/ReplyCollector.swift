import MailLog

/// Takes the replies of some lines, until they are handed out.
final class ReplyCollector: ReplySink {
  /// The inputs that were begun.
  var paths: [String] = []
  private(set) var replies: [MailReply] = []

  func receive(
    _ record: borrowing ReplyRecord, at time: LogTime?, line: RawSpan, of facts: MessageFacts, message: RawSpan
  ) {
    let path = record.input < paths.count ? paths[record.input] : ""
    replies.append(MailReply(record, at: time, line: line, of: facts, message: message, path: path))
  }

  /// Forgets the replies, and keeps the room.
  func removeAll() { replies.removeAll(keepingCapacity: true) }
}
