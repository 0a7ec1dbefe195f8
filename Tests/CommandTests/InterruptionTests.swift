import Foundation
import Testing

/// Being told to end, in the middle.
@Suite("Signals")
struct InterruptionTests {
  /// Sends a signal to a run that waits for more of its input.
  private static let start =
    "mkfifo in; $BOUNCES analyze --output r.csv --format json - < in > out 2> err & exec 7> in; sleep 0.4; "

  @Test(
    "a run ends by the signal, says so, and leaves old files as they were", arguments: [("TERM", 143), ("HUP", 129)])
  func ends(name: String, status: Int) throws {
    let folder = try Folder()
    try folder.file("r.csv", Data("old".utf8))
    let run = try folder.run(InterruptionTests.start + "kill -\(name) $!; wait $!; echo $?; cat err out; ls")
    #expect(run.output == "\(status)\nbounces: ended by SIG\(name)\nerr\nin\nout\nr.csv\n")
    #expect(try String(contentsOfFile: folder.path("r.csv"), encoding: .utf8) == "old")
  }

  @Test("a signal that was ignored from the start stays so")
  func ignored() throws {
    let folder = try Folder()
    let run = try folder.run(
      "trap '' HUP; " + InterruptionTests.start
        + "kill -HUP $!; cat $SAMPLES/lab/postfix/rotate.log >&7; exec 7>&-; wait $!; echo $?; ls")
    #expect(run.output == "0\nerr\nin\nout\nr.csv\n")
  }

  @Test("rows that were printed are whole, and said not to be all")
  func rows() throws {
    let folder = try Folder()
    let run = try folder.run(
      "mkfifo in; $BOUNCES extract - < in > out 2> err & exec 7> in; gzip -dc $SAMPLES/postfix.log.gz >&7; sleep 0.4; "
        + "kill -TERM $!; wait $!; echo $?; cat err; tail -c 2 out")
    #expect(run.output == "143\nbounces: ended by SIGTERM: what was printed is not all\n}\n")
  }

  @Test("the first run of a history leaves none unless it ends")
  func history() throws {
    let folder = try Folder()
    let run = try folder.run(
      "mkfifo in; $BOUNCES analyze --history h.db in > out 2> err & exec 7> in; sleep 0.4; "
        + "kill -TERM $!; wait $!; echo $?; ls")
    #expect(run.output == "143\nerr\nin\nout\n")
  }

  @Test("a reader of errors that went away ends nothing")
  func errors() throws {
    let run = try Program.shell(
      "{ \"$BOUNCES\" analyze --format json /no/such/file SampleLogs/lab/postfix/rotate.log; echo $? >&3; } 2>&1 >/dev/null 3>&1"
        + " | true; sleep 0.1")
    #expect(run.errors.isEmpty)
    let status = try Program.shell(
      "exec 3> >(exit 0); sleep 0.1; \"$BOUNCES\" analyze /no/such/file SampleLogs/lab/postfix/rotate.log 2>&3 >/dev/null; echo $?"
    )
    #expect(status.output == "2\n")
  }

  @Test("few descriptors: what cannot be opened is named", arguments: 5...9)
  func descriptors(limit: Int) throws {
    let folder = try Folder()
    let run = try folder.run(
      "for n in 1 2 3 4 5 6; do cp $SAMPLES/lab/postfix/default.log $n.log; echo $n >> $n.log; done; ulimit -n \(limit); "
        + "$BOUNCES analyze --jobs 4 --format json ?.log > out 2> err; echo $?; grep -vc ': Too many open files$' err")
    #expect(["0\n0\n", "2\n0\n"].contains(run.output), "\(run.output)")
  }
}
