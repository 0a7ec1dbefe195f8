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
      if facts.wasDeferred, isSettled(record.recipient, of: facts.serial, line) { totals.deliveredAfterDeferral += 1 }
    case .bounced:
      if record.settlesMessage {
        let settled = max(1, pending.settleAll(facts.serial))
        totals.bounced += settled
        hours.count(at: time) { $0.bounced += settled }
      } else {
        totals.bounced += count
        hours.count(at: time) { $0.bounced += count }
        if facts.wasDeferred { _ = isSettled(record.recipient, of: facts.serial, line) }
      }
    case .deferred, .suspended:
      if record.outcome == .deferred {
        totals.deferrals += count
        hours.count(at: time) { $0.deferrals += count }
      }
      pending.wait(PendingRecipients.hash(line, record.recipient), of: facts.serial)
    case .rejected:
      totals.rejected += count
      hours.count(at: time) { $0.rejected += count }
    case .discarded:
      totals.discarded += count
      if facts.wasDeferred { _ = isSettled(record.recipient, of: facts.serial, line) }
    case .attempt: totals.attempts += count
    case .probe:
      // A stranger's VRFY is no address verification of ours.
      if record.direction == .outbound { totals.probes += count }
    case .warning, .transcript: break
    }
  }

  /// Whether `recipient` had been waiting; from now on it does not.
  mutating func isSettled(_ recipient: Field, of serial: UInt64, _ line: RawSpan) -> Bool {
    pending.settle(PendingRecipients.hash(line, recipient), of: serial)
  }
}
