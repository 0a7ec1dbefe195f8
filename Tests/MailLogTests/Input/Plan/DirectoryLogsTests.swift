import Foundation
import Testing

@testable import MailLog

@Suite("The mail logs of a directory")
struct DirectoryLogsTests {
  let logs: LogFolder

  init() throws { logs = try LogFolder() }

  private func plan() -> InputPlan { InputPlan(for: [logs.path("")], now: LogFolder.now) }

  private func names(_ plan: InputPlan) -> [String] { plan.paths.map { String($0.split(separator: "/").last ?? "") } }

  private func text(_ name: String, _ text: String) throws { _ = try logs.directory.file(name, Array(text.utf8)) }

  @Test("are known by their lines, and read oldest first")
  func byContent() throws {
    try logs.write("smtp", day: "Nov 22")
    try logs.write("smtp.1.gz", day: "Nov 21", through: "gzip -n")
    try text("dpkg.log", "2026-11-20 10:00:00 status installed foo:amd64 1.0\n")
    try text("kern.log", "Nov 22 10:00:00 mx kernel: nothing of ours\n")
    try text("wtmp", "\u{7}\u{0}\u{0}\u{0}")
    try logs.directory.shell("mkdir sub; cp smtp sub; mkfifo pipe; ln -s nowhere dangling; : > empty")
    let plan = plan()
    #expect(names(plan) == ["smtp.1.gz", "smtp"])
    #expect(plan.notes.map(\.description) == ["\(logs.path("")): left out 4 files that are no mail logs"])
    #expect(plan.failures.isEmpty)
  }

  @Test("the whole set of one is taken, also a quiet week and a damaged file")
  func wholeSet() throws {
    try logs.write("mail", day: "Nov 22")
    try text("mail.1", "Nov 21 10:00:00 mx dovecot: imap-login: Login\n")
    try text("mail.2.gz", "\u{1f}")
    try text("mail.3", "")
    let plan = plan()
    #expect(Set(names(plan)) == ["mail", "mail.1", "mail.2.gz"])
    #expect(plan.notes.isEmpty)
  }

  @Test("a log that syslog wrote twice is read once")
  func copies() throws {
    try logs.write("syslog", day: "Nov 22", lines: 9)
    try logs.write("syslog.1", day: "Nov 21", lines: 9)
    try logs.write("mail.log", day: "Nov 22")
    try logs.write("mail.err", day: "Nov 22", lines: 1)
    let plan = plan()
    #expect(names(plan) == ["mail.log"])
    let directory = logs.path("")
    let expected: [InputNote] = ["syslog", "mail.err"].map { .copies(directory: directory, name: $0, of: "mail.log") }
    #expect(plan.notes == expected)
  }

  @Test("syslog alone is read")
  func syslogAlone() throws {
    try logs.write("syslog", day: "Nov 22")
    #expect(names(plan()) == ["syslog"])
  }

  @Test("the best known of several names is kept")
  func links() throws {
    try logs.write("mail.log", day: "Nov 22")
    try logs.directory.shell("ln -s mail.log current")
    #expect(names(plan()) == ["mail.log"])
  }

  @Test("a directory without any is told")
  func none() throws {
    try text("kern.log", "Nov 22 10:00:00 mx kernel: nothing of ours\n")
    let plan = plan()
    #expect(plan.paths.isEmpty)
    #expect(plan.notes == [.noMailLogs(directory: logs.path(""))])
  }

  @Test("Exim's logs, main log first where both begin with the same line")
  func exim() throws {
    let line = "2026-11-22 10:00:00 H=a.example.net [192.0.2.1] F=<a@example.net> rejected RCPT <b@example.org>: no\n"
    try text("rejectlog", line)
    try text("mainlog", line + "2026-11-22 10:00:01 1A2b3C-0000Ab-1x Completed\n")
    try text("paniclog", "")
    #expect(names(plan()) == ["mainlog", "rejectlog"])
  }
}
