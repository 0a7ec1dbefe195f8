import ArgumentParser
import BounceHistory
import MailLog

/// `bounces ack`: a known problem steps back.
struct Acknowledge: FileCommand {
  static let configuration = CommandConfiguration(
    commandName: "ack",
    abstract: "Say that a problem is known: until a day it takes one line of the report, unless it grows.",
    discussion: """
      The report names a problem again after that day, and before it when a day has more than twice its replies now, and ten more. Without a
      cause, the command lists what is known.

        bounces ack no-such-user --until 2026-12-24 --note 'list is being cleaned' --history history.db
        bounces ack no-such-user --remove --history history.db
      """)

  @Argument(
    help: "The cause, by its id (`bounces codes` lists them), or stolen-login.",
    completion: .causes(and: "stolen-login", "not-explained"))
  var cause: String?

  @Option(help: "The last day: 2026-12-24, or 30d from now.")
  var until: String?

  @Option(help: "Why it is known; stands in the report.")
  var note = ""

  @OptionGroup var rules: RulesOption

  @Flag(help: "Take it back.")
  var remove = false

  @Option(help: "The history that `analyze --history` keeps.", completion: .file())
  var history: String

  func validate() throws {
    if cause == nil {
      if until != nil || remove || !note.isEmpty { throw ValidationError("name the cause that is meant.") }
      return
    }
    if remove { return }
    guard let until else { throw ValidationError("--until DATE says how long.") }
    if let day = Acknowledge.day(until) {
      guard day >= Acknowledge.today else { throw ValidationError("--until \(until) is over.") }
      return
    }
    throw ValidationError("--until takes a day such as 2026-12-24, or 30d, not '\(until)'.")
  }

  var fileUse: FileUse {
    var files = FileUse(rules)
    files.history = history
    return files
  }

  func run(_: FileUse.Checked) throws {
    try HistoryFile.doing {
      guard let cause else { return try list() }
      let guide = try rules.guide("en")
      guard guide.cause(cause) != nil || ["stolen-login", "not-explained"].contains(cause) else {
        throw ValidationError("\(guide.noCause(cause)).")
      }
      let file = try History.change(history)
      if remove {
        let isRemoved = try file.forgetAcknowledgement(of: cause)
        Terminal.complain(isRemoved ? "\(cause) is no longer known" : "\(cause) was not known")
        return
      }
      guard let day = until.flatMap(Acknowledge.day) else { return }
      let level = try file.acknowledge(cause, until: day, note: note.asText, at: Terminal.now)
      Terminal.complain("\(cause) is known until \(LogDay.text(day)), at \(level) replies a day")
    }
  }

  private func list() throws {
    let known = try History.read(history).acknowledgements()
    for entry in known {
      StandardOutput.write(
        Array(
          "\(entry.cause)  until \(LogDay.text(entry.until))  at \(Int(entry.level)) a day  \(entry.note.onOneLine)\n"
            .utf8))
    }
    if known.isEmpty { Terminal.complain("nothing is known") }
  }

  private static var today: Int { Int((Terminal.now + Terminal.zone(at: Terminal.now)) / 86_400) }

  /// A day since 1970 from its date, or from how many days are left; nil for other words.
  private static func day(_ text: String) -> Int? {
    if text.hasSuffix("d"), let count = Int(text.dropLast()), (0...3_650).contains(count) { return today + count }
    return LogDay.number(text)
  }
}
