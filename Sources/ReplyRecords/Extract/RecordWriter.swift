package import MailLog
package import ReplyCounts
import SMTPReply

/// Writes every reply of a log as one JSON object a line (the reply record of the design, with what the guide says of it).
package final class RecordWriter: ReplySink {
  // Nothing that `receive` calls can come back here, so access needs no check at run time.
  @exclusivity(unchecked) private var lines: RecordLines
  private let output: ([UInt8]) -> Void

  /// A writer of the replies of `selection`, or of all, that hands what it wrote to `output`, some kilobytes at a time.
  package init(by grouping: ReplyGrouping, selection: ReplySelection? = nil, output: @escaping ([UInt8]) -> Void) {
    unsafe lines = RecordLines(ExplainedReplies(by: grouping, of: selection))
    self.output = output
  }

  /// The next input begins.
  package func beginInput(_ path: String) { unsafe lines.addInput(path) }

  /// Writes one reply.
  package func receive(
    _ record: borrowing ReplyRecord, at time: LogTime?, line: RawSpan, of facts: MessageFacts, message: RawSpan
  ) {
    unsafe lines.add(record, at: time, line, facts, message)
    if unsafe lines.count > 65_536 { flush() }
  }

  /// Hands out what is still held back.
  package func flush() {
    unsafe output(Array(lines.bytes[..<lines.count]))
    unsafe lines.removeAll()
  }
}
