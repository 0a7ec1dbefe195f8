import BounceReport
import MailLog

/// Reads the inputs of a command one after the other, as planned, and says on standard error what is wrong with them.
struct LogInputs {
  let paths: [String]
  let options: LogReader.Options

  /// What came of all inputs.
  struct Status {
    var files: [InputSummary] = []
    var isComplete = true

    /// 2 when some input could not be read whole, else 0.
    var exitCode: Int32 { isComplete ? 0 : 2 }
  }

  /// Reads every input into `sink`; `begin` is told each path before, with its number.
  func read(into sink: any ReplySink, begin: (String, Int) -> Void) -> Status {
    var status = Status()
    var reader = LogReader(options: options)
    let plan = InputPlan(for: paths, now: options.now)
    for note in plan.notes { Terminal.complain("\(note)") }
    for failure in plan.failures { status.add(failure) }
    for (number, path) in plan.paths.enumerated() {
      begin(path, number)
      do {
        var source = try ByteSource.open(path: path)
        let result = reader.read(&source, into: sink)
        status.add(path, result, source.damage, source.warnings, bytes: source.compressedBytesRead)
      } catch {
        status.add(error)
      }
    }
    status.checkForMailLines()
    return status
  }
}

extension LogInputs.Status {
  fileprivate mutating func add(_ failure: InputError) {
    Terminal.complain("\(failure)")
    isComplete = false
    files.append(InputSummary(path: failure.path, isComplete: false))
  }

  fileprivate mutating func add(
    _ path: String, _ result: LogReader.Result, _ damage: InputDamage?, _ warnings: [InputWarning], bytes: Int64
  ) {
    var file = InputSummary(path: path, isComplete: damage == nil)
    file.bytes = bytes
    file.lines = result.lines
    file.first = result.first
    file.last = result.last
    files.append(file)
    for warning in warnings { Terminal.complain("\(warning)") }
    if let damage {
      Terminal.complain("\(damage)")
      isComplete = false
    }
    if result.spansMoreThanAYear {
      Terminal.complain(
        "\(path): its time stamps have no year and run backwards: it spans more than one, or a clock was wrong; "
          + "--year sets the year of the first")
    }
  }

  /// A quiet rotated file is normal; an input of nothing but other things is not.
  fileprivate mutating func checkForMailLines() {
    let empty = files.filter { $0.lines.postfix + $0.lines.exim == 0 && $0.isComplete }
    for file in empty { Terminal.complain("no Postfix or Exim lines in \(file.path)") }
    if files.allSatisfy({ $0.lines.postfix + $0.lines.exim == 0 }) { isComplete = false }
  }
}
