package import MailLog
package import ReplyCounts
import ReplyGuide
import SMTPReply

/// Follows the messages that a target names: what came of each recipient, attempt by attempt.
///
/// One pass over the log, with memory for what was found alone. A message that a filter of our own takes in and hands back under a new
/// queue id is followed, by what Postfix and Exim say of that. What the log tells of a message before its first reply is known by then; a message without any is not seen.
package final class MessageTrace: ReplySink {
  private let target: TraceTarget
  private var replies: ExplainedReplies
  private var paths: [String] = []
  private var places: [UInt64: Int] = [:]
  /// Queue ids that a found message was handed on under.
  private var followed: Set<String> = []
  /// The messages found, in the order of their first reply.
  private(set) var messages: [TracedMessage] = []

  /// A trace of `target` among the replies of `selection`, explained by the guide of `grouping`.
  package init(_ target: TraceTarget, by grouping: ReplyGrouping, selection: ReplySelection? = nil) {
    self.target = target
    replies = ExplainedReplies(by: grouping, of: selection)
  }

  /// Whether nothing was found.
  package var isEmpty: Bool { messages.isEmpty }

  /// The next input begins.
  package func beginInput(_ path: String) { paths.append(path.shownName) }

  /// Takes one reply.
  package func receive(
    _ record: borrowing ReplyRecord, at time: LogTime?, line: RawSpan, of facts: MessageFacts, message: RawSpan
  ) {
    guard record.outcome != .transcript, isWanted(record, line, facts, message) else { return }
    // Whatever the filter says of this reply: those of the message behind it may be chosen.
    if record.outcome == .delivered, let id = line.string(record.handedOnID(line)) { followed.insert(id) }
    guard let reply = replies.take(record, at: time, line, facts, message) else { return }
    let attempt = TracedAttempt(
      path: record.input < paths.count ? paths[record.input] : "", line: record.line, time: time,
      recipient: line.string(record.recipient), outcome: record.outcome, direction: record.direction, code: record.code,
      enhanced: record.enhanced, text: record.words(in: line), remoteHost: line.string(record.remoteHost),
      remoteAddress: line.string(record.remoteAddress), cause: reply.explanation.cause, isOwnClient: reply.isOwnClient)
    let place = place(of: record, facts, line, message)
    messages[place].add(attempt)
  }

  private func isWanted(
    _ record: borrowing ReplyRecord, _ line: RawSpan, _ facts: MessageFacts, _ message: RawSpan
  ) -> Bool {
    let id = record.queueID.exists ? line.string(record.queueID) : nil
    if let id, followed.contains(id) { return true }
    switch target {
    case .queueID(let wanted): return id == wanted
    case .messageID(let wanted):
      return record.messageID.exists
        ? line.string(record.messageID) == wanted : message.string(facts.messageID) == wanted
    case .address(let pattern):
      if record.recipient.exists, pattern.matches(line, record.recipient) { return true }
      if record.originalRecipient.exists, pattern.matches(line, record.originalRecipient) { return true }
      return record.sender.exists
        ? pattern.matches(line, record.sender) : facts.sender.exists && pattern.matches(message, facts.sender)
    }
  }

  /// The place of the record's message; a refusal before there is a message stands for itself.
  private func place(
    of record: borrowing ReplyRecord, _ facts: MessageFacts, _ line: RawSpan, _ message: RawSpan
  ) -> Int {
    if facts.serial != 0, let known = places[facts.serial] { return known }
    if facts.serial != 0 { places[facts.serial] = messages.count }
    messages.append(
      TracedMessage(
        queueID: line.string(record.queueID),
        sender: line.string(record.sender) ?? message.string(facts.sender),
        messageID: line.string(record.messageID) ?? message.string(facts.messageID),
        client: line.string(record.client) ?? message.string(facts.client),
        login: line.string(record.saslUser) ?? message.string(facts.saslUser), size: facts.size))
    return messages.count - 1
  }
}
