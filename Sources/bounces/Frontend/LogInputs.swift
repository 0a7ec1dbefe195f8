import MailLog
import ReplyCounts
import ReplyGuide
import SMTPReply

/// Reads the inputs of a command, as planned, and says on standard error what is wrong with them.
struct LogInputs {
  let plan: InputPlan
  let options: ReadingOptions
  let progress: Progress?
  /// What went wrong so far.
  private(set) var status = Status()

  /// What came of all inputs.
  struct Status {
    /// Whether every input was read whole, and one at least is a mail log.
    var isComplete = true

    /// 2 when some input could not be read whole, else 0.
    var exitCode: Int32 { isComplete ? 0 : 2 }
  }

  /// Plans the reading of what was given; `printsAlong` says that the command prints while it reads.
  ///
  /// Files wholly out of the time that `filter` lets through are not read.
  init(_ input: InputOptions, options: ReadingOptions, filter: ReplyFilter, printsAlong: Bool = false) {
    let plan =
      input.journalQuery.map { InputPlan(journal: $0) }
      ?? InputPlan(for: input.paths, now: options.now, since: filter.since, until: filter.until)
    self.init(plan: plan, options: options, printsAlong: printsAlong)
  }

  /// Says what `plan` leaves out, unless that is said every night.
  init(plan: InputPlan, options: ReadingOptions, printsAlong: Bool, saysNotes: Bool = true) {
    self.options = options
    self.plan = plan
    progress = Progress(of: plan, printsAlong: printsAlong)
    if saysNotes { for note in plan.notes { Terminal.complain("\(note)") } }
    for failure in plan.failures { note(failure) }
  }

  /// Opens each input in order and hands it to `read`.
  mutating func readEach(_ read: (String, inout ByteSource) -> Void, unreadable: (String) -> Void) {
    for failure in plan.failures { unreadable(failure.path) }
    for path in plan.paths {
      do {
        var source = try plan.open(path)
        progress?.watch(&source)
        if Terminal.processorCount > 1 { source = ByteSource.readingAhead(source) }
        read(path, &source)
        note(source.warnings, source.damage)
      } catch {
        note(error)
        unreadable(path)
      }
    }
  }

  /// Says what came of the inputs when all were read.
  mutating func finish(_ inputs: [InputSummary]) {
    progress?.end()
    noteWrongYears(inputs)
    // A quiet rotated file is normal; inputs of nothing but other things are not.
    let empty = inputs.filter { !$0.lines.areOfMail }
    for input in empty where input.isComplete { Terminal.complain("no \(LogInputs.servers) lines in \(input.path)") }
    if empty.count == inputs.count, plan.outOfRange.isEmpty || !empty.isEmpty { status.isComplete = false }
  }

  /// Says of which inputs the years are not sure.
  func noteWrongYears(_ inputs: [InputSummary]) {
    for input in inputs where input.spansMoreThanAYear {
      Terminal.complain(
        "\(input.path): its time stamps have no year and run backwards: it spans more than one, or a clock was wrong; "
          + "--year sets the year of the first")
    }
  }

  /// Says in which inputs a clock jumped. What a later run finds to be one with them may then be told by the wrong times.
  func noteClockJumps(_ inputs: [InputSummary]) {
    for input in inputs where input.clockJumps {
      let told = input.lines[.exim] > 0 ? ", and what Exim's main log and reject log both tell," : ""
      Terminal.complain(
        "\(input.path): its time stamps jump: a clock was wrong or set back, or files were joined; who is still deferred\(told) may be "
          + "off by a few")
    }
  }

  /// The mail servers whose lines are read, as one says them.
  private static let servers = MTA.allCases.map(\.name).joined(separator: " or ")

  /// Says which files of a part have no mail lines. That is for the whole to judge.
  func finishPart(empty: [String]) {
    progress?.end()
    for path in empty { Terminal.complain("no \(LogInputs.servers) lines in \(path)") }
  }

  /// Says what is wrong with an input that could not be opened.
  mutating func note(_ failure: InputError) {
    progress?.clear()
    Terminal.complain("\(failure)")
    status.isComplete = false
  }

  /// Says what is wrong with an input that was read.
  mutating func note(_ warnings: [InputWarning], _ damage: InputDamage?) {
    if !warnings.isEmpty || damage != nil { progress?.clear() }
    for warning in warnings { Terminal.complain("\(warning)") }
    guard let damage else { return }
    Terminal.complain("\(damage)")
    status.isComplete = false
  }
}
