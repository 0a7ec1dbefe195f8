import GuideData
import SMTPReply

/// The causes that stand in for those of the recipient where a reply speaks of the sender.
struct SenderSides: Sendable {
  private var causes: [ReasonClass: [Int]] = [:]

  init(_ causes: [Cause]) {
    for (index, cause) in causes.enumerated() {
      if let reason = cause.insteadOf { self.causes[reason, default: []].append(index) }
    }
  }

  /// The causes of the sender's for what is called `reason` of a recipient; empty when there is none.
  func causes(insteadOf reason: ReasonClass) -> [Int] { causes[reason] ?? [] }
}

extension ReasonClass {
  /// Whether it says that the recipient, or the recipient's domain, is at fault.
  var isOfRecipient: Bool {
    switch self {
    case .userUnknown, .mailboxDisabled, .mailboxFull, .addressMoved, .badAddress, .recipientRestricted, .domainInvalid:
      true
    default: false
    }
  }
}

extension ReplyCode {
  /// The code that `id` starts with, as `553-` does; nil when it starts otherwise.
  init?(startOf id: String) {
    guard id.utf8.count > 4, id.utf8.dropFirst(3).first == UInt8(ascii: "-"), let number = UInt16(id.prefix(3)),
      (200...599).contains(number)
    else { return nil }
    self.init(rawValue: number)
  }
}
