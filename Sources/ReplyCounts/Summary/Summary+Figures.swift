import MailLog

/// All that a report is made of: what a finished summary counted.
///
/// It stands between counting and judging, so that how things are counted is nobody's business behind it.
package struct SummaryFigures {
  /// Outcomes, with the recipients that still wait.
  package let totals: Totals
  /// The hours in which anything was settled, in order: the first second of each on the log's own clock.
  package let hours: [(second: Int64, counts: OutcomeHours.Counts)]
  /// Replies by group; other figures name groups by their places here.
  package let groups: [ReplyGroup]
  /// Plain successes by reply code, which have no group.
  package let successes: [Int]
  /// Of these, those that we said to a client.
  package let inboundSuccesses: [Int]
  /// The addresses of ours that the replies of a group name, by the group's place.
  package let addresses: [UInt32: NamedAddresses.BoundedList]
  /// Logins whose password may be stolen, those with the most refusals first.
  package let suspects: [SuspectLogin]
  /// What servers said of addresses and block lists; empty where nobody asked.
  package let words: Set<ListingWord>
  /// How many the replies hit, and whom most.
  package let reach: RecipientReach
  /// Senders, logins and hosts that they are about.
  package let named: NameReach
}

extension Summary {
  /// What was counted, with lists of `top` rows at most; the summary is finished. Passes over all names that were kept.
  package func figures(top: Int) -> SummaryFigures {
    let tally = tally
    var totals = tally.totals
    totals.deferred = tally.pending.count
    return SummaryFigures(
      totals: totals, hours: tally.hours.all, groups: tally.groups.groups, successes: tally.successes,
      inboundSuccesses: tally.inboundSuccesses, addresses: tally.names.addresses.groups,
      suspects: tally.loginEvidence.suspects, words: tally.words?.all ?? [],
      reach: RecipientReach(tally, top: top), named: NameReach(tally, limit: top))
  }
}
