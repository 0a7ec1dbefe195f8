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

  @Test("the report is the same whatever --jobs says: a wrong clock in the middle, lines without a queue id")
  func jobs() throws {
    try folder.run(
      #"""
      tried() { echo "2026-11-23 $1 1xVVrI-0002Hh-25 == a@d.example R=r T=t defer (-44) H=mx [192.0.2.1]: SMTP error from remote mail server after RCPT TO:<a@d.example>: 451 4.3.0 later"; }
      { tried 15:21:32; echo '2126-11-23 15:21:37 H=(b) [192.0.2.9] rejected EHLO or HELO b: 550 bad HELO name'; tried 15:22:21; } > clock
      echo 'Nov 20 10:00:00 mx1 postfix/qmgr[1]: 4A1B2C3D4E: removed' > other
      to='mx1 postfix/smtp[9]: to=<a@d.example>, relay=mx[192.0.2.1]:25, delay=1, delays=0/0/0/1'
      for file in 1 2; do
        { echo "Nov 22 1$file:00:01 $to, dsn=4.2.0, status=deferred (host mx[192.0.2.1] said: 450 4.2.0 later (in reply to RCPT TO command))"
          echo "Nov 22 1$file:00:09 $to, dsn=2.0.0, status=sent (250 2.0.0 ok)"; } > "noid$file"
      done
      """#)
    for (files, found) in [("clock other", "\"deferred\": 1,"), ("noid1 noid2", "\"delivered_after_deferral\": 2,")] {
      let one = try folder.run("\"$BOUNCES\" analyze --format json --jobs 1 \(files)")
      #expect(one.output.contains(found), "\(files)")
      #expect(try folder.run("\"$BOUNCES\" analyze --format json --jobs 2 \(files)").output == one.output)
      let parts = try folder.run(
        "for file in \(files); do \"$BOUNCES\" analyze --partial --output $file.partial $file; done; "
          + "\"$BOUNCES\" merge --format json *.partial; rm *.partial")
      #expect(parts.output == one.output)
    }
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
