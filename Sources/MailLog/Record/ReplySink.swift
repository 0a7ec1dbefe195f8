/// Takes the replies of a log, in log order.
///
/// The spans are good only during the call: `line` for the fields of the record, `message` for those of the facts.
package protocol ReplySink: AnyObject {
  /// Whether plain deliveries may come by `delivered`; false unless a sink says otherwise.
  var takesPlainDeliveries: Bool { get }
  /// Takes one reply.
  func receive(
    _ record: borrowing ReplyRecord, at time: LogTime?, line: RawSpan, of facts: MessageFacts, message: RawSpan)
  /// Takes a delivery about which nothing else is told. Only called when `takesPlainDeliveries`.
  func delivered(_ delivery: PlainDelivery, at time: LogTime?, line: RawSpan)
  /// Learns that nothing more can come of a message: it left the queue, or no line named it for seven days of log time.
  func messageEnded(_ serial: UInt64)
  /// Takes a line that looks like it carries a reply and was not understood.
  func notUnderstood(line: RawSpan, at field: Field, number: Int, input: Int)
  /// Learns that a client of the net connected to `address`: one of this host's own, as its mail server says.
  func connected(to address: Field, line: RawSpan)
}

extension ReplySink {
  /// False: every delivery comes as a whole record.
  package var takesPlainDeliveries: Bool { false }

  /// Takes it as the record of a delivery of which no more is known.
  package func delivered(_ delivery: PlainDelivery, at time: LogTime?, line: RawSpan) {
    var record = ReplyRecord()
    record.recipient = delivery.recipient
    record.code = delivery.code
    var facts = MessageFacts()
    facts.serial = delivery.serial
    facts.wasDeferred = delivery.wasDeferred
    receive(record, at: time, line: line, of: facts, message: line)
  }

  /// Nothing to do for a sink whose records stand for themselves.
  package func messageEnded(_ serial: UInt64) {}

  /// Nothing to do for a sink that does not ask whose an address is.
  package func connected(to address: Field, line: RawSpan) {}

  /// Nothing to do for a sink that is about replies alone.
  package func notUnderstood(line: RawSpan, at field: Field, number: Int, input: Int) {}
}
