import MailLog
import SMTPReply

/// Looks at every record, and counts what a report has to count.
final class CountingSink: ReplySink {
  /// A kind of record.
  struct Kind: Hashable {
    var outcome: Outcome
    var direction: Direction
    var code: ReplyCode?
    /// Whether the reply stood on an earlier line: the outcome counts, the reply does not again.
    var isDuplicate = false
  }

  let takesPlainDeliveries: Bool
  /// Replies by kind.
  private(set) var counts: [Kind: Int] = [:]
  /// Lines that were not understood.
  private(set) var notUnderstood = 0
  private let lineCount: Int

  /// A sink for a log of `lineCount` lines.
  init(lineCount: Int, takesPlainDeliveries: Bool) {
    self.lineCount = lineCount
    self.takesPlainDeliveries = takesPlainDeliveries
  }

  func receive(
    _ record: borrowing ReplyRecord, at time: LogTime?, line: RawSpan, of facts: MessageFacts, message: RawSpan
  ) {
    let (number, count) = (record.line, record.count)
    expect((1...lineCount).contains(number), "a record of line \(number) of \(lineCount)")
    expect(count > 0, "a record that counts \(count) times")
    for field in [
      record.reply, record.recipient, record.originalRecipient, record.sender, record.remoteHost, record.remoteAddress,
      record.logHost, record.service, record.queueID, record.messageID, record.client, record.saslUser, record.helo,
      record.dsn, record.delay, record.size,
    ] {
      expect(field.range.upperBound <= line.byteCount, "a field outside its line")
    }
    for field in [facts.sender, facts.messageID, facts.client, facts.saslUser] {
      expect(field.range.upperBound <= message.byteCount, "a fact outside its bytes")
    }
    if let time { expect(time.iso8601.utf8.count >= 19, "the time \(time.iso8601)") }
    if record.reply.exists {
      var lines = ReplyLines(of: record, in: line)
      while let part = lines.next(in: line) {
        let field = record.reply.range
        expect(part.text.lowerBound >= field.lowerBound && part.text.upperBound <= field.upperBound, "a reply's line")
      }
    }
    // A rejection that repeats another counts not at all.
    if record.isDuplicate, record.outcome == .rejected { return }
    let kind = Kind(
      outcome: record.outcome, direction: record.direction, code: record.code, isDuplicate: record.isDuplicate)
    counts[kind, default: 0] += count
  }

  func delivered(_ delivery: PlainDelivery, at time: LogTime?, line: RawSpan) {
    expect(delivery.recipient.range.upperBound <= line.byteCount, "a recipient outside its line")
    counts[Kind(outcome: .delivered, direction: .outbound, code: delivery.code), default: 0] += 1
  }

  func messageEnded(_ serial: UInt64) {}

  func notUnderstood(line: RawSpan, at field: Field, number: Int, input: Int) {
    notUnderstood += 1
    expect((1...lineCount).contains(number), "line \(number) of \(lineCount)")
    expect(field.range.upperBound <= line.byteCount, "a line outside its bytes")
  }

  /// Replies that count, by code.
  var byCode: [Int: Int] {
    var sums: [Int: Int] = [:]
    for (kind, count) in counts where kind.outcome.isCounted && !kind.isDuplicate {
      if let code = kind.code { sums[Int(code.rawValue), default: 0] += count }
    }
    return sums
  }

  /// Records with this outcome and direction.
  func sum(_ outcome: Outcome, _ direction: Direction? = nil) -> Int {
    counts.reduce(0) { sum, entry in
      let isMeant = entry.key.outcome == outcome && (direction ?? entry.key.direction) == entry.key.direction
      return sum + (isMeant ? entry.value : 0)
    }
  }
}
