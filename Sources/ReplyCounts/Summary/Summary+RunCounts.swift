import MailLog
import SMTPReply

// What a history keeps of a run as a whole.
extension Summary {
  /// The names of `runCounts`.
  package static let runCountNames =
    MTA.allCases.map(\.rawValue) + [
      "other", "not_understood", "cut", "delivered", "delivered_after_deferral", "bounced", "deferrals", "rejected",
      "attempts", "probes", "abandoned", "waiting",
    ]

  /// Lines by kind, recipients by outcome, and how many wait at the end.
  package var runCounts: [Int] {
    let lines = inputs.reduce(into: InputSummary(path: "", isComplete: true)) { $0.lines += $1.lines }.lines
    let tally = tally
    let totals = tally.totals
    return MTA.allCases.map { lines[$0] } + [
      lines.other, lines.notUnderstood, lines.cut, totals.delivered,
      totals.deliveredAfterDeferral, totals.bounced, totals.deferrals, totals.rejected, totals.attempts, totals.probes,
      tally.pending.abandoned, tally.pending.count - tally.pending.abandoned,
    ]
  }

  /// The times of the first and the last line, as ISO 8601.
  package var span: (first: String?, last: String?) {
    let inputs = inputs
    return (
      inputs.lazy.compactMap(\.first).first?.iso8601, inputs.lazy.reversed().compactMap(\.last).first?.iso8601
    )
  }
}
