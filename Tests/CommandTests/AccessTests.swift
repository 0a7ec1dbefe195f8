import Foundation
import Testing

@testable import bounces

@Suite("Files that may not be read, and no file at all")
struct AccessTests {
  /// Runs what follows as an ordinary user, also when root runs the tests.
  private static let asNobody = getuid() == 0 ? "setpriv --reuid=65534 --regid=65534 --clear-groups" : "env"
  private static let canBeNobody = getuid() != 0 || installed("setpriv")

  let folder: Folder

  init() throws { folder = try Folder() }

  /// The program may be built where only its builder may go.
  private func run(_ arguments: String, _ preparation: String) throws -> Program {
    try folder.run(
      """
      cp "$BOUNCES" program; chmod 755 program; cp "$SAMPLES/lab/postfix/rotate.log" mail.log; chmod 644 mail.log
      \(preparation)
      \(Self.asNobody) ./program analyze \(arguments)
      """)
  }

  @Test("permission denied names the group that may read", .enabled(if: canBeNobody, "needs setpriv"))
  func permission() throws {
    let group = getuid() == 0 ? "adm" : "$(id -gn)"
    let run = try run(
      "mail.log mail.log.1",
      "cp mail.log mail.log.1; chgrp \(group) mail.log.1; chmod 040 mail.log.1; stat -c %G mail.log.1")
    let name = run.output.prefix { $0 != "\n" }
    #expect(run.status == 2)
    #expect(run.errors.contains("bounces: mail.log.1: Permission denied (readable by group \(name): run with sudo"))
    #expect(run.output.contains("WHAT TO FIX FIRST"))
  }

  @Test("a directory that may not be listed", .enabled(if: canBeNobody, "needs setpriv"))
  func closedDirectory() throws {
    let run = try run("logs mail.log", "mkdir logs; chmod 0 logs")
    #expect(run.status == 2)
    #expect(run.errors.contains("bounces: logs: Permission denied (run with sudo)"))
  }

  @Test(
    "in a directory, a closed mail log counts and another closed file does not",
    .enabled(if: canBeNobody, "needs setpriv"))
  func closedMember() throws {
    let run = try run(
      "logs", "mkdir logs; cp mail.log logs; cp mail.log logs/mail.log.1; touch logs/btmp; chmod 0 logs/*.1 logs/btmp")
    #expect(run.status == 2)
    #expect(run.errors.contains("bounces: logs/mail.log.1: Permission denied"))
    #expect(run.errors.contains("bounces: logs: not readable, so left out: btmp\n"))
    let quiet = try self.run("logs", "mkdir logs; cp mail.log logs; touch logs/btmp; chmod 0 logs/btmp; rm -f logs/*.1")
    #expect(quiet.status == 0)
  }

  @Test("a path through a file")
  func unreadablePath() throws {
    let run = try folder.run("touch x; \"$BOUNCES\" analyze x/mail.log")
    #expect(run.status == 2)
    #expect(run.errors.contains("bounces: x/mail.log: Not a directory\n"))
  }

  @Test("a terminal: what is here is named, nothing is waited for", .enabled(if: installed("script"), "needs script"))
  func terminal() throws {
    let run = try folder.run("script -qec \"'$BOUNCES' analyze\" /dev/null; echo \"status $?\"")
    #expect(run.output.contains("standard input is a terminal"))
    #expect(run.output.contains("-o short | bounces analyze -"))
    for path in ["/var/log/mail.log", "/var/log/maillog", "/var/log/exim4/mainlog", "/var/log/exim/main.log"] {
      #expect(
        run.output.contains("bounces analyze \(path)\r") == FileManager.default.fileExists(atPath: path), "\(path)")
    }
    #expect(run.output.contains("status 64"))
  }

  @Test("the advice on a terminal")
  func advice() {
    let some = InputOptions.advice(for: ["/var/log/maillog", "/var/log/exim/main.log"])
    #expect(some.contains("\n  bounces analyze /var/log/maillog\n  bounces analyze /var/log/exim/main.log\n"))
    #expect(some.contains("\n  bounces analyze /var/log/maillog*   (with the rotated files)\n  journalctl -u"))
    let none = InputOptions.advice(for: [])
    #expect(none.contains("There is no mail log at the usual places (/var/log/mail.log, "))
    #expect(none.contains("journalctl -u"))
  }
}
