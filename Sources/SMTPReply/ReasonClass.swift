/// The class of a reply's cause; a new one exists only where another person must act or the cure differs.
public enum ReasonClass: String, CaseIterable, Codable, Sendable {
  case accepted
  case userUnknown = "user-unknown"
  case mailboxDisabled = "mailbox-disabled"
  case mailboxFull = "mailbox-full"
  case addressMoved = "address-moved"
  case badAddress = "bad-address"
  case recipientRestricted = "recipient-restricted"
  case domainInvalid = "domain-invalid"
  case senderDomain = "sender-domain"
  case senderRefused = "sender-refused"
  case relayDenied = "relay-denied"
  case smtpAuth = "smtp-auth"
  case tls
  case mailAuth = "mail-auth"
  case blocklisted
  case reputation
  case rdnsHelo = "rdns-helo"
  case rateLimit = "rate-limit"
  case greylist
  case spamContent = "spam-content"
  case malware
  case policy
  case tooBig = "too-big"
  case malformed
  case loop
  case `protocol`
  case serverError = "server-error"
  case network
  case expired
  /// The reply gives no reason, or no entry of the guide explains it.
  case unclear
}
