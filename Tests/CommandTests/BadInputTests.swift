import Foundation
import Testing

@Suite("Bad input")
struct BadInputTests {
  private func file(_ name: String, _ data: Data) throws -> String {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("bounces-bad-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try data.write(to: folder.appendingPathComponent(name))
    return folder.appendingPathComponent(name).path
  }

  @Test("a missing file is named, the others are read")
  func missing() throws {
    let run = try Program(["analyze", "/no/such/mail.log", "SampleLogs/lab/postfix/rotate.log"])
    #expect(run.status == 2)
    #expect(run.errors.contains("/no/such/mail.log"))
    #expect(run.output.contains("WHAT TO FIX FIRST"))
  }

  @Test("a truncated gzip is reported as far as it goes")
  func truncated() throws {
    let whole = try Data(contentsOf: Program.root.appendingPathComponent("SampleLogs/postfix.log.gz"))
    let path = try file("mail.log.gz", whole.prefix(whole.count / 2))
    let run = try Program(["analyze", "--format", "json", path])
    #expect(run.status == 2)
    #expect(run.errors.contains(path))
    #expect(run.output.contains("\"complete\": false"))
    #expect(run.output.contains("\"code\": 553"))
  }

  @Test("something else than a mail log is said to be that")
  func foreign() throws {
    let run = try Program(["analyze", try file("x", Data("hello\nworld\n".utf8))])
    #expect(run.status == 2)
    #expect(run.errors.contains("no Postfix or Exim lines in"))
  }

  @Test("NULs, CRLF, no final newline and long lines keep every line")
  func oddLines() throws {
    let line =
      "Nov 22 10:00:00 mx1 postfix/smtp[1]: 4A1B2C3D4E: to=<a@example.net>, relay=mx[192.0.2.1]:25, delay=1, "
      + "dsn=5.1.1, status=bounced (host mx[192.0.2.1] said: 550 5.1.1 no (in reply to RCPT TO command))"
    let long = String(repeating: "x", count: 3_000_000)
    let text = "\(line)\r\n\u{0}\u{0}\n\n\(long)\n\(line)"
    let report = try Program.report([try file("odd.log", Data(text.utf8))])
    let lines = (report["input"] as? [String: Any])?["lines"] as? [String: Any]
    #expect(lines?["total"] as? Int == 5)
    #expect(lines?["postfix"] as? Int == 2)
    #expect(lines?["cut"] as? Int == 1)
  }

  @Test("hostile text is harmless in the report")
  func hostile() throws {
    let line =
      "Nov 22 10:00:00 mx1 postfix/smtp[1]: 4A1B2C3D4E: to=<\"\u{1b}[31m\"@example.net>, "
      + "relay=mx[192.0.2.1]:25, delay=1, dsn=5.1.1, status=bounced (host mx[192.0.2.1] said: 550 \u{1b}]0;x\u{7} no "
      + "(in reply to RCPT TO command))\n"
    let run = try Program(["analyze", try file("hostile.log", Data(line.utf8))])
    #expect(run.status == 0)
    #expect(!run.output.contains("\u{1b}"))
    #expect(!run.output.contains("\u{7}"))
  }

  @Test("wrong usage exits with 64")
  func usage() throws {
    #expect(try Program(["analyze", "--format", "pdf"]).status == 64)
    #expect(try Program(["nonsense"]).status == 64)
  }

  @Test("a reader that goes away ends the program quietly")
  func closedPipe() throws {
    let run = try Program.shell("\"$BOUNCES\" extract SampleLogs/postfix.log.gz | head -n 1; echo ${PIPESTATUS[0]}")
    #expect(run.output.hasSuffix("}\n0\n"))
    #expect(run.errors.isEmpty)
  }

  @Test("a full disk is said")
  func fullDisk() throws {
    let run = try Program.shell("\"$BOUNCES\" analyze SampleLogs/postfix.log.gz > /dev/full")
    #expect(run.status == 2)
    #expect(run.errors.contains("cannot write to standard output"))
  }

  @Test("nothing is waited for on a terminal")
  func terminal() throws {
    let run = try Program.shell("script -qec \"'$BOUNCES' analyze\" /dev/null")
    #expect(run.status == 64)
    #expect(run.output.contains("standard input is a terminal"))
    #expect(run.output.contains("journalctl"))
  }
}
