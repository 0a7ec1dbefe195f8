import Foundation
import Testing

/// `analyze --history`: each line once, whatever happens to the files between two runs.
@Suite("History")
struct HistoryTests {
  let folder: Folder

  init() throws {
    folder = try Folder()
    try folder.run("zcat \"$SAMPLES/postfix.log.gz\" > all")
  }

  /// The totals of all runs that the history has.
  private func counted(_ history: String = "h.db") throws -> [Int] {
    let table = try folder.run("\"$BOUNCES\" history --format json \(history)")
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(table.output.utf8)) as? [String: Any])
    let days = try #require(object["days"] as? [[String: Any]])
    let sums = ["delivered", "bounced", "deferrals", "rejected"].map { key in
      days.reduce(0) { $0 + ($1[key] as? Int ?? 0) }
    }
    let replies = days.flatMap { $0["causes"] as? [[String: Any]] ?? [] }
      .filter { $0["cause"] as? String != "stolen-login" }.reduce(0) { $0 + ($1["replies"] as? Int ?? 0) }
    return sums + [replies]
  }

  private func lines(_ run: Program) throws -> Int {
    let report = try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any]
    let input = report?["input"] as? [String: Any]
    return (input?["lines"] as? [String: Int])?["total"] ?? -1
  }

  @discardableResult
  private func analyze(_ files: String = "mail.log") throws -> Program {
    let run = try folder.run("\"$BOUNCES\" analyze --format json --history h.db \(files)")
    #expect(run.status == 0 && run.errors.isEmpty, "\(run.status) \(run.errors)")
    return run
  }

  @Test("a log that grows in the middle of a line, is renamed, compressed and copied, counts once")
  func onlyOnce() throws {
    try folder.run("\"$BOUNCES\" analyze --history whole.db all > /dev/null; head -c 1000003 all > mail.log")
    var sum = try lines(analyze())
    #expect(try lines(analyze()) == 0)
    try folder.run("tail -c +1000004 all | head -c 1500000 >> mail.log")
    sum += try lines(analyze())
    // Renamed, and the daemon goes on writing to the old file.
    try folder.run("mv mail.log mail.log.1; : > mail.log; tail -c +2500004 all >> mail.log.1")
    sum += try lines(analyze())
    try folder.run("gzip mail.log.1; mkdir old; mv mail.log.1.gz old/strange.name")
    #expect(try lines(analyze("mail.log old")) == 0)
    #expect(try lines(analyze("all")) == 0)
    #expect(sum == 21_796)
    #expect(try counted() == counted("whole.db"))
  }

  @Test("a log that was emptied in place is read from its beginning, and its copy to its end")
  func copyTruncate() throws {
    try folder.run(
      """
      "$BOUNCES" analyze --history whole.db all > /dev/null
      head -n 9000 all > mail.log; "$BOUNCES" analyze --history h.db mail.log > /dev/null
      sed -n '9001,12000p' all >> mail.log; cp mail.log mail.log.1; : > mail.log; sed -n '12001,$p' all >> mail.log
      """)
    #expect(try lines(analyze()) == 12_796)
    #expect(try counted() == counted("whole.db"))
  }

  @Test("an unfinished last line waits, and is read once its file is compressed")
  func unfinished() throws {
    try folder.run("head -n 100 all | head -c -1 > mail.log")
    #expect(try lines(analyze()) == 99)
    #expect(try lines(analyze()) == 0)
    try folder.run("gzip -c mail.log > mail.log.1.gz; rm mail.log")
    #expect(try lines(analyze("mail.log.1.gz")) == 1)
    #expect(try lines(analyze("mail.log.1.gz")) == 0)
  }

  @Test("a line over 64 KiB that grows is one line", arguments: [65_500, 65_540, 65_700, 70_000, 140_000])
  func longLine(count: Int) throws {
    let start = "2026-11-22T10:00:00+00:00 mail postfix/smtpd[1]: warning: "
    try folder.file("mail.log", Data((start + String(repeating: "x", count: count)).utf8))
    // Up to the limit it waits, beyond it is cut and counted.
    #expect(try lines(analyze()) == (start.utf8.count + count > 65_536 ? 1 : 0))
    try folder.run("printf 'more of it\\n%s\\n' '\(start)second' >> mail.log")
    #expect(try lines(analyze()) == (start.utf8.count + count > 65_536 ? 1 : 2))
    #expect(try lines(analyze()) == 0)
  }

  @Test(
    "a first stamp of a wrong clock costs no file, missed nights or not",
    arguments: ["2036-01-01", "1970-01-01", "2026-06-01"])
  func wrongFirstStamp(day: String) throws {
    try folder.run(
      "day=\(day);"
        + #"""
        lines() { for number in $(seq 10 49); do echo "2026-11-2$1T10:00:$number+00:00 mx1 postfix/qmgr[1]: 4A1B2C3D$number: removed"; done; }
        { echo "${day}T00:00:01+00:00 mx1 postfix/qmgr[1]: 4A1B2C3DFF: removed"; lines 0; } > mail.log
        "$BOUNCES" analyze --history h.db mail.log > /dev/null
        lines 1 >> mail.log; mv mail.log mail.log.2; lines 2 > mail.log.1; lines 3 > mail.log
        """#)
    #expect(try lines(analyze()) == 120)
    // The first line of the file in the middle.
    try folder.run("sed -i '1s/^2026-11-22/\(day)/' mail.log.1")
    let all = try folder.run("\"$BOUNCES\" analyze --format json --since 2026-11-19 --until 2026-11-23 mail.log*")
    #expect(try lines(all) == 161 && !all.errors.contains("not read"), "\(all.errors)")
  }

  @Test(
    "a clock that jumps is said, since what hangs on times may be off; one that is slow to write is not",
    arguments: [
      ("2036-01-01 10:00:01", true), ("1970-01-01 00:00:09", true), ("2026-11-20 08:00:00", true),
      ("2026-11-22 09:59:40", true), ("2026-11-22 09:59:57", false), ("2026-11-23 10:00:00", false),
    ])
  func jumpingClock(stamp: String, isSaid: Bool) throws {
    try folder.run(
      """
      for stamp in '2026-11-22 10:00:00' '\(stamp)' '2026-11-23 10:00:00'; do echo "$stamp 1xVVqy-0001fh-1C Completed"; done > mainlog
      """)
    let run = try folder.run("\"$BOUNCES\" analyze --history h.db mainlog")
    #expect(run.status == 0 && run.errors.contains("mainlog: its time stamps jump") == isSaid, "\(run.errors)")
  }

  @Test("of a Postfix log whose clock jumps nothing is said of Exim")
  func jumpingClockOfPostfix() throws {
    try folder.run(
      """
      for day in 20 14 20; do echo "2026-11-${day}T10:00:00+00:00 mx1 postfix/qmgr[1]: 4A1B2C3D$day: removed"; done > mail.log
      """)
    let run = try folder.run("\"$BOUNCES\" analyze --history h.db mail.log")
    #expect(run.errors.contains("mail.log: its time stamps jump") && !run.errors.contains("Exim"), "\(run.errors)")
  }

  @Test("rotated files are read in the order of their names and times where a first stamp tells another")
  func orderOfSets() throws {
    try folder.run(
      #"""
      line() { echo "2026-11-22 $1 1xVVqy-0001fh-1C $2"; }
      { line 10:00:00 "<= s@src.example H=(h) [192.0.2.7] P=esmtp S=3"
        line 10:01:00 "== a@b.example R=r T=t defer (-44) H=mx [192.0.2.1]: SMTP error from remote mail server after RCPT TO:<a@b.example>: 451 later"
      } > mainlog
      "$BOUNCES" analyze --history h.db mainlog > /dev/null
      mv mainlog mainlog.2
      # Behind it by its name and its time, in front of it by its first stamp.
      { line 09:59:00 "Queue run: pid=1"; line 10:02:00 '=> a@b.example R=r T=t H=mx [192.0.2.1] C="250 ok"'; line 10:02:00 Completed; } > mainlog.1
      line 10:03:00 "Start queue run: pid=2" > mainlog
      touch -d '2026-11-22 10:01' mainlog.2; touch -d '2026-11-22 10:02' mainlog.1; touch -d '2026-11-22 10:03' mainlog
      """#)
    let run = try folder.run("\"$BOUNCES\" analyze --history other.db mainlog.2 mainlog.1 mainlog")
    #expect(run.output.contains("1 delivered after a deferral"), "\(run.output)")
  }

  @Test("a log that was empty when it was seen is found when it was rotated, though another log was read in between")
  func emptyAtFirst() throws {
    try folder.run(
      """
      : > mainlog; : > rejectlog
      for log in mainlog rejectlog; do "$BOUNCES" analyze --history h.db $log > /dev/null 2>&1; done
      echo '2026-11-23 10:10:00 1xVVqy-0001fh-1C Completed' | tee mainlog > rejectlog; sed -i 's/1C/1D/' rejectlog
      mv mainlog mainlog.1; mv rejectlog rejectlog.1; : > mainlog; : > rejectlog; sleep 2
      """)
    #expect(try lines(analyze("mainlog")) == 1)
    try folder.run("sleep 2")
    #expect(try lines(analyze("rejectlog")) == 1)
  }

  @Test("the report of a run covers what was not counted before, and who still waits")
  func covers() throws {
    try folder.run(
      "head -n 9000 all > mail.log; \"$BOUNCES\" analyze --history h.db mail.log > first.txt; cp all mail.log")
    let report = try JSONSerialization.jsonObject(with: Data(try analyze().output.utf8)) as? [String: Any]
    let totals = try #require(report?["totals"] as? [String: Int])
    let whole = try #require(try Program.report(["SampleLogs/postfix.log.gz"])["totals"] as? [String: Int])
    let first = try Program.report(["-"], input: try Data(contentsOf: folder.url.appendingPathComponent("mail.log")))
    #expect(totals["deferred"] == whole["deferred"] && first["totals"] as? [String: Int] == whole)
    #expect((totals["delivered"] ?? 0) < (whole["delivered"] ?? 0))
  }

  @Test("two runs at once: the second says so, ends with 2 and counts nothing")
  func inUse() throws {
    try folder.run("head -n 500 all > mail.log; \"$BOUNCES\" analyze --history h.db mail.log > /dev/null")
    let run = try folder.run(
      """
      mkfifo slow; "$BOUNCES" analyze --history h.db slow > /dev/null 2>&1 & exec 9> slow; sleep 0.4
      "$BOUNCES" analyze --history h.db all; status=$?; exec 9>&-; wait; exit $status
      """)
    #expect(run.status == 2 && run.output.isEmpty && run.errors.contains("in use by another run"))
    #expect(try lines(analyze("all")) == 21_296)
  }

  @Test("what is no history, a damaged one and one of a newer version are refused and left alone")
  func refused() throws {
    try folder.run("\"$BOUNCES\" analyze --history h.db all > /dev/null")
    let spoil = [
      ("printf 'not a database, whatever it is called' > h.db", "not a history of bounces"),
      ("head -c 5000 all > h.db", "not a history of bounces"),
      ("dd if=/dev/urandom of=h.db bs=4096 seek=3 count=4 conv=notrunc 2> /dev/null", "damaged"),
      // user_version is at byte 60 of the file's header.
      ("printf '\\x00\\x00\\x00\\x09' | dd of=h.db bs=1 seek=60 conv=notrunc 2> /dev/null", "version 9"),
      ("printf '\\x00\\x00\\x00\\x09' | dd of=h.db bs=1 seek=68 conv=notrunc 2> /dev/null", "not a history of bounces"),
    ]
    for (command, words) in spoil {
      let run = try folder.run(
        """
        cp h.db keep.db; \(command); cp h.db spoilt.db; "$BOUNCES" analyze --history h.db all; status=$?
        cmp h.db spoilt.db >&2 && cp keep.db h.db; exit $status
        """)
      #expect(run.status == 2 && run.errors.contains(words) && run.output.isEmpty, "\(command): \(run.errors)")
      #expect(!run.errors.contains("differ"), "\(command)")
    }
    #expect(try lines(analyze("all")) == 0)
  }

  @Test("a report that cannot be written leaves the lines for the next run")
  func unwritten() throws {
    let run = try folder.run("\"$BOUNCES\" analyze --history h.db --output nowhere/report.txt all")
    #expect(run.status == 2 && run.errors.contains("the next run repeats it"))
    #expect(try lines(analyze("all")) == 21_796)
  }

  @Test(
    "what cannot go with a history is a usage error",
    arguments: [
      "--since 24h all", "--code 553 all", "--direction inbound all", "--redact all", "--year 2026 all", "-", "",
    ])
  func usage(arguments: String) throws {
    let run = try folder.run("\"$BOUNCES\" analyze --history h.db \(arguments) < /dev/null")
    #expect(run.status == 64 && run.errors.contains("with --history"), "\(run.errors)")
    #expect(!FileManager.default.fileExists(atPath: folder.path("h.db")))
  }

  @Test("the tables hold no address, and only their owner may read them")
  func noAddresses() throws {
    try folder.run("\"$BOUNCES\" analyze --history h.db all > /dev/null")
    let file = try Data(contentsOf: folder.url.appendingPathComponent("h.db"))
    #expect(file.range(of: Data("@".utf8)).map { file[$0.lowerBound...].prefix(12).contains(0x2e) } != true)
    for address in ["sales@", "example.com>", "postmaster@"] { #expect(file.range(of: Data(address.utf8)) == nil) }
    let rights = try FileManager.default.attributesOfItem(atPath: folder.path("h.db"))[.posixPermissions] as? Int
    #expect(rights == 0o600)
  }

  @Test("damage is said once, and what was sound counts once")
  func damaged() throws {
    try folder.run("gzip -c all | head -c 300000 > mail.log.1.gz")
    let first = try folder.run("\"$BOUNCES\" analyze --format json --history h.db mail.log.1.gz")
    #expect(first.status == 2 && first.errors.contains("cut short"))
    let again = try analyze("mail.log.1.gz")
    #expect(try lines(again) == 0 && !again.output.contains("\"complete\": false"))
    try folder.run("gzip -c all > mail.log.1.gz")
    #expect(try lines(analyze("mail.log.1.gz")) + lines(first) == 21_796)
  }

  @Test("days that are older than --keep are forgotten")
  func keep() throws {
    try folder.run(
      """
      "$BOUNCES" analyze --history h.db all > /dev/null
      sed 's/^Nov 22/Nov 24/' all > later; touch -d '2026-11-24 23:59:59' later all
      "$BOUNCES" analyze --history h.db --keep 2 later > /dev/null
      """)
    let table = try folder.run("\"$BOUNCES\" history --format csv h.db")
    #expect(table.output.contains("-11-24,") && !table.output.contains("-11-22,"))
  }

  @Test("a main log that begins with the rejection of its reject log is not taken for that")
  func sameBeginning() throws {
    let folder = try Folder()
    try folder.run(
      """
      r() { echo "2026-11-22 $1 H=(h) [192.0.2.7] F=<s@src.example> rejected RCPT <$2@example.com>: 550 5.1.1 no"; }
      c() { echo "2026-11-22 $1 1xVVq2-00015H-25 Completed"; }
      { c 10:00:00; r 10:00:01 a; } > mainlog
      "$BOUNCES" analyze --history h.db mainlog > /dev/null
      { r 10:01:00 b; c 10:01:01; } >> mainlog
      mv mainlog mainlog.2
      r 10:02:00 c > rejectlog
      { r 10:02:00 c; c 10:02:01; } > mainlog.1
      c 10:03:00 > mainlog
      for log in rejectlog mainlog; do "$BOUNCES" analyze --history h.db $log > /dev/null; done
      """)
    #expect(try folder.run("\"$BOUNCES\" history --format json h.db").output.contains("\"rejected\": 3"))
  }
}
