import ArgumentParser
import MailLog

/// How much memory a run may take.
struct MemoryOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Memory beyond which the run goes on in a temporary file in TMPDIR or /var/tmp, with the same result.",
      valueName: "bytes"))
  var maxMemory = "512M"

  private static let units: [(suffix: String, shift: Int)] = [("K", 10), ("M", 20), ("G", 30)]

  func validate() throws {
    let least = MemoryLimit.least >> 20
    guard let bytes = MemoryOption.bytes(maxMemory) else {
      throw ValidationError("--max-memory takes bytes, such as 512M or 2G, not '\(maxMemory)'.")
    }
    guard bytes >= MemoryLimit.least else { throw ValidationError("--max-memory takes \(least)M or more.") }
  }

  /// The limit of this run.
  var limit: MemoryLimit {
    let named = Terminal.environment("TMPDIR") ?? ""
    return MemoryLimit(
      bytes: MemoryOption.bytes(maxMemory) ?? MemoryLimit.least,
      file: SpillFile(directory: named.isEmpty ? "/var/tmp" : named))
  }

  /// Says when memory was not enough, and nothing went on in the file; throws exit code 2 when figures would be wrong.
  static func check(_ limit: MemoryLimit?) throws {
    guard let file = limit?.file, let trouble = file.trouble else { return }
    switch trouble {
    case .isFull(let error):
      Terminal.complain(
        "\(file.shownDirectory): no temporary file for what is beyond --max-memory: \(error.reason); "
          + "the run took more memory instead, and its figures are right")
    case .isUnreadable(let error):
      Terminal.complain(
        "\(file.shownDirectory): the temporary file cannot be read again"
          + (error.map { ": \($0.reason)" } ?? "") + "; nothing is reported, since figures would be wrong")
      throw ExitCode(2)
    }
  }

  /// `512M` in bytes, with or without `B` or `iB` behind.
  static func bytes(_ text: String) -> Int? {
    var rest = text.uppercased()[...]
    for suffix in ["IB", "B"] where rest.hasSuffix(suffix) {
      rest = rest.dropLast(suffix.count)
      break
    }
    var shift = 0
    if let unit = units.first(where: { rest.hasSuffix($0.suffix) }) {
      shift = unit.shift
      rest = rest.dropLast()
    }
    guard let number = Int(rest), number >= 0, number <= Int.max >> shift else { return nil }
    return number << shift
  }
}
