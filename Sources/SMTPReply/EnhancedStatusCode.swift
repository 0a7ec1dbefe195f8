/// An enhanced status code, such as 5.7.1 (RFC 3463 section 2): class, subject and detail.
///
/// Subject and detail have up to three digits each (5.1.10, 4.7.500). This is the code that a *reply* states; Postfix's
/// own `dsn=` is another field.
public struct EnhancedStatusCode: RawRepresentable, Hashable, Comparable, Sendable {
  /// Class, subject and detail packed as `class * 1_000_000 + subject * 1_000 + detail`.
  public let rawValue: UInt32

  /// Unpacks `rawValue`; nil when its class is none of 2, 4 and 5.
  public init?(rawValue: UInt32) {
    let group = rawValue / 1_000_000
    guard group == 2 || group == 4 || group == 5 else { return nil }
    self.rawValue = rawValue
  }

  /// The code of its three numbers; nil when the class is none of 2, 4 and 5, or a number has over three digits.
  public init?(group: UInt32, subject: UInt32, detail: UInt32) {
    guard subject <= 999, detail <= 999 else { return nil }
    self.init(rawValue: group &* 1_000_000 &+ subject &* 1_000 &+ detail)
  }

  /// Reads `text` as `5.7.1`; nil when it is anything else.
  public init?(_ text: some StringProtocol) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 3, parts.allSatisfy({ (1...3).contains($0.utf8.count) }) else { return nil }
    guard let group = UInt32(parts[0]), let subject = UInt32(parts[1]), let detail = UInt32(parts[2]) else {
      return nil
    }
    self.init(group: group, subject: subject, detail: detail)
  }

  /// 2 success, 4 persistent transient failure, 5 permanent failure.
  public var group: UInt32 { rawValue / 1_000_000 }

  /// What the code is about: 1 addresses, 2 mailbox, 3 system, 4 network, 5 protocol, 6 content, 7 policy.
  public var subject: UInt32 { rawValue / 1_000 % 1_000 }

  /// The detail within the subject.
  public var detail: UInt32 { rawValue % 1_000 }

  /// Orders by class, then subject, then detail.
  public static func < (left: EnhancedStatusCode, right: EnhancedStatusCode) -> Bool {
    left.rawValue < right.rawValue
  }
}

extension EnhancedStatusCode: CustomStringConvertible {
  /// The code in dotted form, `5.7.1`.
  public var description: String { "\(group).\(subject).\(detail)" }
}
