import Foundation
import Testing

/// What is read has limits; `Tests/Hostile/check_files.py` measures the memory.
@Suite("Limits of what is read")
struct LimitTests {
  @Test("explain - answers more than 64 MiB to the last line")
  func explain() throws {
    let folder = try Folder()
    // Each line is cut; the figures of a line that is read whole are in check_files.py.
    let run = try folder.run(
      """
      { for n in 1 2 3 4 5 6 7; do head -c 10000000 /dev/zero | tr '\\0' a; echo; echo '550 5.1.1 no such user'; done; printf '553 5.7.1 last'; } |
      $BOUNCES explain --format ndjson - > answers; echo $?; grep -c . answers; tail -1 answers | cut -c1-11
      """)
    #expect(run.output == "2\n15\n{\"code\":553\n")
    #expect(run.errors == "bounces: 7 lines are longer than 65536 bytes: explained by no more than those\n")
  }

  @Test(
    "what is no partial summary is known by its first bytes",
    arguments: ["merge /dev/zero", "merge /dev/urandom", "merge zeros.gz", "merge - < /dev/zero", "merge /etc/passwd"])
  func noPartial(line: String) throws {
    let folder = try Folder()
    let run = try folder.run(
      "head -c 50000000 /dev/zero | gzip -1 > zeros.gz; ulimit -v 2000000; timeout 60 $BOUNCES \(line)")
    #expect(run.status == 2)
    #expect(run.errors.hasSuffix(": this is no partial summary of bounces\n"), "\(run.errors)")
  }

  @Test("a partial summary that goes on for ever is damaged, and one cut short says so")
  func endless() throws {
    let folder = try Folder()
    let run = try folder.run(
      """
      $BOUNCES analyze --partial --output p $SAMPLES/lab/postfix/rotate.log; cat p /dev/zero | timeout 60 $BOUNCES merge -; echo $?
      head -c 100 p | $BOUNCES merge -; echo $?; gzip -c p | head -c 100 | $BOUNCES merge -; echo $?; gzip -c p | $BOUNCES merge - | head -1
      """)
    #expect(run.output.hasPrefix("2\n2\n2\n") && run.output.hasSuffix("15:22:23\n"))
    #expect(
      run.errors.hasPrefix(
        "bounces: standard input: the summary is damaged\nbounces: standard input: the summary is damaged\n"
          + "bounces: standard input: standard input: gzip data is cut short"), "\(run.errors)")
  }

  @Test(
    "a file of rules and a key have limits that are named",
    arguments: [
      ("analyze --rules /dev/zero", "8 MB, which is the limit for a file of rules"),
      ("codes --check /dev/urandom", "8 MB, which is the limit for a file of rules"),
      ("extract --redact --redact-key @/dev/zero", "1 MB, which is the limit for a key"),
    ])
  func whole(line: String, words: String) throws {
    let sample = line.hasPrefix("codes") ? "" : "SampleLogs/lab/postfix/rotate.log"
    let run = try Program.shell("ulimit -v 2000000; timeout 60 $BOUNCES \(line) \(sample)")
    #expect(run.status == 2 && run.output.isEmpty && run.errors.hasSuffix("larger than \(words)\n"), "\(run.errors)")
  }
}
