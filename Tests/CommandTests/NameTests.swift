import Foundation
import Testing

/// Names of any bytes, and what is said of them.
@Suite("Names and arguments")
struct NameTests {
  @Test("a log whose name is no UTF-8 is read as an argument and in a directory, and shown with its bytes")
  func names() throws {
    let folder = try Folder()
    let run = try folder.run(
      """
      mkdir logs; cp $SAMPLES/lab/postfix/rotate.log $'logs/caf\\xe9.log'
      for place in $'logs/caf\\xe9.log' logs; do
        $BOUNCES analyze $place | head -1; $BOUNCES analyze --format json $place | grep '"path"'
        $BOUNCES extract $place | head -1 | cut -c1-27; $BOUNCES analyze --output $'r\\xff.json' $place
      done; ls | od -An -c | tail -1; $BOUNCES analyze --partial $'logs/caf\\xe9.log' | $BOUNCES merge - | head -1
      """)
    let head = "logs/caf\\xE9.log · 2026-11-23 15:21:22 – 2026-11-23 15:22:23\n"
    let each = head + "        \"path\": \"logs/caf\\\\xE9.log\",\n{\"file\":\"logs/caf\\\\xE9.log\"\n"
    #expect(run.errors.isEmpty)
    let names = "   l   o   g   s  \\n   r 377   .   j   s   o   n  \\n\n"
    #expect(run.output == each + each + names + head, "\(run.output)")
  }

  @Test(
    "what a terminal obeys is shown of an argument, on one line",
    arguments: [
      ("analyze --output $'a\\e[31m\\nb' x.log", "--output a\\u{1B}[31m\\nb: the ending tells the form"),
      ("$'--no\\e]0;x\\a\\nb'", "Unknown option '--no\\u{1B}]0;x\\u{07}\\nb'"),
      ("analyze --code $'\\xe4\\u202e' x.log", "not '\\xE4\\u{202E}'"),
      ("analyze --top $'1\\e'", "'1\\u{1B}'"), ("compare $'\\e[1m' 550", "'\\u{1B}[1m' is no code"),
      ("analyze $'no\\e\\n\\xe4'", "bounces: no\\u{1B}\\n\\xE4: No such file"),
    ])
  func escapes(line: String, words: String) throws {
    let run = try Program.shell("$BOUNCES \(line)")
    #expect(run.status == 64 || run.status == 2)
    #expect(run.errors.contains(words), "\(run.errors)")
    #expect(run.errors.unicodeScalars.allSatisfy { $0 == "\n" || $0.value >= 0x20 && $0 != "\u{202e}" })
  }

  @Test("an argument of several lines is a reply, as it was typed")
  func lines() throws {
    let run = try Program.shell("$BOUNCES explain --format ndjson $'550-5.1.1 no such\\n550 5.1.1 user'")
    #expect(run.output.hasPrefix("{\"code\":550,\"enhanced\":\"5.1.1\""))
    #expect(try Program.shell("$BOUNCES explain $'553\\n'").output.hasPrefix("553"))
  }

  @Test("a history is text to SQLite, so its name has to be")
  func history() throws {
    let folder = try Folder()
    let run = try folder.run("$BOUNCES analyze --history $'h\\xe4' $SAMPLES/lab/postfix/rotate.log; echo $?; ls")
    #expect(run.output == "2\n")
    #expect(run.errors == "bounces: h\\xE4: the history cannot be used: its name is not UTF-8\n")
  }
}
