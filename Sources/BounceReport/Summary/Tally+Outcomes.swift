import MailLog
import SMTPReply

extension Tally {
  /// Counts what became of the recipient: retries come to one final outcome.
  @inline(__always)
  mutating func settle(_ record: borrowing ReplyRecord, _ line: RawSpan, _ facts: MessageFacts) {
    switch record.outcome {
    case .delivered:
      guard record.direction == .outbound else { return }
      totals.delivered += record.count
      if facts.wasDeferred, isSettled(record.recipient, of: facts.serial, line) { totals.deliveredAfterDeferral += 1 }
    case .bounced:
      if record.settlesMessage {
        totals.bounced += max(1, pending.settleAll(facts.serial))
      } else {
        totals.bounced += record.count
        if facts.wasDeferred { _ = isSettled(record.recipient, of: facts.serial, line) }
      }
    case .deferred, .suspended:
      if record.outcome == .deferred { totals.deferrals += record.count }
      pending.wait(recipients.intern(line, record.recipient.range), of: facts.serial)
    case .rejected: totals.rejected += record.count
    case .attempt: totals.attempts += record.count
    case .probe:
      // A stranger's VRFY is no address verification of ours.
      if record.direction == .outbound { totals.probes += record.count }
    case .warning, .transcript: break
    }
  }

  /// Whether `recipient` had been waiting; from now on it does not.
  mutating func isSettled(_ recipient: Field, of serial: UInt64, _ line: RawSpan) -> Bool {
    guard let recipient = recipients.find(line, recipient.range) else { return false }
    return pending.settle(recipient, of: serial)
  }
}
