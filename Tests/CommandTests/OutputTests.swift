import Foundation
import Testing

/// Where reports go.
@Suite("--output and --format")
struct OutputTests {
  @Test("each ending tells a form, several in one run, and nothing goes to standard output")
  func forms() throws {
    let folder = try Folder()
    let names = ["r.txt", "r.json", "r.html", "r.md", "r.csv", "r.prom", "r.eml"]
    let arguments = names.flatMap { ["--output", folder.path($0)] }
    let run = try Program(["analyze", "--mail-to", "postmaster@example.com", "SampleLogs/postfix.log.gz"] + arguments)
    #expect(run.status == 0 && run.output.isEmpty && run.errors.isEmpty)
    let beginnings = [
      "SampleLogs/postfix.log.gz · ", "{\n", "<!doctype html>", "# `SampleLogs", "code,cause,", "# TYPE bounces_",
      "From: ",
    ]
    for (name, beginning) in zip(names, beginnings) {
      let text = try String(contentsOfFile: folder.path(name), encoding: .utf8)
      #expect(text.hasPrefix(beginning), "\(name)")
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path()).count == names.count)
  }

  @Test("with --format too, the report is printed as well")
  func both() throws {
    let folder = try Folder()
    let run = try Program(
      ["analyze", "--format", "csv", "--output", folder.path("r.json"), "SampleLogs/lab/postfix/rotate.log"])
    #expect(run.output.hasPrefix("code,cause,"))
    #expect(try String(contentsOfFile: folder.path("r.json"), encoding: .utf8).hasPrefix("{"))
  }

  @Test("a file that cannot be written is named, ends with 2, and the others are written")
  func unwritable() throws {
    let folder = try Folder()
    let run = try Program([
      "analyze", "--output", folder.path("no/r.html"), "--output", folder.path("r.csv"),
      "SampleLogs/lab/postfix/rotate.log",
    ])
    #expect(run.status == 2)
    #expect(run.errors.contains("cannot write \(folder.path("no/r.html")): No such file or directory"))
    #expect(FileManager.default.fileExists(atPath: folder.path("r.csv")))
  }

  @Test("a full disk leaves the old file as it was")
  func full() throws {
    let folder = try Folder()
    try folder.file("r.csv", Data("old".utf8))
    let run = try folder.run("ulimit -f 1; $BOUNCES analyze --output r.csv $SAMPLES/postfix.log.gz")
    #expect(run.status == 2)
    #expect(run.errors.contains("cannot write r.csv: File too large"))
    #expect(try String(contentsOfFile: folder.path("r.csv"), encoding: .utf8) == "old")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path()) == ["r.csv"])
  }

  @Test("a file that is replaced keeps its rights, and a link to it goes on pointing there")
  func rights() throws {
    let folder = try Folder()
    let run = try folder.run(
      """
      mkdir www; echo old > www/r.csv; chmod 640 www/r.csv; ln -s www/r.csv r.csv
      umask 022; $BOUNCES analyze --output r.csv --output new.csv $SAMPLES/lab/postfix/rotate.log
      stat -c '%a %F' r.csv www/r.csv new.csv; cmp www/r.csv new.csv; ls www
      """)
    #expect(run.output == "777 symbolic link\n640 regular file\n644 regular file\nr.csv\n")
    #expect(run.status == 0 && run.errors.isEmpty)
  }

  @Test(
    "wrong endings and addresses are usage errors",
    arguments: [
      ["--output", "r.pdf"], ["--output", "report"], ["--format", "eml"], ["--output", "r.eml"],
      ["--format", "eml", "--mail-to", "a@b.example\nBcc: x@y.example"], ["--format", "eml", "--mail-to", "nobody"],
      ["--format", "eml", "--mail-to", "a@b.example", "--mail-from", "<a@b.example>"], ["--format", "xml"],
    ])
  func usage(arguments: [String]) throws {
    #expect(try Program(["analyze", "SampleLogs/lab/postfix/rotate.log"] + arguments).status == 64)
  }

  @Test("the page's policy names its style and script by their hashes", arguments: ["report.css", "report.js"])
  func hashes(file: String) throws {
    let page = try Program(["analyze", "--format", "html", "SampleLogs/lab/postfix/rotate.log"]).output
    let path = Program.root.appendingPathComponent("Sources/BounceReport/HTML/Page/\(file)").path
    let sum = try Program.shell("sha256sum '\(path)' | cut -d' ' -f1 | xxd -r -p | base64").output
    #expect(page.contains("'sha256-\(sum.trimmingCharacters(in: .whitespacesAndNewlines))'"))
  }
}
