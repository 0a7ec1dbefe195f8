import Foundation
import Testing

@Suite("Sets of files")
struct FileSetTests {
  let folder: Folder

  init() throws {
    folder = try Folder()
    // One day of Postfix in four pieces, each stored in another way; messages go across them.
    try folder.run(
      """
      mkdir set; zcat "$SAMPLES/postfix.log.gz" > all
      sed -n '1,7000p' all > set/mail.log.3; sed -n '7001,14000p' all | gzip -n > set/mail.log.2.gz
      sed -n '14001,18000p' all | gzip -n > set/mail.log.1.gz; sed -n '18001,$p' all > set/mail.log
      touch -d '2026-11-24 00:00:00' all set/*
      """)
  }

  /// The report without what it says about its inputs.
  private func body(_ run: Program) -> String {
    guard let end = run.output.range(of: "\"totals\"") else { return run.output }
    return String(run.output[end.lowerBound...])
  }

  @Test("a directory is reported as its one log would be")
  func directory() throws {
    let whole = try folder.run("\"$BOUNCES\" analyze --format json all")
    let set = try folder.run("\"$BOUNCES\" analyze --format json set")
    #expect(set.status == 0)
    #expect(set.errors.isEmpty)
    #expect(whole.output.contains("\"delivered\": 1724"))
    #expect(body(set) == body(whole))
  }

  @Test("any order on the command line gives the same report, and so do repetitions")
  func anyOrder() throws {
    let sorted = try folder.run(
      "cd set; \"$BOUNCES\" analyze --format json mail.log.3 mail.log.2.gz mail.log.1.gz mail.log")
    let order = "mail.log mail.log.1.gz ../set/mail.log mail.log.3 copy.gz mail.log.2.gz"
    let other = try folder.run("cd set; gzip -kc mail.log.3 > copy.gz; \"$BOUNCES\" analyze --format json \(order)")
    #expect(sorted.errors.isEmpty)
    #expect(other.status == 0)
    #expect(other.output == sorted.output)
    #expect(other.errors.contains("../set/mail.log: the same file as mail.log, read once"))
    #expect(other.errors.contains("copy.gz: the same content as mail.log.3, read once"))
  }

  @Test("standard input comes behind the files")
  func standardInput() throws {
    let set = try folder.run("\"$BOUNCES\" analyze --format json set")
    let piped = try folder.run(
      "cd set; cat mail.log | \"$BOUNCES\" analyze --format json - mail.log.1.gz mail.log.3 mail.log.2.gz")
    #expect(piped.status == 0)
    // The times of a pipe's lines are given their year by the present.
    #expect(body(piped).contains("\"delivered\": 1724"))
    #expect(body(set).contains("\"delivered\": 1724"))
  }

  @Test("a directory without mail logs is said to be that")
  func noLogs() throws {
    let run = try folder.run("mkdir none; echo hello > none/x; \"$BOUNCES\" analyze none")
    #expect(run.status == 2)
    #expect(run.errors == "bounces: none: no mail log in this directory; directories in it are not searched\n")
    let both = try folder.run("\"$BOUNCES\" analyze none set")
    #expect(both.status == 0)
  }

  @Test("extract names the file of each reply, oldest first")
  func extract() throws {
    let run = try folder.run("cd set; \"$BOUNCES\" extract mail.log mail.log.3 | grep -o '\"file\":\"[^\"]*\"' | uniq")
    #expect(run.output == "\"file\":\"mail.log.3\"\n\"file\":\"mail.log\"\n")
  }
}
