import Foundation
import Testing

/// The program that makes journal files of an export; nil where it is not installed.
private let journalMaker = ["/usr/lib/systemd/systemd-journal-remote", "/lib/systemd/systemd-journal-remote"]
  .first { FileManager.default.isExecutableFile(atPath: $0) }

/// `--journal`, on real journal files that systemd-journal-remote makes.
@Suite("Journal", .enabled(if: installed("journalctl") && journalMaker != nil))
struct JournalTests {
  let folder: Folder

  init() throws { folder = try Folder() }

  /// Adds entries to the journal: one for each message of a postfix/smtp, and one of another program.
  private func add(_ numbers: ClosedRange<Int>) throws {
    var export = ""
    for number in numbers {
      for (facility, name, message) in [
        (
          "2", "postfix/smtp",
          "4A\(10_000_000 + number): to=<u\(number)@a.example>, relay=mx[192.0.2.1]:25, delay=1, delays=0/0/0/1, dsn=5.1.1, status=bounced (host mx[192.0.2.1] said: 550 5.1.1 User unknown \"__CURSOR\" : \"s=0\" (in reply to RCPT TO command))"
        ), ("3", "cron", "not mail"),
      ] {
        export +=
          "__REALTIME_TIMESTAMP=\(1_795_341_600_000_000 + number * 1_000_000)\n__MONOTONIC_TIMESTAMP=\(number)\n"
        export += "_BOOT_ID=5f1c2a0d3b4e4f6a8c9d0e1f2a3b4c5d\n_HOSTNAME=mail\nPRIORITY=6\nSYSLOG_FACILITY=\(facility)\n"
        export += "SYSLOG_IDENTIFIER=\(name)\nSYSLOG_PID=7\n_PID=7\nMESSAGE=\(message)\n\n"
      }
    }
    try folder.file("export", Data(export.utf8))
    let made = try folder.run(
      "mkdir -p j; '\(journalMaker ?? "")' -o j/part\(numbers.lowerBound).journal export")
    #expect(made.status == 0, "\(made.errors)")
  }

  private func bounced(_ run: Program) throws -> Int {
    #expect(run.status == 0 && run.errors.isEmpty, "\(run.errors)")
    let report = try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any]
    return (report?["totals"] as? [String: Int])?["bounced"] ?? -1
  }

  @Test("the mail entries are read, and with a history those since the last run")
  func cursor() throws {
    try add(1...40)
    #expect(try bounced(folder.run("\"$BOUNCES\" analyze --format json --journal --journal-directory j")) == 40)
    let run = "\"$BOUNCES\" analyze --format json --history h.db --journal --journal-directory j"
    #expect(try bounced(folder.run(run)) == 40)
    #expect(try bounced(folder.run(run)) == 0)
    try add(41...65)
    #expect(try bounced(folder.run(run)) == 25)
    #expect(try bounced(folder.run(run)) == 0)
    let extracted = try folder.run("\"$BOUNCES\" extract --journal --journal-directory j | wc -l")
    #expect(extracted.output.contains("65"))
  }

  @Test("no journal, files beside it, and a directory without --journal are said")
  func mistakes() throws {
    let missing = try folder.run("\"$BOUNCES\" analyze --journal --journal-directory nowhere")
    #expect(missing.status == 2 && missing.errors.contains("journalctl"))
    #expect(try folder.run("\"$BOUNCES\" analyze --journal mail.log").status == 64)
    #expect(try folder.run("\"$BOUNCES\" analyze --journal-directory j mail.log").status == 64)
    let none = try folder.run("PATH=/nowhere; \"$BOUNCES\" analyze --journal")
    #expect(none.status == 2 && none.errors.contains("no program journalctl"))
  }
}
