public import MailLog
import ReplyGuide
import SMTPReply

/// Finds the addresses that should not be mailed again: those that remote servers refused for good because of the recipient alone.
///
/// A reply counts when a remote server gave it, it bounced the recipient, its cause is an unknown, closed or moved address or a
/// domain that takes no mail, is permanent, and was told by the reply's own words or an enhanced code that says just that. Our
/// reputation, our server, our DNS and vague words never count.
public final class SuppressionList: ReplySink {
  /// How an address is judged.
  public struct Rules: Sendable {
    /// On how many different days it must have failed.
    public var days = 2
    /// Seconds before the first failure in which a delivery still speaks for the address.
    public var recent: Int64 = 7 * 86_400

    /// Two days, and a week.
    public init() {}
  }

  private var groups: ReplyGroups
  private let selection: ReplySelection?
  private let rules: Rules
  private var candidates: [String: SuppressionCandidate] = [:]
  /// The second of each address's last delivery, by the hash of the address.
  private var deliveries: [UInt64: Int64] = [:]
  private var domains = DomainDays()

  /// A list of nothing yet, by `rules`, of the replies of `selection`.
  public init(by grouping: ReplyGrouping, rules: Rules, selection: ReplySelection? = nil) {
    groups = ReplyGroups(by: grouping)
    self.rules = rules
    self.selection = selection.flatMap { $0.isEmpty ? nil : $0 }
  }

  /// Takes one reply.
  public func receive(
    _ record: borrowing ReplyRecord, at time: LogTime?, line: RawSpan, of facts: MessageFacts, message: RawSpan
  ) {
    guard record.direction == .outbound, let time, let address = line.string(record.recipient),
      selection?.filter.matches(record, at: time, line, facts, message) ?? true
    else { return }
    let second = time.wall / 1_000_000
    let key = SuppressionList.key(address)
    switch record.outcome {
    case .delivered:
      deliveries[SuppressionList.hash(key)] = second
      domains.delivered(SuppressionList.domain(key), on: second)
    case .bounced:
      let number = groups.group(of: record, isOwnClient: false, line)
      let group = groups.groups[Int(number)]
      guard group.isRecipientFault, selection?.wants(group) ?? true else { return }
      domains.failed(key, SuppressionList.domain(key), on: second)
      var candidate = candidates[key] ?? SuppressionCandidate(recipient: address, first: time)
      candidate.fail(at: time, second)
      candidate.originalRecipient = line.string(record.originalRecipient) ?? candidate.originalRecipient
      candidate.code = record.code
      candidate.enhanced = record.enhanced
      candidate.cause = group.explanation.cause?.id ?? ""
      candidate.reply = String(record.words(in: line).prefix(400))
      candidates[key] = candidate
    default: break
    }
  }

  /// Nothing to do: each reply stands for itself.
  public func messageEnded(_ serial: UInt64) {}

  /// Nothing to do: only replies count.
  public func notUnderstood(line: RawSpan, at field: Field, number: Int, input: Int) {}

  /// The addresses to suppress, and those that are held back though they failed often enough, by address.
  public var result: SuppressionResult {
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
    if let delivered = deliveries[SuppressionList.hash(key)] {
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

  private static func hash(_ key: String) -> UInt64 {
    let bytes = Array(key.utf8) + [UInt8](repeating: 0, count: 8)
    let span = bytes.span
    // The bytes of an [UInt8] have no padding, so all of them may be looked at.
    return unsafe Mixer.hash(span.bytes, 0..<(bytes.count - 8))
  }
}

extension ReplyGroup {
  /// Whether its replies say for certain that the address itself is at fault, for good.
  fileprivate var isRecipientFault: Bool {
    guard let cause = explanation.cause, cause.actor == .senderList, cause.permanence == .hard, code?.severity == 5,
      [.userUnknown, .mailboxDisabled, .addressMoved, .domainInvalid].contains(cause.class)
    else { return false }
    if explanation.confidence == .high { return true }
    // 5.1.1, 5.1.2, 5.1.3, 5.1.6, 5.1.10 and 5.2.1 say just that (RFC 3463, RFC 7505).
    return ["5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10", "5.2.1"].contains(enhanced?.description ?? "")
  }
}
