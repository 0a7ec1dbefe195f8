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

  /// The words of a man page without its marks.
  private static func plain(_ text: String) -> String {
    text.replacingOccurrences(of: "\\-", with: "-").replacingOccurrences(of: "\\&", with: "")
      .split { $0.isWhitespace || $0 == "\"" }.joined(separator: " ")
  }

  @Test("the man page has every command and option, with its words")
  func manual() throws {
    let page = DocumentsTests.plain(try DocumentsTests.text("man/bounces.1"))
    let declared = try Declared.commands()
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
    let names = Set(try Declared.commands().flatMap(\.options)).union(["help", "version"])
    for line in page.split(separator: "\n") where line.hasPrefix(".It Fl -") {
      let name = line.dropFirst(8).prefix { $0.isLetter || $0.isNumber || $0 == "-" }
      #expect(names.contains(String(name)), "\(line)")
    }
  }

  @Test("the man page ends with the sections that are no command's, in the usual order")
  func sections() throws {
    let page = try DocumentsTests.text("man/bounces.1")
    let footer = try String(contentsOf: Program.root.appendingPathComponent("Packaging/man-footer"), encoding: .utf8)
    #expect(page.hasSuffix(footer), "make documents")
    #expect(
      page.matches(of: /\n\.Sh (.*)/).map { String($0.1) } == [
        "NAME", "SYNOPSIS", "DESCRIPTION", "ENVIRONMENT", "FILES", "EXIT STATUS", "EXAMPLES", "SEE ALSO",
      ])
  }

  @Test("the man page and the manual tell of the same exit statuses and variables")
  func statuses() throws {
    let page = try DocumentsTests.text("man/bounces.1")
    let manual = try Document("Documentation/manual.md").text
    let listed = try #require(page.firstMatch(of: /\.Sh EXIT STATUS\n([\s\S]*?)\.El/)?.1)
    let table = try #require(manual.firstMatch(of: /## Exit statuses\n([\s\S]*?)\n##/)?.1)
    let inPage = listed.matches(of: /\.It ([0-9 ,]+)/).map { $0.1.filter { $0 != " " } }
    let inManual = table.matches(of: /\n\| ([0-9, ]+) \|/).map { $0.1.filter { $0 != " " } }
    #expect(inPage == ["0", "1", "2", "3", "64", "129,130,143"] && inPage == inManual)
    for name in page.matches(of: /\.It Ev (.*)/).flatMap({ $0.1.split(separator: " , ") }) {
      #expect(manual.contains("`\(name)`"), "\(name)")
    }
  }

  @Test("mandoc finds no fault with the man page", .enabled(if: installed("mandoc")))
  func lint() throws {
    let run = try Program.shell("mandoc -T lint -W warning Documentation/man/bounces.1")
    #expect(run.status == 0, "\(run.output)")
  }

  @Test(
    "bash completes cause ids, languages and forms",
    arguments: [
      ("bounces evidence spamh", "spamhaus-list"), ("bounces ack stolen", "stolen-login"),
      ("bounces analyze --cause non", "none"), ("bounces explain 553-not-ow", "553-not-owned"),
      ("bounces history --cause not-exp", "not-explained"), ("bounces trace --lang e", "en es"),
      ("bounces codes --format m", "markdown"),
    ])
  func completing(line: String, words: String) throws {
    let folder = try Folder()
    let completions = Program.root.appendingPathComponent("Documentation/completions/bounces.bash").path
    let run = try folder.run(
      """
      mkdir bin; ln -s "$BOUNCES" bin/bounces; PATH="$PWD/bin:$PATH"; source '\(completions)'
      COMP_LINE='\(line)'; COMP_POINT=${#COMP_LINE}; COMP_WORDS=($COMP_LINE); COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
      _bounces bounces "${COMP_WORDS[-1]}" "${COMP_WORDS[-2]}"; echo "${COMPREPLY[*]}"
      """)
    #expect(run.output == words + "\n", "\(run.errors)")
  }

  @Test("--version tells the version, and the commit when it was built from one")
  func version() throws {
    let version = try Program(["--version"]).output
    #expect(version.wholeMatch(of: /\d+\.\d+\.\d+( \(commit [0-9a-f]{12}\))?\n/) != nil, "\(version)")
  }
}
