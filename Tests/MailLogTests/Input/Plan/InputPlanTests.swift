import Foundation
import Testing

@testable import MailLog

@Suite("The order of files, and files that are read once")
struct InputPlanTests {
  let logs: LogFolder

  init() throws { logs = try LogFolder() }

  private func plan(_ names: [String]) -> InputPlan {
    InputPlan(for: names.map { $0.hasPrefix("/") || $0 == "-" ? $0 : logs.path($0) }, now: LogFolder.now)
  }

  private func names(_ plan: InputPlan) -> [String] { plan.paths.map { String($0.split(separator: "/").last ?? "") } }

  @Test("oldest first by what is in them, whatever they are called")
  func byContent() throws {
    try logs.write("c", day: "Nov 20")
    try logs.write("a", day: "Nov 22")
    try logs.write("b.gz", day: "Nov 21", through: "gzip -n")
    let forward = plan(["a", "b.gz", "c"])
    let backward = plan(["c", "b.gz", "a"])
    #expect(names(forward) == ["c", "b.gz", "a"])
    #expect(names(backward) == names(forward))
    #expect(forward.notes.isEmpty && forward.failures.isEmpty)
  }

  @Test("across New Year, by the time of the file")
  func newYear() throws {
    // Written at the ends of 2025 and of January 2026: without the year January would come first.
    try logs.write("mail.log.2", day: "Dec 30", changed: 1_767_225_000)
    try logs.write("mail.log.1", day: "Jan  5", changed: 1_767_830_000)
    try logs.write("mail.log", day: "Nov 22")
    #expect(names(plan(["mail.log", "mail.log.1", "mail.log.2"])) == ["mail.log.2", "mail.log.1", "mail.log"])
  }

  @Test("across New Year, by the time in the gzip header")
  func newYearInHeader() throws {
    try logs.write("mail.log.2", day: "Dec 30", changed: 1_767_225_000)
    try logs.directory.shell("gzip -N mail.log.2; touch mail.log.2.gz")
    try logs.write("mail.log.1", day: "Jan  5", changed: 1_767_830_000)
    #expect(names(plan(["mail.log.1", "mail.log.2.gz"])) == ["mail.log.2.gz", "mail.log.1"])
  }

  @Test("Exim's and RFC 3339 stamps beside those without a year")
  func mixedStamps() throws {
    _ = try logs.directory.file("e", Array("2026-11-21 10:00:00 1A2b3C-0000Ab-1x Completed\n".utf8))
    let iso = "2026-11-20T10:00:00.5+01:00 mx postfix/qmgr[1]: 4A1B2C3D4E: removed\n"
    _ = try logs.directory.file("i", Array(iso.utf8))
    try logs.write("p", day: "Nov 22")
    #expect(names(plan(["p", "e", "i"])) == ["i", "e", "p"])
  }

  @Test("files of one time by their number")
  func ties() throws {
    for (index, name) in ["mail.log", "mail.log.0", "mail.log.2.gz", "mail.log.10"].enumerated() {
      try logs.write(name, day: "Nov 22", host: "mx\(index)", through: name.hasSuffix("gz") ? "gzip -n" : "cat")
    }
    let order = names(plan(["mail.log", "mail.log.0", "mail.log.2.gz", "mail.log.10"]))
    #expect(order == ["mail.log.10", "mail.log.2.gz", "mail.log.0", "mail.log"])
  }

  @Test("files without any time by their own")
  func noTimes() throws {
    for (name, time) in [("x", 1_795_000_300), ("y", 1_795_000_100), ("z", 1_795_000_200)] {
      _ = try logs.directory.file(name, Array("no stamp in \(name)\n".utf8))
      try logs.touch(name, TimeInterval(time))
    }
    #expect(names(plan(["x", "y", "z"])) == ["y", "z", "x"])
  }

  @Test("one file by several names")
  func sameFile() throws {
    try logs.write("mail.log", day: "Nov 22")
    try logs.directory.shell("ln -s mail.log soft; ln mail.log hard; mkdir d; ln -s .. d/up")
    let plan = plan(["mail.log", "mail.log", "soft", "hard", "d/up/mail.log"])
    #expect(names(plan) == ["mail.log"])
    #expect(plan.notes.count == 4)
    #expect(plan.notes.last == .sameFile(path: logs.path("d/up/mail.log"), as: logs.path("mail.log")))
  }

  @Test("the same content, plain, compressed and copied: the oldest file is kept")
  func sameContent() throws {
    try logs.write("mail.log.1", day: "Nov 21", lines: 3000, changed: 1_795_000_000)
    try logs.write("mail.log", day: "Nov 22", lines: 3000)
    try logs.directory.shell("gzip -k mail.log.1; cp mail.log.1 copy")
    let plan = plan(["copy", "mail.log", "mail.log.1.gz", "mail.log.1"])
    #expect(names(plan) == ["mail.log.1", "mail.log"])
    let kept = logs.path("mail.log.1")
    let expected: [InputNote] = ["copy", "mail.log.1.gz"].map { .sameContent(path: logs.path($0), as: kept) }
    #expect(plan.notes.count == 2)
    for note in expected { #expect(plan.notes.contains(note), "\(note)") }
  }

  @Test("an older copy of a log that has grown since, and a compression that is not done yet")
  func beginning() throws {
    try logs.write("mail.log", day: "Nov 22", lines: 3000)
    try logs.directory.shell("head -c 90000 mail.log > copy; gzip -c mail.log | head -c 9000 > mail.log.gz")
    let plan = plan(["copy", "mail.log", "mail.log.gz"])
    #expect(names(plan) == ["mail.log"])
    #expect(plan.notes.contains(.beginning(path: logs.path("copy"), of: logs.path("mail.log"))))
    #expect(plan.notes.contains(.beginning(path: logs.path("mail.log.gz"), of: logs.path("mail.log"))))
  }

  @Test("files that differ in their last byte are both read")
  func lastByte() throws {
    try logs.write("a", day: "Nov 22", lines: 3000)
    try logs.directory.shell("sed '$ s/.$/x/' a > b")
    #expect(plan(["a", "b"]).paths.count == 2)
  }

  @Test("pipes come last, and nobody looks into them")
  func pipes() throws {
    try logs.directory.shell("mkfifo pipe")
    try logs.write("b", day: "Nov 22")
    try logs.write("a", day: "Nov 21")
    // Would wait for ever if the pipe were opened: nobody writes to it.
    #expect(names(plan(["pipe", "-", "b", "a", "pipe"])) == ["a", "b", "pipe", "-"])
  }

  @Test("what cannot be read is told, the rest is planned")
  func failures() throws {
    try logs.write("a", day: "Nov 21")
    let plan = plan(["missing", "a"])
    #expect(names(plan) == ["a"])
    #expect(plan.failures == [.unreadable(path: logs.path("missing"), SystemError(code: ENOENT), nil)])
  }
}
