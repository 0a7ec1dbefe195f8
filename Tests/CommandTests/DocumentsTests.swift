import Foundation
import Testing

/// The man page and the completions are those of the program.
@Suite("Documents")
struct DocumentsTests {
  private static func text(_ path: String) throws -> String {
    try String(contentsOf: Program.root.appendingPathComponent("Documentation/\(path)"), encoding: .utf8)
  }

  @Test(
    "completions are what the program makes",
    arguments: [("bash", "bounces.bash"), ("zsh", "_bounces"), ("fish", "bounces.fish")])
  func completions(shell: String, file: String) throws {
    let made = try Program(["--generate-completion-script", shell])
    #expect(made.status == 0)
    #expect(
      try made.output == DocumentsTests.text("completions/\(file)"),
      "make documents writes Documentation/completions anew")
  }

  /// Every command with the help of itself and of its options, as the program declares them.
  private static func declared() throws -> [(name: String, abstracts: [String], options: [String])] {
    let dump = try Program(["--experimental-dump-help"])
    let tool = try JSONSerialization.jsonObject(with: Data(dump.output.utf8)) as? [String: Any]
    func all(_ command: [String: Any]) -> [[String: Any]] {
      [command] + (command["subcommands"] as? [[String: Any]] ?? []).flatMap(all)
    }
    let root = try #require(tool?["command"] as? [String: Any])
    return all(root).filter { $0["commandName"] as? String != "help" }.map { command in
      let arguments = (command["arguments"] as? [[String: Any]] ?? []).filter { $0["shouldDisplay"] as? Bool == true }
      return (
        command["commandName"] as? String ?? "", arguments.compactMap { $0["abstract"] as? String },
        arguments.compactMap { ($0["preferredName"] as? [String: Any])?["name"] as? String }
      )
    }
  }

  /// The words of a man page without its marks.
  private static func plain(_ text: String) -> String {
    text.replacingOccurrences(of: "\\-", with: "-").replacingOccurrences(of: "\\&", with: "")
      .split { $0.isWhitespace || $0 == "\"" }.joined(separator: " ")
  }

  @Test("the man page has every command and option, with its words")
  func manual() throws {
    let page = DocumentsTests.plain(try DocumentsTests.text("man/bounces.1"))
    let declared = try DocumentsTests.declared()
    #expect(declared.count >= 10)
    for command in declared {
      #expect(page.contains(command.name))
      for abstract in command.abstracts {
        #expect(page.contains(DocumentsTests.plain(abstract)), "\(command.name): \(abstract); make documents")
      }
    }
  }

  @Test("the man page has no option that the program lost")
  func nothingElse() throws {
    let page = try DocumentsTests.text("man/bounces.1")
    let names = Set(try DocumentsTests.declared().flatMap(\.options)).union(["help", "version"])
    for line in page.split(separator: "\n") where line.hasPrefix(".It Fl -") {
      let name = line.dropFirst(8).prefix { $0.isLetter || $0.isNumber || $0 == "-" }
      #expect(names.contains(String(name)), "\(line)")
    }
  }

  @Test("--version tells the version, and the commit when it was built from one")
  func version() throws {
    let version = try Program(["--version"]).output
    #expect(version.wholeMatch(of: /\d+\.\d+\.\d+( \(commit [0-9a-f]{12}\))?\n/) != nil, "\(version)")
  }
}
