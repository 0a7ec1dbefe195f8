import Foundation
import Testing

/// What must not be silenced: by a reply sent ahead, by what was rare, or by an option.
@Suite("Silence")
struct SilenceTests {
  private static let unknown = "550 5.1.1 no such user"
  private static let server = NightLog.Server(name: "mx.d.example", address: "192.0.2.1")

  private static func replies(_ day: Int, _ count: Int, _ log: inout NightLog) -> [String] {
    (0..<count).map { _ in log.refusal(day, unknown, by: server) }
  }

  @Test(
    "what was only ever rare is new when it comes with weight, after quiet nights or none",
    arguments: [
      (quiet: 10, rare: [1]), (quiet: 10, rare: [1, 2, 4]), (quiet: 1, rare: [1]), (quiet: 0, rare: [3]),
      (quiet: 0, rare: [1, 0, 0, 0, 0, 0, 0, 4]),
    ])
  func rareFirst(quiet: Int, rare: [Int]) throws {
    var log = try NightLog()
    let nights = Array(repeating: 0, count: quiet) + rare
    for (place, count) in nights.enumerated() {
      try log.add(place + 1, SilenceTests.replies(place + 1, count, &log))
      let run = try log.run("--quiet-if-clean")
      #expect(run.output.isEmpty == (place > 0), "night \(place + 1)")
    }
    let day = nights.count + 1
    try log.add(day, SilenceTests.replies(day, 300, &log))
    let flood = try log.run("--quiet-if-clean --fail-if news --fail-if new-cause")
    #expect(flood.status == 1 && flood.output.hasPrefix("LOOK AT THIS: 2 thresholds exceeded."), "\(flood.output)")
    #expect(flood.output.contains("! new: Mailboxes that do not exist, 300 replies"), "\(flood.output.prefix(800))")
    // Told, it is known as long as it stays as it is.
    try log.add(day + 1, SilenceTests.replies(day + 1, 300, &log))
    #expect(try log.run("--quiet-if-clean").output.isEmpty)
  }

  @Test("what was told of a few replies does not hide a flood", arguments: [1, 8])
  func fewFirst(quiet: Int) throws {
    var log = try NightLog()
    for day in 1...quiet {
      try log.add(day)
      try log.run()
    }
    try log.add(quiet + 1, SilenceTests.replies(quiet + 1, 6, &log))
    #expect(try log.kinds() == ["new"])
    try log.add(quiet + 2, SilenceTests.replies(quiet + 2, 300, &log))
    #expect(try log.kinds() == ["risen"])
  }

  @Test("a reply that comes back alone does not hide what comes behind it")
  func back() throws {
    var log = try NightLog()
    try log.add(1)
    try log.run()
    for day in 2...9 {
      try log.add(day, SilenceTests.replies(day, 200, &log))
      try log.run()
    }
    var kinds: [String] = []
    for day in 10...13 where kinds.isEmpty {
      try log.add(day)
      kinds = try log.kinds()
    }
    #expect(kinds == ["fixed"])
    try log.add(14, SilenceTests.replies(14, 1, &log))
    #expect(try log.kinds() == ["back"])
    try log.add(15, SilenceTests.replies(15, 200, &log))
    #expect(try log.kinds() == ["risen"])
  }

  @Test("several runs a day, each with a few, tell what comes together")
  func hourly() throws {
    var log = try NightLog()
    try log.add(1)
    try log.run()
    try log.add(2, SilenceTests.replies(2, 3, &log))
    #expect(try log.kinds() == ["new?"])
    try log.add(2, SilenceTests.replies(2, 3, &log))
    #expect(try log.kinds() == ["new"])
    try log.add(2, SilenceTests.replies(2, 3, &log))
    #expect(try log.kinds().isEmpty)
  }

  @Test(
    "a few deferrals do not make a domain known, nor several runs a day",
    arguments: [[3], [9], [1, 1, 1, 1, 1, 1, 1, 1, 1], [0, 9, 9, 9]])
  func deferring(few: [Int]) throws {
    var log = try NightLog()
    try log.add(1)
    try log.run()
    for (place, count) in few.enumerated() {
      try log.add(place + 2, (0..<count).map { _ in log.deferral(place + 2, by: "big.example") })
      #expect(try log.kinds().filter { $0 == "deferring" }.isEmpty)
    }
    let day = few.count + 2
    try log.add(day, (0..<6).map { _ in log.deferral(day, by: "big.example") })
    #expect(try !log.kinds().contains("deferring"))
    try log.add(day, (0..<200).map { _ in log.deferral(day, by: "big.example") })
    #expect(try log.kinds().contains("deferring"))
    try log.add(day, (0..<200).map { _ in log.deferral(day, by: "big.example") })
    try log.add(day + 1, (0..<200).map { _ in log.deferral(day + 1, by: "big.example") })
    #expect(try !log.kinds().contains("deferring"))
  }

  @Test("conditions on what is new speak of a rare cause once, and again when it comes with weight")
  func conditions() throws {
    var log = try NightLog()
    try log.add(1)
    try log.run()
    for (place, (count, status)) in [(1, 1), (2, 0), (4, 0), (50, 1), (50, 0)].enumerated() {
      try log.add(place + 2, SilenceTests.replies(place + 2, count, &log))
      for condition in ["new-cause", "news"] {
        try log.folder.run("cp h.db copy.db")
        let run = try log.folder.run("\"$BOUNCES\" analyze --history copy.db --fail-if \(condition) mail.log")
        #expect(run.status == Int32(status), "night \(place + 2), \(condition)")
      }
      try log.run()
    }
  }

  @Test("a report that says LOOK AT THIS is never left out")
  func stolenLogin() throws {
    var log = try NightLog()
    let reply = "553 5.7.1 <a@b.example>: Sender address rejected: not owned by user laura@example.com"
    for (place, count) in [4, 300, 300, 4, 300].enumerated() {
      try log.add(place + 1, NightLog.refusals(place + 1, count, { _ in reply }, sender: { _ in "a@b.example" }))
      let run = try log.run("--quiet-if-clean --output r.eml --mail-to p@example.com")
      #expect(run.output.hasPrefix("LOOK AT THIS: "), "night \(place + 1): \(run.output.prefix(200))")
      #expect(run.output.contains("A login whose password may be stolen"))
      #expect(FileManager.default.fileExists(atPath: log.folder.path("r.eml")))
    }
  }

  @Test("what there is no room to name is counted")
  func more() throws {
    var log = try NightLog()
    try log.add(1)
    try log.run()
    let replies = (0..<14).map { number in
      ["203.0.113.\(number + 1)", "zen.spamhaus.org"]
    }
    var lines: [String] = []
    for reply in replies {
      for server in 0..<3 {
        lines.append(
          log.refusal(2, "554 5.7.1 Client host [\(reply[0])] blocked using \(reply[1])", by: .other(server)))
      }
    }
    try log.add(2, lines)
    #expect(try log.run().output.contains("! and 3 more"))
  }
}
