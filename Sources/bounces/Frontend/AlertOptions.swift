import ArgumentParser
import BounceReport
import ReplyGuide

/// When a run fails, and when it is silent.
struct AlertOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Exit with 1 when this holds: 'code=553,replies>=10', 'bounced>2%', new-cause, new-listing, news, stolen-login; may be repeated.",
      valueName: "condition"))
  var failIf: [String] = []

  @Flag(
    help:
      "Print nothing and leave no mail when nothing is new and no condition holds; without --history, when nothing wants anybody to act."
  )
  var quietIfClean = false

  func validate() throws { _ = try thresholds() }

  /// The conditions that were asked for.
  func thresholds() throws -> [Threshold] {
    try failIf.map { text in
      do {
        return try Threshold(text)
      } catch {
        throw ValidationError("--fail-if: \(error).")
      }
    }
  }

  /// Refuses conditions on causes and codes that `guide` does not know.
  func check(against guide: ReplyGuide) throws {
    for threshold in try thresholds() {
      do {
        try threshold.check(against: guide)
      } catch {
        throw ValidationError("--fail-if \(threshold.text): \(error).")
      }
    }
  }

  /// Refuses conditions that only a history can tell of.
  func validate(hasHistory: Bool) throws {
    guard !hasHistory, let threshold = try thresholds().first(where: \.wantsHistory) else { return }
    throw ValidationError("--fail-if \(threshold.text) wants --history FILE to tell what is new.")
  }

  /// Says on standard error what `report` exceeds; gives 1 if there is anything.
  func exitCode(of report: Report) -> Int32 {
    for alert in report.alerts { Terminal.complain(alert) }
    return report.alerts.isEmpty ? 0 : 1
  }
}
