import Foundation
import Testing

/// Commands, options and ids that the documents name are the program's.
@Suite("Documented options")
struct DocumentedOptionsTests {
  /// What names commands: for users, and what is made of the help.
  private static let paths = [
    "README.md", "Documentation/manual.md", "Documentation/history.md", "Documentation/scale.md",
    "Documentation/man/bounces.1", "Packaging/cron/bounces", "Packaging/default", "Packaging/nightly",
  ]

  private static func options(of name: String) throws -> Set<String> {
    let command = try Declared.commands().first { $0.name == name }
    return Set(command?.options ?? []).union(["help", "version"])
  }

  @Test("commands have the options that they are shown with", arguments: paths)
  func commands(path: String) throws {
    let text = try Document(path).text
    for match in text.matches(of: /bounces ([a-z]+)([^|;&`\n]*)/) {
      let name = String(match.1)
      guard try Declared.commands().contains(where: { $0.name == name }) else { continue }
      let options = try DocumentedOptionsTests.options(of: name)
      for option in match.2.matches(of: /(?:^|\s)--([a-z-]+)/) {
        #expect(options.contains(String(option.1)), "\(path): \(match.0)")
      }
    }
  }

  @Test("options that the text names are there", arguments: ["README.md", "Documentation/manual.md"])
  func names(path: String) throws {
    let all = Set(try Declared.commands().flatMap(\.options)).union(["help", "version"])
    let named = try Document(path).code.filter { $0.hasPrefix("--") }
      .flatMap { $0.matches(of: /--([a-z-]+)/).map { String($0.1) } }
    for name in named { #expect(all.contains(name), "\(path): --\(name)") }
  }

  @Test("causes in examples are the guide's", arguments: paths)
  func causes(path: String) throws {
    let guide = try JSONSerialization.jsonObject(with: Data(try Program(["codes", "--format", "json"]).output.utf8))
    let causes = (guide as? [String: Any])?["causes"] as? [[String: Any]] ?? []
    let ids = Set(causes.compactMap { $0["id"] as? String }).union(["stolen-login", "not-explained", "none"])
    #expect(ids.count > 250)
    let text = try Document(path).text
    let named =
      text.matches(of: /bounces (?:ack|evidence) ([a-z0-9][a-z0-9-]+)/).map { String($0.1) }
      + text.matches(of: /(?:--cause |cause=)([a-z0-9][a-z0-9-]+)/).map { String($0.1) }
      + text.matches(of: /bounces explain ([a-z][a-z0-9-]+)/).map { String($0.1) }
    for id in named { #expect(ids.contains(id), "\(path): \(id)") }
    if path == "Documentation/manual.md" { #expect(named.count >= 4) }
  }

  @Test("the manual says which commands speak which languages")
  func languages() throws {
    let manual = try Document("Documentation/manual.md").prose
    let said = manual.firstMatch(of: /## Languages\n\n(.*?) speak ([\s\S]*?)English alone: (.*), help/)
    let sentences = try #require(said)
    func commands(_ text: Substring) -> Set<String> { Set(text.matches(of: /`([a-z]+)`/).map { String($0.1) }) }
    let speaking = Set(try Declared.commands().filter { $0.options.contains("lang") }.map(\.name))
    #expect(commands(sentences.1) == speaking)
    #expect(sentences.2.contains("`--lang en` or `es`"))
    let silent = Set(try Declared.commands().map(\.name)).subtracting(speaking).subtracting(["bounces"])
    #expect(commands(sentences.3) == silent)
  }

  @Test("the manual says which commands read logs, and those take --year, the filters and --redact")
  func logs() throws {
    let manual = try Document("Documentation/manual.md").prose
    let sentence = try #require(manual.firstMatch(of: /\n(`.*) read logs, and take filters:/))
    let commands = Set(sentence.1.matches(of: /`([a-z]+)`/).map { String($0.1) })
    for option in ["year", "since", "until", "code", "recipient", "sender", "host", "log-host", "cause", "redact"] {
      let taking = try Declared.commands().filter { $0.options.contains(option) }.map(\.name)
      // Of the same name, and no filters: what a history shows, and how long a problem is known.
      let others: Set = ["history", "ack"]
      #expect(Set(taking).subtracting(others) == commands, "--\(option)")
    }
  }

  @Test("help names all values of an option")
  func values() throws {
    for command in try Declared.commands() {
      for (abstract, values) in command.choices where abstract.hasPrefix("Form of") {
        for value in values { #expect(abstract.contains(value), "\(command.name): \(abstract) \(values)") }
      }
    }
    let codes = try #require(try Declared.commands().first { $0.name == "codes" })
    #expect(codes.choices.contains { $0.values == ["text", "json", "markdown"] })
  }

  @Test("headings are bold, and nothing has a colour")
  func bold() throws {
    let report = try Program(["analyze", "--color", "always", "SampleLogs/postfix.log.gz"]).output
    #expect(Set(report.matches(of: /\u{1b}\[([0-9;]*)m/).map { String($0.1) }) == ["0", "1"])
    #expect(try Document("Documentation/manual.md").text.contains("Headings in bold"))
  }

  @Test("evidence has none of the report's own finding, as the manual and the help say")
  func evidence() throws {
    #expect(try Program(["evidence", "stolen-login", "SampleLogs/postfix.log.gz"]).status == 64)
    #expect(try Document("Documentation/manual.md").prose.contains("the report's own, `stolen-login`, has none"))
    #expect(try Program(["evidence", "--help"]).output.contains("stolen-login, has none"))
  }
}
