package import MailLog
import ReplyCounts
package import SMTPReply

/// An address that failed for its own fault, with the evidence.
package struct SuppressionCandidate: Sendable {
  /// The address as the log quotes it.
  package var recipient: String
  /// What the sender wrote, before aliasing.
  package var originalRecipient: String?
  /// The address without what a terminal would obey.
  package var shownRecipient: String { TextCanvas.harmless(recipient) }
  /// How often it failed.
  package private(set) var failures = 0
  /// The first failure.
  package var first: LogTime
  /// The last one.
  package var last: LogTime
  /// The last reply's code.
  package var code: ReplyCode?
  /// The enhanced code that it states.
  package var enhanced: EnhancedStatusCode?
  /// What the guide calls it.
  package private(set) var cause = ""
  /// The last reply, as evidence.
  package private(set) var reply = ""
  /// The different days of failures, since 1970; the first few are enough.
  private(set) var days: [Int64] = []
  /// On how many different days it failed.
  private(set) var dayCount = 0
  private static let dayLimit = 16

  init(recipient: String, first: LogTime) {
    self.recipient = recipient
    self.first = first
    last = first
  }

  /// Counts a failure; there is none without a fault of the recipient's own.
  mutating func fail(_ fault: RecipientFault, at time: LogTime, _ second: Int64) {
    failures += 1
    last = time
    cause = fault.cause
    reply = fault.reply
    let day = DomainDays.day(second)
    guard days.last != day, !days.contains(day) else { return }
    dayCount += 1
    if days.count < SuppressionCandidate.dayLimit { days.append(day) }
  }
}

/// What is to be suppressed, and what is not although it failed.
package struct SuppressionResult: Sendable {
  /// Why an address is held back.
  package enum Reason: String, Sendable, CaseIterable {
    /// A message was delivered to it after its first failure.
    case deliveredSince = "delivered-since"
    /// A message was delivered to it in the days before.
    case deliveredRecently = "delivered-recently"
    /// Suddenly its whole domain knew nobody: the provider's fault, more likely.
    case domainOutage = "domain-outage"
  }

  /// An address that failed often enough and is held back.
  package struct HeldBack: Sendable {
    /// The address and its evidence.
    package var candidate: SuppressionCandidate
    /// Why.
    package var reason: Reason
  }

  /// By address.
  package var suppressed: [SuppressionCandidate] = []
  /// By address.
  package var heldBack: [HeldBack] = []
}
