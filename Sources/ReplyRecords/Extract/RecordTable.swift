package import MailLog
package import ReplyCounts
import SMTPReply

/// Writes every reply of a log as a row of CSV (RFC 4180), with the columns that `RecordWriter` has as keys.
package final class RecordTable: ReplySink {
  private static let columns = [
    "file", "line", "time", "mta", "direction", "outcome", "stage", "code", "enhanced", "text", "recipient",
    "original_recipient", "sender", "remote_host", "remote_ip", "host", "service", "queue_id", "message_id", "client",
    "sasl_user", "helo", "dsn", "delay", "count", "implied", "duplicate", "cause", "class", "actor", "permanence",
    "confidence",
  ]

  private var replies: ExplainedReplies
  private var csv = CSVWriter()
  private let output: ([UInt8]) -> Void
  private var paths: [String] = []

  /// A writer of the replies of `selection`, or of all, that hands what it wrote to `output`, some kilobytes at a time.
  package init(by grouping: ReplyGrouping, selection: ReplySelection? = nil, output: @escaping ([UInt8]) -> Void) {
    replies = ExplainedReplies(by: grouping, of: selection)
    self.output = output
    csv.row(RecordTable.columns)
  }

  /// The next input begins.
  package func beginInput(_ path: String) { paths.append(path.shownName) }

  /// Writes one reply.
  package func receive(
    _ record: borrowing ReplyRecord, at time: LogTime?, line: RawSpan, of facts: MessageFacts, message: RawSpan
  ) {
    guard let reply = replies.take(record, at: time, line, facts, message) else { return }
    let explanation = reply.explanation
    let path = record.input < paths.count ? paths[record.input] : ""
    var cells = [path, "\(record.line)", time?.iso8601 ?? ""]
    cells += [record.mta.rawValue, record.direction.rawValue, record.outcome.rawValue, record.stage?.rawValue ?? ""]
    cells += [record.code?.description ?? "", record.enhanced?.description ?? "", record.words(in: line)]
    for field in [record.recipient, record.originalRecipient] { cells.append(line.string(field) ?? "") }
    cells.append(line.string(record.sender) ?? message.string(facts.sender) ?? "")
    for field in [record.remoteHost, record.remoteAddress, record.logHost, record.service, record.queueID] {
      cells.append(line.string(field) ?? "")
    }
    cells.append(line.string(record.messageID) ?? message.string(facts.messageID) ?? "")
    cells.append(line.string(record.client) ?? message.string(facts.client) ?? "")
    cells.append(line.string(record.saslUser) ?? message.string(facts.saslUser) ?? "")
    for field in [record.helo, record.dsn, record.delay] { cells.append(line.string(field) ?? "") }
    cells += ["\(record.count)", record.isImplied ? "true" : "", record.isDuplicate ? "true" : ""]
    let cause = explanation.cause
    let actor = cause?.actor(record.direction, isOwnClient: reply.isOwnClient).rawValue
    let permanence = cause == nil ? nil : explanation.permanence?.rawValue
    cells += [cause?.id ?? "", explanation.class.rawValue, actor ?? "", permanence ?? ""]
    cells.append(cause == nil ? "" : explanation.confidence.rawValue)
    csv.row(cells)
    if csv.text.utf8.count > 65_536 { flush() }
  }

  /// Hands out what is still held back.
  package func flush() {
    output(Array(csv.text.utf8))
    csv = CSVWriter()
  }
}
