import Foundation
import Testing

/// Letters and marks of Unicode join with a sign to one character, which hides the sign from who looks at characters.
@Suite("Text that hides signs")
struct HostileTextTests {
  private static func log(_ text: String) -> Data {
    let lines = ["a", "b"].map { person in
      "Nov 22 10:00:00 mx1 postfix/smtp[1]: 4A1B2C3D4E: to=<\(text)\(person)@example.net>, relay=mx[192.0.2.1]:25, delay=1, "
        + "dsn=5.1.1, status=bounced (host mx[192.0.2.1] said: 550 5.1.1 \(text) (in reply to RCPT TO command))\n"
    }
    return Data(lines.joined().utf8)
  }

  private static func output(_ text: String, _ arguments: [String]) throws -> String {
    let folder = try Folder()
    return try Program(arguments + [try folder.file("mail.log", log(text))]).output
  }

  @Test(
    "the page has no element of a log", arguments: ["\u{d4e}<script>", "\u{11941}<meta refresh>", "<script\u{301}>"])
  func page(text: String) throws {
    let page = try HostileTextTests.output(text, ["analyze", "--format", "html"])
    // One style and one script are the page's own.
    #expect(page.components(separatedBy: "<script").count == 2)
    #expect(page.components(separatedBy: "<meta").count == 6)
    #expect(page.contains("&lt;"))
  }

  @Test("Markdown has no sign and no link of a log")
  func markdown() throws {
    let text = try HostileTextTests.output(
      "\u{d4e}<b>|\u{301}[\u{301}x](http://example.org) www.example.org ",
      ["analyze", "--audit", "--format", "md"])
    // What is in code is no sign: tables and findings hold it nowhere else.
    let spans = /(?<ticks>`+)[^`]+\k<ticks>/
    for line in text.split(separator: "\n").map({ String($0).replacing(spans, with: "") }) {
      let bytes = Array(line.utf8)
      for place in bytes.indices where [UInt8(ascii: "<"), UInt8(ascii: "[")].contains(bytes[place]) {
        #expect(place == 0 || bytes[place - 1] == UInt8(ascii: "\\"), "\(line)")
      }
      #expect(!line.contains("http://example.org") && !line.contains("www.example.org"), "\(line)")
    }
  }

  @Test(
    "Markdown has an address of a log in code, and nowhere else",
    arguments: [
      "evil@evil.example", "mailto:evil@evil.example", "xmpp:evil@evil.example/x", "(evil@evil.example)",
      "evil@evil.example.",
      "x|evil@evil.example", "`evil@evil.example", "//evil.example/x", "ftp://evil.example", "evil.com",
      "WWW.EVIL.EXAMPLE",
    ])
  func markdownLinks(text: String) throws {
    for arguments in [["analyze", "--audit", "--format", "md"], ["analyze", "--format", "md", "--top", "3"]] {
      let output = try HostileTextTests.output(text, arguments)
      let bare = output.replacing(/(?<ticks>`+)[^`].*?[^`]?\k<ticks>(?!`)/, with: "")
      #expect(!bare.lowercased().contains("evil"), "\(bare)")
    }
  }

  @Test("a cell of CSV stays one, and no formula", arguments: ["=\u{301}1", "=1", "＝1", "x\"\u{301},=1", ",\u{301}=1"])
  func table(text: String) throws {
    let output = try HostileTextTests.output(text, ["extract", "--format", "csv"])
    let rows = output.utf8.split(separator: UInt8(ascii: "\n"))
    #expect(rows.count == 3)
    for row in rows {
      let row = String(decoding: row, as: UTF8.self)
      var isQuoted = false
      var cells: [String.UnicodeScalarView] = [.init()]
      for scalar in row.unicodeScalars {
        if scalar == "\"" { isQuoted.toggle() }
        if scalar == ",", !isQuoted { cells.append(.init()) } else { cells[cells.count - 1].append(scalar) }
      }
      #expect(cells.count == 32, "\(row)")
      #expect(!cells.contains { "=＝".unicodeScalars.contains($0.first { $0 != "\"" } ?? " ") }, "\(row)")
    }
  }

  @Test("JSON has escapes for what a terminal obeys", arguments: [["extract"], ["analyze", "--format", "json"]])
  func json(arguments: [String]) throws {
    let text = "\u{9b}31m\u{202e}\u{e0041}\u{feff}é"
    let output = try HostileTextTests.output(text, arguments)
    for scalar in text.unicodeScalars where scalar.value > 0x7f && scalar != "é" {
      #expect(!output.unicodeScalars.contains(scalar))
    }
    #expect(output.contains("\\u009b31m\\u202e\\udb40\\udc41\\ufeffé"))
  }

  @Test("names of files that cannot be used are shown on one line")
  func names() throws {
    let folder = try Folder()
    let name = folder.path("\u{1b}]0;x\u{7}\n\u{202e}")
    for arguments in [
      ["--output", name + "/r.csv"], ["--rules", name], ["--history", name + "/h.db"],
    ] {
      let run = try Program(["analyze"] + arguments + ["SampleLogs/lab/postfix/rotate.log"])
      #expect(run.status == 2)
      #expect(!run.errors.unicodeScalars.contains { "\u{1b}\u{7}\u{202e}".unicodeScalars.contains($0) })
      #expect(run.errors.filter(\.isNewline).count == 1)
    }
  }
}
