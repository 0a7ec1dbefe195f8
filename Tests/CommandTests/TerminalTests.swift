import Foundation
import Testing

/// What a terminal shows: `script` gives the program one.
@Suite("On a terminal", .enabled(if: installed("script")))
struct TerminalTests {
  /// What a terminal of `folder` shows while `command` runs on it.
  private func shown(_ command: String, _ folder: Folder) throws -> String {
    try folder.file("command", Data(command.utf8))
    try folder.run("unset NO_COLOR; export SAMPLES TERM=xterm; script -qec 'bash command' screen </dev/null >/dev/null")
    let lines = try String(contentsOfFile: folder.path("screen"), encoding: .utf8).split(separator: "\n")
    return lines.filter { !$0.hasPrefix("Script ") }.joined(separator: "\n")
  }

  @Test("a long reading shows bytes and rate, and takes them away before the report")
  func pipe() throws {
    let folder = try Folder()
    let screen = try shown(
      "(zcat $SAMPLES/postfix.log.gz; sleep 1.5; zcat $SAMPLES/postfix.log.gz) | $BOUNCES analyze - > r.txt", folder)
    #expect(screen.contains(/\r[0-9.]+ MB, [0-9.]+ MB\/s\u{1b}\[K/))
    #expect(!screen.contains("left"))
    #expect(screen.trimmingCharacters(in: .whitespacesAndNewlines).hasSuffix("\r\u{1b}[K"))
    let report = try String(contentsOfFile: folder.path("r.txt"), encoding: .utf8)
    #expect(report.hasPrefix("- · ") && !report.contains("\u{1b}"))
  }

  @Test("of files it also shows how much there is, and the time left")
  func file() throws {
    let folder = try Folder()
    try folder.run("for n in {1..12}; do zcat $SAMPLES/postfix.log.gz; done > long.log")
    let screen = try shown("$BOUNCES extract long.log > r.json", folder)
    #expect(screen.contains(/\r[0-9.]+ MB of 40 MB, [0-9.]+ MB\/s, [0-9]+ s left\u{1b}\[K/))
  }

  @Test("nothing is drawn where a pager or a dumb terminal would show it, nor in a short reading")
  func silent() throws {
    let folder = try Folder()
    let slowly = "(zcat $SAMPLES/postfix.log.gz; sleep 1.5; zcat $SAMPLES/postfix.log.gz)"
    #expect(try shown("\(slowly) | $BOUNCES extract - | cat > r.json", folder).isEmpty)
    #expect(try shown("\(slowly) | TERM=dumb $BOUNCES analyze - > r.txt", folder).isEmpty)
    #expect(try shown("$BOUNCES analyze $SAMPLES/lab/postfix/rotate.log > r.txt", folder).isEmpty)
  }

  @Test(
    "colour is for terminals, unless NO_COLOR or --color says otherwise",
    arguments: [
      ("", "", true), ("NO_COLOR=1", "", false), ("NO_COLOR=", "", true), ("", "--color never", false),
      ("NO_COLOR=1", "--color always", true), ("", "--color always | cat", true), ("", "| cat", false),
      ("", "--format md", false), ("", "--format text", true),
    ])
  func colour(environment: String, options: String, isColoured: Bool) throws {
    let folder = try Folder()
    let screen = try shown("\(environment) $BOUNCES analyze $SAMPLES/lab/postfix/rotate.log \(options)", folder)
    #expect(screen.contains("rotate.log"))
    #expect(screen.contains("\u{1b}[1m") == isColoured)
  }
}
