import MailLog

/// Deliveries by their final outcome, and what else was counted.
package struct Totals: Equatable, Sendable {
  /// Recipients that were delivered.
  package var delivered = 0
  /// Of these, those that had been deferred.
  package var deliveredAfterDeferral = 0
  /// Recipients that were deferred and not settled by the end; known when the report is made.
  package var deferred = 0
  /// Deferral replies, each attempt counted.
  package var deferrals = 0
  /// Recipients that bounced.
  package var bounced = 0
  /// Refusals to clients.
  package var rejected = 0
  /// Replies on the way, from hosts that were tried before another.
  package var attempts = 0
  /// Address verifications of our own.
  package var probes = 0
  /// Mail that a filter or a table of our own took and threw away.
  package var discarded = 0

  /// The places of all counts.
  private static var fields: [WritableKeyPath<Totals, Int> & Sendable] {
    [
      \.delivered, \.deliveredAfterDeferral, \.deferred, \.deferrals, \.bounced, \.rejected, \.attempts, \.probes,
      \.discarded,
    ]
  }

  /// Adds the counts of another part of the log.
  static func += (left: inout Totals, right: Totals) {
    for field in fields { left[keyPath: field] += right[keyPath: field] }
  }

  /// Nothing yet.
  package init() {}

  func write(to state: inout StateWriter) {
    for field in Totals.fields { state.write(self[keyPath: field]) }
  }

  init(from state: inout StateReader) throws(StateReader.Failure) {
    for field in Totals.fields where field != \.discarded || state.version > 1 {
      self[keyPath: field] = try state.amount()
    }
  }
}
