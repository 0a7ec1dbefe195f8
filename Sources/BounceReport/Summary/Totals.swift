/// Deliveries by their final outcome, and what else was counted.
struct Totals: Sendable {
  var delivered = 0
  var deliveredAfterDeferral = 0
  /// Recipients that were deferred and not settled by the end; known when the report is made.
  var deferred = 0
  /// Deferral replies, each attempt counted.
  var deferrals = 0
  var bounced = 0
  /// Refusals to clients.
  var rejected = 0
  var attempts = 0
  /// Address verifications of our own.
  var probes = 0
}
