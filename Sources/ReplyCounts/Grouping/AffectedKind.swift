package import SMTPReply

/// What a cause touches: whom a finding counts.
package enum AffectedKind: String, Sendable {
  case sender
  case recipient
  case login
  case host

  /// Whom the replies of a cause of `reason` hit when they went in `direction`.
  package init(_ reason: ReasonClass, _ direction: Direction) {
    switch reason {
    case .senderRefused, .senderDomain, .mailAuth: self = .sender
    case .blocklisted, .reputation, .rdnsHelo, .rateLimit, .protocol, .tls, .smtpAuth:
      self = direction == .inbound ? .host : .recipient
    default: self = .recipient
    }
  }
}
