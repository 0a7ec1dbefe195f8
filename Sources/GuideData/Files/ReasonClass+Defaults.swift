import SMTPReply

extension ReasonClass {
  /// Who acts unless the entry says otherwise.
  var usualActor: ActingParty {
    switch self {
    case .accepted, .greylist: .nobody
    case .userUnknown, .addressMoved, .badAddress, .domainInvalid: .senderList
    case .mailboxDisabled, .mailboxFull: .recipient
    case .recipientRestricted, .policy, .serverError, .unclear: .receivingServer
    case .senderDomain, .mailAuth, .rdnsHelo: .senderDNS
    case .blocklisted, .reputation: .senderReputation
    case .network, .expired: .network
    case .senderRefused, .relayDenied, .smtpAuth, .tls, .rateLimit, .spamContent, .malware, .tooBig, .malformed, .loop,
      .protocol:
      .senderServer
    }
  }

  /// Whether trying again can help, unless the entry says otherwise.
  var usualPermanence: Permanence {
    switch self {
    case .accepted: .info
    case .mailboxFull, .tls, .blocklisted, .reputation, .rdnsHelo, .rateLimit, .greylist, .serverError, .network,
      .unclear:
      .soft
    default: .hard
    }
  }
}
