// What holds of every tally, however its log was read and whatever was added to it.
extension Tally {
  /// Whether its counts can be those of one log: false for some that somebody made up.
  ///
  /// Deliveries without a reply, as into a mailbox, have no code; so of these nothing tells.
  var agreesWithItself: Bool {
    var hours = OutcomeHours.Counts()
    for hour in self.hours.all { hours += hour.counts }
    // What has no time is in no hour.
    guard hours.delivered <= totals.delivered, hours.bounced <= totals.bounced, hours.deferrals <= totals.deferrals,
      hours.rejected <= totals.rejected, totals.deliveredAfterDeferral <= totals.delivered
    else { return false }
    let outbound = zip(successes, inboundSuccesses).reduce(0) { $0 + $1.0 - $1.1 }
    guard outbound <= totals.delivered + totals.probes + totals.discarded else { return false }
    return groups.groups.allSatisfy { $0.implied <= $0.replies }
  }
}
