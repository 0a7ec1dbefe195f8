/// Takes the replies of a log, in log order.
///
/// The spans are good only during the call: `line` for the fields of the record, `message` for those of the facts.
public protocol ReplySink: AnyObject {
  /// Takes one reply.
  func receive(
    _ record: borrowing ReplyRecord, at time: LogTime?, line: RawSpan, of facts: MessageFacts, message: RawSpan)
  /// Learns that nothing more can come of a message: it left the queue, or no line named it for seven days of log time.
  func messageEnded(_ serial: UInt64)
  /// Takes a line that looks like it carries a reply and was not understood.
  func notUnderstood(line: RawSpan, at field: Field, number: Int, input: Int)
}
