/// A three-digit SMTP reply code, such as 553 (RFC 5321 section 4.2).
///
/// Any three digits are possible: servers answer 299, 571 and 600 too, so nothing is refused that has three digits.
public struct ReplyCode: RawRepresentable, Hashable, Comparable, Sendable {
  /// The code as a number, 0 to 999.
  public let rawValue: UInt16

  /// Wraps `rawValue`; nil above 999.
  public init?(rawValue: UInt16) {
    guard rawValue <= 999 else { return nil }
    self.rawValue = rawValue
  }

  /// The code of three ASCII digits; the caller has checked that each is one.
  public init(hundreds: UInt8, tens: UInt8, ones: UInt8) {
    rawValue = UInt16(hundreds & 15) &* 100 &+ UInt16(tens & 15) &* 10 &+ UInt16(ones & 15)
  }

  /// Whether a reply code of an SMTP server may begin with `byte`: with `2` to `5`.
  @inlinable @inline(always)
  package static func canBegin(with byte: UInt8) -> Bool { byte &- UInt8(ascii: "2") < 4 }

  /// 252: cannot verify the user, will try to deliver (RFC 5321 section 3.5.3).
  public static let cannotVerify = ReplyCode(hundreds: 2, tens: 5, ones: 2)

  /// 553: mailbox name not allowed (RFC 5321 section 4.2.3).
  public static let mailboxNameNotAllowed = ReplyCode(hundreds: 5, tens: 5, ones: 3)

  /// The codes that a report always has a section for, with all their causes explained.
  ///
  /// Each means several things that want opposite answers, and is easily taken for what it is not: 252 looks like success and says nothing of
  /// the mailbox, and 553 may be about the recipient, the sender or the server's own rules.
  public static let watched: [ReplyCode] = [.cannotVerify, .mailboxNameNotAllowed]

  /// The first digit: 2 done, 3 go on, 4 try again later, 5 do not repeat unchanged.
  public var severity: Int { Int(rawValue / 100) }

  /// Whether the command was done, so that nothing has to be explained; 252 is answered as one of the others.
  public var isPlainSuccess: Bool { severity == 2 && self != .cannotVerify }

  /// Orders by number.
  public static func < (left: ReplyCode, right: ReplyCode) -> Bool { left.rawValue < right.rawValue }
}

extension ReplyCode: CustomStringConvertible {
  /// Three digits, with leading zeros.
  public var description: String {
    let digits = String(rawValue)
    return String(repeating: "0", count: 3 - digits.utf8.count) + digits
  }
}
