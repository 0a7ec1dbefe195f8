/// What became of the mail of one row of an audit: of a domain, a provider, a sender domain, a client or a login.
struct AuditFigures: Sendable {
  /// Messages of which a reply told, each once.
  var messages = 0
  /// Recipients by their final outcome.
  var delivered = 0
  var bounced = 0
  /// Recipients that were deferred and not settled by the end.
  var deferred = 0
  /// Replies that deferred, each attempt counted.
  var deferrals = 0
  /// Replies on the way, from hosts that were tried before another.
  var attempts = 0
  /// Refusals of ours to it.
  var rejected = 0
  /// Seconds from a message's arrival to the delivery of each recipient.
  var delays = DurationHistogram()
  /// Seconds from a recipient's first deferral to its delivery.
  var waits = DurationHistogram()
  /// Deliveries of which the log says whether they were encrypted, and those that were.
  var tlsKnown = 0
  var underTLS = 0

  /// Recipients of whom an outcome is known.
  var recipients: Int { delivered + bounced + deferred }
}
