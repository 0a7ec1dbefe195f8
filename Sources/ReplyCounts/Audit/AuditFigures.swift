/// What became of the mail of one row of an audit: of a domain, a provider, a sender domain, a client or a login.
package struct AuditFigures: Sendable {
  /// Messages of which a reply told, each once.
  package var messages = 0
  /// Recipients by their final outcome.
  package var delivered = 0
  /// Recipients that bounced.
  package var bounced = 0
  /// Recipients that were deferred and not settled by the end.
  package var deferred = 0
  /// Replies that deferred, each attempt counted.
  package var deferrals = 0
  /// Replies on the way, from hosts that were tried before another.
  package var attempts = 0
  /// Refusals of ours to it.
  package var rejected = 0
  /// Seconds from a message's arrival to the delivery of each recipient.
  package var delays = DurationHistogram()
  /// Seconds from a recipient's first deferral to its delivery.
  package var waits = DurationHistogram()
  /// Deliveries of which the log says whether they were encrypted, and those that were.
  package var tlsKnown = 0
  /// Of these, the deliveries that were encrypted.
  package var underTLS = 0

  /// Recipients of whom an outcome is known.
  package var recipients: Int { delivered + bounced + deferred }
}
