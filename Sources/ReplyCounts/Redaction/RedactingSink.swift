package import MailLog
import ReplyGuide
import SMTPReply

/// Hands records on with pseudonyms in them, so that whatever is made of them is redacted.
///
/// What a reply means is found in its own words before, and noted in the record.
package final class RedactingSink: ReplySink {
  private let redactor: Redactor
  private let filter: ReplyFilter
  private let next: any ReplySink
  private var line = RedactedLine()
  private var explained: ExplainedReplies

  /// Hands what `filter` lets through on to `next`; the filter sees what the log says.
  package init(_ redactor: Redactor, filter: ReplyFilter, to next: any ReplySink) {
    self.redactor = redactor
    self.filter = filter
    self.next = next
    explained = ExplainedReplies(by: redactor.grouping)
  }

  /// Hands on a copy of the reply, whose fields lie in bytes of its own.
  package func receive(
    _ record: borrowing ReplyRecord, at time: LogTime?, line: RawSpan, of facts: MessageFacts, message: RawSpan
  ) {
    if !filter.isEmpty, !filter.matches(record, at: time, line, facts, message) { return }
    self.line.begin()
    let known = self.line.redact(facts, message, by: redactor)
    var copy = self.line.redact(record, line, by: redactor)
    // A pseudonym does not tell whose address it stands for, nor what the name of a host told of the cause.
    let circumstances = record.circumstances(line, isOwnClient: record.isToOwnClient(line, facts)).rawValue
    let said = explained.take(record, at: time, line, facts, message)?.explanation
    copy.noted = ReplyNotes(
      circumstances: circumstances, cause: said.flatMap { redactor.grouping.guide.number(of: $0) }.map(Int32.init),
      isSure: said?.confidence == .high)
    self.line.padded.withBytes { next.receive(copy, at: time, line: $0, of: known, message: $0) }
  }

  /// Hands it on.
  package func messageEnded(_ serial: UInt64) { next.messageEnded(serial) }

  /// Hands it on: redacted replies name no address that could be the same.
  package func connected(to address: Field, line: RawSpan) { next.connected(to: address, line: line) }

  /// Hands on the redacted line.
  package func notUnderstood(line: RawSpan, at field: Field, number: Int, input: Int) {
    var text: [UInt8] = []
    line.append(field.range, to: &text)
    let redacted = redactor.line(text)
    PaddedBytes(redacted).withBytes {
      next.notUnderstood(line: $0, at: Field(0, redacted.count), number: number, input: input)
    }
  }
}
