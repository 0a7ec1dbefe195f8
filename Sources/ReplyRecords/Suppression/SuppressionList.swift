package import MailLog
package import ReplyCounts
import ReplyGuide
import SMTPReply

/// Finds the addresses that should not be mailed again: those that remote servers refused for good because of the recipient alone.
///
/// What counts is a `RecipientFault`: a remote server refused for good, and said in so many words that the address is unknown, closed or
/// moved, or that its domain takes no mail. Our sender, reputation, server or DNS and vague words never count.
package final class SuppressionList: ReplySink {
  /// How an address is judged.
  package struct Rules: Sendable {
    /// On how many different days it must have failed.
    package var days = 2
    /// Seconds before the first failure in which a delivery still speaks for the address.
    package var recent: Int64 = 7 * 86_400

    /// Two days, and a week.
    package init() {}
  }

  private var replies: ExplainedReplies
  private let rules: Rules
  private var candidates: [String: SuppressionCandidate] = [:]
  /// The second of each address's last delivery, by the hash of the address.
  private var deliveries: [UInt64: Int64] = [:]
  private let hashing = HashKey()
  private var domains = DomainDays()

  /// A list of nothing yet, by `rules`, of the replies of `selection`.
  package init(by grouping: ReplyGrouping, rules: Rules, selection: ReplySelection? = nil) {
    replies = ExplainedReplies(by: grouping, of: selection)
    self.rules = rules
  }

  /// Takes one reply.
  package func receive(
    _ record: borrowing ReplyRecord, at time: LogTime?, line: RawSpan, of facts: MessageFacts, message: RawSpan
  ) {
    guard record.direction == .outbound, let time, let address = line.string(record.recipient),
      replies.passes(record, at: time, line, facts, message)
    else { return }
    let second = time.wall / 1_000_000
    let key = SuppressionList.key(address)
    switch record.outcome {
    case .delivered:
      deliveries[hash(key)] = second
      domains.delivered(SuppressionList.domain(key), on: second)
    case .bounced:
      guard let reply = replies.take(record, at: time, line, facts, message),
        let fault = RecipientFault(record, reply.explanation, line, facts, message)
      else { return }
      domains.failed(key, SuppressionList.domain(key), on: second)
      var candidate = candidates[key] ?? SuppressionCandidate(recipient: address, first: time)
      candidate.fail(fault, at: time, second)
      candidate.originalRecipient = line.string(record.originalRecipient) ?? candidate.originalRecipient
      candidate.code = record.code
      candidate.enhanced = record.enhanced
      candidates[key] = candidate
    default: break
    }
  }

  /// The addresses to suppress, and those that are held back though they failed often enough, by address.
  package var result: SuppressionResult {
    var result = SuppressionResult()
    for (key, candidate) in candidates where candidate.dayCount >= rules.days {
      if let reason = reasonToHoldBack(key, candidate) {
        result.heldBack.append(SuppressionResult.HeldBack(candidate: candidate, reason: reason))
      } else {
        result.suppressed.append(candidate)
      }
    }
    result.suppressed.sort { $0.recipient < $1.recipient }
    result.heldBack.sort { $0.candidate.recipient < $1.candidate.recipient }
    return result
  }

  private func reasonToHoldBack(_ key: String, _ candidate: SuppressionCandidate) -> SuppressionResult.Reason? {
    if let delivered = deliveries[hash(key)] {
      if delivered >= candidate.first.wall / 1_000_000 { return .deliveredSince }
      if candidate.first.wall / 1_000_000 - delivered <= rules.recent { return .deliveredRecently }
    }
    let domain = SuppressionList.domain(key)
    return candidate.days.allSatisfy { domains.isOutage(domain, $0) } ? .domainOutage : nil
  }

  /// The address with its domain in small letters: the local part is the receiver's to read (RFC 5321 section 2.4).
  private static func key(_ address: String) -> String {
    guard let at = address.lastIndex(of: "@") else { return address }
    return address[...at] + address[address.index(after: at)...].lowercased()
  }

  private static func domain(_ key: String) -> String {
    key.lastIndex(of: "@").map { String(key[key.index(after: $0)...]) } ?? ""
  }

  private func hash(_ key: String) -> UInt64 {
    let bytes = PaddedBytes(key.utf8)
    return bytes.withBytes { hashing.hash($0, 0..<bytes.count) }
  }
}
