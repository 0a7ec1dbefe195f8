package import MailLog
import SMTPReply

/// What a trace looks for.
package enum TraceTarget: Sendable {
  /// Messages from or to an address, or a domain's addresses.
  case address(AddressPattern)
  /// A message by its queue id.
  case queueID(String)
  /// A message by its `Message-ID`, without brackets.
  case messageID(String)

  /// Reads `user@example.com`, `@example.com`, `<id@example.com>`, or a queue id of Postfix or Exim; nil when `text` is none.
  package init?(_ text: String) {
    if text.hasPrefix("<"), text.hasSuffix(">"), text.count > 2 {
      self = .messageID(String(text.dropFirst().dropLast()))
    } else if text.contains("@"), let pattern = AddressPattern(text) {
      self = .address(pattern)
    } else if (5...24).contains(text.utf8.count),
      text.utf8.allSatisfy({ ASCII.isAlphanumeric($0) || $0 == UInt8(ascii: "-") })
    {
      self = .queueID(text)
    } else {
      return nil
    }
  }
}
