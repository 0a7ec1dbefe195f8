import ArgumentParser
import MailLog
import ReplyCounts
import ReplyGuide

// A part of a larger whole, for `bounces merge`.
extension Analyze {
  /// What a partial summary does not hold cannot be asked for.
  func validatePartial() throws {
    let unfit: [(String, Bool)] = [
      ("--history", history.history != nil), ("--journal", input.journal), ("--year", input.year != nil),
      ("--audit", audit), ("--redact", redaction.scope != nil), ("--fail-if", !alert.failIf.isEmpty),
      ("--quiet-if-clean", alert.quietIfClean), ("a filter", !filter.description.isEmpty),
    ]
    if let (name, _) = unfit.first(where: \.1) {
      throw ValidationError("--partial counts everything for bounces merge, so \(name) cannot stand with it.")
    }
  }

  /// Writes what the files add up to, and what a merge with others needs.
  func writePartial(_ grouping: ReplyGrouping, _ files: FileUse.Checked) throws {
    let options = options
    var inputs = LogInputs(
      plan: InputPlan(forPart: input.paths, now: options.now), options: options, printsAlong: false)
    let partial = inputs.partialSummary(by: grouping, jobs: jobs ?? Terminal.processorCount)
    try MemoryOption.check(options.memory)
    throw ExitCode(output.writePartial(try partial.encoded(), to: files) ? inputs.status.exitCode : 2)
  }
}
