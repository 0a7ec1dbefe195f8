import ArgumentParser
import MailLog
import ReplyCounts
import ReplyGuide

/// Whether people in the output get pseudonyms.
struct RedactionOptions: ParsableArguments, FileNaming {
  @Flag(
    help: "Pseudonyms for local parts and logins, everywhere; --redact=all for domains, hosts and IPs too."
  )
  var redact = false

  /// What `--redact=all` is read as: an option whose value may be left out is not known to ArgumentParser.
  @Flag(help: .hidden)
  var redactAll = false

  @Option(
    help: ArgumentHelp(
      "What the pseudonyms are made with, or @FILE that holds it: the same in all runs with it. Without it, new in each.",
      valueName: "key"))
  var redactKey: String?

  /// `arguments` with `--redact=WHAT` in the form that is parsed.
  static func parsed(_ arguments: [String]) -> [String] {
    arguments.map { argument in
      switch argument {
      case "--redact=all": "--redact-all"
      case "--redact=people": "--redact"
      default: argument
      }
    }
  }

  /// Notes the file that holds the key.
  func note(in files: inout FileUse) {
    if let redactKey, redactKey.hasPrefix("@") {
      files.others.append(("--redact-key", String(redactKey.dropFirst())))
    }
  }

  func validate() throws {
    if redactKey != nil, scope == nil { throw ValidationError("--redact-key is of no use without --redact.") }
    if redactKey == "" || redactKey == "@" { throw ValidationError("--redact-key takes a key, or @FILE.") }
  }

  /// What is replaced; nil when nothing is.
  var scope: Redactor.Scope? { redactAll ? .all : redact ? .people : nil }

  /// What replaces it, for replies that `grouping` groups; nil when nothing is replaced. Ends the program with 2 when the key
  /// cannot be read.
  func redactor(_ grouping: ReplyGrouping) throws -> Redactor? {
    guard let scope else { return nil }
    return Redactor(scope, key: try key(), grouping: grouping)
  }

  /// What of `filter` and its causes is left to `sink`'s maker, since a redactor asks the filter before.
  func selection(_ filter: FilterOptions) throws -> ReplySelection {
    let selection = ReplySelection(try filter.filter(), causes: filter.cause)
    return scope == nil ? selection : selection.ofFiltered
  }

  /// `sink`, or what redacts the replies of `filter` before it.
  func redacting(_ sink: any ReplySink, _ redactor: Redactor?, _ filter: FilterOptions) throws -> any ReplySink {
    guard let redactor else { return sink }
    return RedactingSink(redactor, filter: try filter.filter(), to: sink)
  }

  private func key() throws -> [UInt8] {
    guard let redactKey else { return (0..<16).map { _ in UInt8.random(in: .min ... .max) } }
    guard redactKey.hasPrefix("@") else { return redactKey.systemBytes }
    do {
      return try WholeFile.read(String(redactKey.dropFirst()), as: .key)
    } catch {
      Terminal.complain("\(error)")
      throw ExitCode(2)
    }
  }
}
