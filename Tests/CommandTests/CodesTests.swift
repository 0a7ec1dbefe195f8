import Foundation
import Testing

@Suite("bounces compare and codes")
struct CodesTests {
  private func file(_ text: String) throws -> String {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("bounces-rules-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let url = folder.appendingPathComponent("rules.yaml")
    try Data(text.utf8).write(to: url)
    return url.path
  }

  @Test("252 and 553 side by side, in 80 columns, in both languages")
  func twoCodes() throws {
    for (language, words) in [
      ("en", ["Description", "When you will see it", "How to fix it", "Key differences", "When to use each"]),
      ("es", ["Descripción", "Cuándo lo verás", "Cómo solucionarlo", "Diferencias clave", "Cuándo usar cada uno"]),
    ] {
      let run = try Program(["compare", "252", "553", "--lang", language])
      #expect(run.status == 0)
      for word in words { #expect(run.output.contains(word), "\(word)") }
      #expect(run.output.split(separator: "\n").allSatisfy { $0.count <= 80 })
    }
  }

  @Test("any two codes can be compared")
  func anyCodes() throws {
    for pair in [
      ["450", "550"], ["5.1.1", "5.7.1"], ["553", "5.1.3"], ["299", "599"], ["Mailbox Name Invalid", "550"],
    ] {
      let run = try Program(["compare"] + pair + ["--lang", "en"])
      #expect(run.status == 0 && run.output.contains("Key differences"), "\(pair)")
    }
    let json = try Program(["compare", "252", "553", "--format", "json"])
    let object = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any]
    #expect((object?["codes"] as? [Any])?.count == 2 && (object?["differences"] as? [Any])?.isEmpty == false)
  }

  @Test("the list names codes, enhanced codes and causes")
  func list() throws {
    let text = try Program(["codes", "--lang", "en"]).output
    for word in ["Reply codes (75)", "X.7.30", "553-not-owned", "5.7.606-649"] {
      #expect(text.contains(word), "\(word)")
    }
    let json = try Program(["codes", "--format", "json"])
    let object = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any]
    #expect((object?["reply_codes"] as? [Any])?.count == 75)
  }

  @Test("a file of one's own comes first")
  func rules() throws {
    let path = try file(
      """
      # Ours.
      - id: partner-closed
        phrases: ["not a business partner", "user unknown"]
        class: policy
        title: Our partner's gateway refuses us
        fix: [Write to the partner's help desk.]
      """)
    let check = try Program(["codes", "--check", path])
    #expect(check.status == 0 && check.output.contains("1 cause, nothing wrong"))
    let run = try Program(["explain", "550 5.1.1 User unknown", "--rules", path, "--lang", "en"])
    #expect(run.output.contains("partner-closed") && run.output.contains("help desk"))
  }

  @Test("what is wrong with it is said with file, line and what is allowed")
  func wrongRules() throws {
    let path = try file(
      """
      - id: a
        class: polcy
        phrase: ["x y z"]
        title: A
        codes: [999]
      - id: a
        class: policy
        title: B
        phrases: ["a b c"]
        fix: [x]
      """)
    for run in [try Program(["codes", "--check", path]), try Program(["explain", "550", "--rules", path])] {
      #expect(run.status == 2)
      for text in [
        "\(path):2: error: `class: polcy` is not known; allowed: accepted, user-unknown",
        "\(path):3: error: `phrase` is no key of this entry; allowed: id,",
        "\(path):5: error: `999` is no reply code; allowed: 200 to 599",
        "\(path):1: error: `fix` is missing",
        "\(path):6: error: the id `a` is there twice",
      ] {
        #expect(run.errors.contains(text), "\(text)\n\(run.errors)")
      }
    }
    #expect(try Program(["codes", "--check", "/no/such/rules.yaml"]).status == 2)
  }

  /// One cause with `lines` in the place of its phrases.
  private func rule(_ id: String, _ lines: String...) -> String {
    "- id: \(id)\n  class: policy\n  title: T\n  fix: [x]\n" + lines.map { "  \($0)\n" }.joined()
  }

  @Test("phrases of nothing, ids of any signs, and names of nothing are refused, by the check and in use")
  func senselessRules() throws {
    let phrase = "phrases: [\"a b c\"]"
    let long = String(repeating: "x", count: 256)
    let signs = ["\u{1b}[31mred", "a b", "A", "ä", "a\"} 1", "a_b", "a/b", String(repeating: "a", count: 65)]
    let wrong: [(text: String, said: String)] =
      [" ... ", "...", " ... x y z", "x y z ... ", "x y ... ... z w", "\u{1} ... \u{2}", "-- --", "????"].map {
        (rule("a", "phrases: ['\($0)']"), ":5: error: ")
      }
      + signs.map { (rule("'\($0)'", phrase), ":1: error: the id ") }
      + ["none", "stolen-login", "not-explained"].map { (rule($0, phrase), ":1: error: the id ") }
      + [
        (rule("a", "phrases: ['\(long)']"), ":5: error: a phrase of more than 255 bytes"),
        (rule("a", "same_as: nothing"), ":5: error: there is no cause `nothing`"),
        (rule("a", "same_as: a", phrase), ":5: error: `same_as: a` leads back to `a`"),
        (
          rule("a", "same_as: b") + rule("b", "same_as: c") + rule("c", "same_as: a"),
          ":15: error: `same_as: a` leads back to `c`"
        ),
        (rule("a", phrase, "meaning: \"x \u{1b}[2J y\""), ":6: error: `meaning` holds a control character"),
        (rule("a", phrase, "when: |\n    x\n    \u{202e}y"), ":6: error: `when` holds a control character"),
      ]
    for (text, said) in wrong {
      let path = try file(text)
      for run in [try Program(["codes", "--check", path]), try Program(["explain", "550 x", "--rules", path])] {
        #expect(run.status == 2 && run.errors.contains(path + said), "\(text)\n\(run.errors)")
        #expect(!run.errors.utf8.contains(0x1b))
      }
    }
    let right = try file("\u{feff}" + rule("a-1", "same_as: no-such-user") + rule("b", "same_as: a-1", phrase))
    #expect(try Program(["codes", "--check", right]).output.contains("2 causes, nothing wrong"))
  }

  @Test(
    "more causes or phrases than can be looked for are refused, and as many as can be are used",
    arguments: [
      (20_000, 1, true), (20_001, 1, false), (65_537, 1, false), (2, 10_000, true), (1, 10_001, false),
      (1, 65_537, false),
    ])
  func manyRules(phrases: Int, causes: Int, isFine: Bool) throws {
    let words = (0..<phrases).map { "'refused by rule \($0)'" }.joined(separator: ", ")
    let path = try file((0..<causes).map { rule("own-\($0)", "phrases: [\(words)]") }.joined())
    let runs = [
      try Program(["codes", "--check", path]), try Program(["explain", "550 refused by rule 1", "--rules", path]),
    ]
    for run in runs {
      #expect(run.status == (isFine ? 0 : 2), "\(run.status) \(run.errors)")
      #expect(isFine || run.errors.contains("allowed: "), "\(run.errors)")
    }
    #expect(!isFine || runs[1].output.contains("own-0"))
  }

  @Test("the phrases that causes share count for each of them")
  func sharedPhrases() throws {
    let words = (0..<100).map { "'refused by rule \($0)'" }.joined(separator: ", ")
    let text = rule("own", "phrases: [\(words)]") + (0..<200).map { rule("like-\($0)", "same_as: own") }.joined()
    let run = try Program(["codes", "--check", try file(text)])
    #expect(run.status == 2 && run.errors.contains("with those of `same_as`"), "\(run.errors)")
  }

  @Test("the page of causes is up to date")
  func document() throws {
    let made = try Program(["codes", "--format", "markdown", "--lang", "en"]).output
    let url = Program.root.appendingPathComponent("Documentation/causes.md")
    #expect(
      made == (try String(contentsOf: url, encoding: .utf8)),
      "bounces codes --format markdown > Documentation/causes.md")
  }
}
