public import MailLog
import ReplyGuide

/// What a log's replies add up to: the state between reading and the report.
public final class Summary: ReplySink {
  /// Lines shown as examples of what was not understood.
  static let sampleLimit = 5

  // Nothing that `receive` calls can come back here, so access needs no check at run time: it is 2 % of a line's cost.
  @exclusivity(unchecked) private var counted: Tally
  /// What was counted so far.
  var tally: Tally { unsafe counted }
  /// Lines that were not understood, by file.
  private(set) var notUnderstood: [(number: Int, text: String)] = []

  /// A summary of nothing, which explains replies by `guide`.
  public init(guide: ReplyGuide) {
    unsafe counted = Tally(guide: guide)
  }

  /// Takes one reply.
  public func receive(
    _ record: borrowing ReplyRecord, at time: LogTime?, line: RawSpan, of facts: MessageFacts, message: RawSpan
  ) {
    unsafe counted.add(record, time, line, facts, message)
  }

  /// A message can no longer change: recipients of it that still wait stay deferred.
  public func messageEnded(_ serial: UInt64) {
    unsafe counted.end(serial)
  }

  /// Keeps the first few lines that were not understood.
  public func notUnderstood(line: RawSpan, at field: Field, number: Int) {
    guard notUnderstood.count < Summary.sampleLimit, let text = line.string(field) else { return }
    notUnderstood.append((number, String(text.prefix(300))))
  }
}
