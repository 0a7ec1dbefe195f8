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

  @Test("the page of causes is up to date")
  func document() throws {
    let made = try Program(["codes", "--format", "markdown", "--lang", "en"]).output
    let url = Program.root.appendingPathComponent("Documentation/causes.md")
    #expect(
      made == (try String(contentsOf: url, encoding: .utf8)),
      "bounces codes --format markdown > Documentation/causes.md")
  }
}
