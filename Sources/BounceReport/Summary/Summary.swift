public import MailLog
import ReplyGuide

/// What a log's replies add up to: the state between reading and the report.
public final class Summary: ReplySink {
  /// Lines shown as examples of what was not understood.
  static let sampleLimit = 5

  // One struct, so that taking a record costs one check of exclusive access and not one a field.
  private(set) var tally: Tally
  /// Lines that were not understood, by file.
  private(set) var notUnderstood: [(number: Int, text: String)] = []

  /// A summary of nothing, which explains replies by `guide`.
  public init(guide: ReplyGuide) {
    tally = Tally(guide: guide)
  }

  /// Takes one reply.
  public func receive(
    _ record: borrowing ReplyRecord, at time: LogTime?, line: RawSpan, of facts: MessageFacts, message: RawSpan
  ) {
    tally.add(record, time, line, facts, message)
  }

  /// A message can no longer change: recipients of it that still wait stay deferred.
  public func messageEnded(_ serial: UInt64) {
    tally.end(serial)
  }

  /// Keeps the first few lines that were not understood.
  public func notUnderstood(line: RawSpan, at field: Field, number: Int) {
    guard notUnderstood.count < Summary.sampleLimit, let text = line.string(field) else { return }
    notUnderstood.append((number, String(text.prefix(300))))
  }
}
