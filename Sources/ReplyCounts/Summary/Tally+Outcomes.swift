import MailLog
import SMTPReply

extension Tally {
  /// Counts what became of the recipient: retries come to one final outcome.
  @inline(__always)
  mutating func settle(_ record: borrowing ReplyRecord, _ time: LogTime?, _ line: RawSpan, _ facts: MessageFacts) {
    // A borrowed record cannot be seen from inside a closure.
    let count = record.count
    switch record.outcome {
    case .delivered:
      guard record.direction == .outbound else { return }
      totals.delivered += count
      hours.count(at: time) { $0.delivered += count }
      if mayWait(facts), isSettled(record, facts, line) { totals.deliveredAfterDeferral += 1 }
    case .bounced:
      if record.settlesMessage {
        let settled = max(1, pending.settleAll(facts.serial))
        totals.bounced += settled
        hours.count(at: time) { $0.bounced += settled }
      } else {
        totals.bounced += count
        hours.count(at: time) { $0.bounced += count }
        if mayWait(facts) { _ = isSettled(record, facts, line) }
      }
    case .deferred, .suspended:
      if record.outcome == .deferred {
        totals.deferrals += count
        hours.count(at: time) { $0.deferrals += count }
      }
      let recipient = PendingRecipients.hash(line, record.recipient)
      pending.wait(recipient, of: serial(record, recipient, facts, line))
    case .rejected:
      totals.rejected += count
      hours.count(at: time) { $0.rejected += count }
    case .discarded:
      totals.discarded += count
      if mayWait(facts) { _ = isSettled(record, facts, line) }
    case .attempt: totals.attempts += count
    case .probe:
      // A stranger's VRFY is no address verification of ours.
      if record.direction == .outbound { totals.probes += count }
    case .warning, .transcript: break
    }
  }

  /// Whether a recipient of the message may wait: of one that the line does not name, any.
  @inline(__always)
  private func mayWait(_ facts: MessageFacts) -> Bool { facts.wasDeferred || facts.serial == 0 }

  /// The serial under which the recipient of `record` waits, whose hash is `recipient`.
  @inline(__always)
  private func serial(
    _ record: borrowing ReplyRecord, _ recipient: UInt64, _ facts: MessageFacts, _ line: RawSpan
  ) -> UInt64 {
    guard facts.serial == 0 else { return facts.serial }
    let host = record.logHost.exists ? HashMixer.hash(line, record.logHost.range) : 0
    return PendingRecipients.ownSerial(HashMixer.mix(recipient, host))
  }

  /// Whether the recipient of `record` had been waiting; from now on it does not.
  private mutating func isSettled(
    _ record: borrowing ReplyRecord, _ facts: MessageFacts, _ line: RawSpan
  ) -> Bool {
    let recipient = PendingRecipients.hash(line, record.recipient)
    return pending.settle(recipient, of: serial(record, recipient, facts, line))
  }

  /// Whether `recipient` had been waiting; from now on it does not.
  mutating func isSettled(_ recipient: Field, of serial: UInt64, _ line: RawSpan) -> Bool {
    pending.settle(PendingRecipients.hash(line, recipient), of: serial)
  }
}
