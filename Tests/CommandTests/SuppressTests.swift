import Foundation
import Testing

/// Which addresses are given up, and which are not.
@Suite("bounces suppress")
struct SuppressTests {
  private func line(_ day: Int, _ address: String, _ end: String, second: Int = 0) -> String {
    "2026-11-\(day < 10 ? "0" : "")\(day)T10:00:\(second < 10 ? "0" : "")\(second)+00:00 mx postfix/smtp[7]: 4C5A85985CB: to=<\(address)>, "
      + "relay=d.example[198.51.100.1]:25, delay=1, delays=0/0/1/0, dsn=5.0.0, \(end)\n"
  }

  private func bounced(_ day: Int, _ address: String, _ reply: String = "550 5.1.1 <x>: User unknown", second: Int = 0)
    -> String
  {
    line(
      day, address,
      "status=bounced (host d.example[198.51.100.1] said: \(reply) (in reply to RCPT TO command))", second: second)
  }

  private func delivered(_ day: Int, _ address: String, second: Int = 0) -> String {
    line(day, address, "status=sent (250 2.0.0 Ok)", second: second)
  }

  private func run(_ log: String, _ arguments: [String] = []) throws -> Program {
    let folder = try Folder()
    return try Program(["suppress"] + arguments + [folder.file("mail.log", Data(log.utf8))])
  }

  @Test("two days of unknown user suppress, one day does not unless asked; the local part stays as it is")
  func days() throws {
    let log =
      bounced(1, "Gone@D.example") + bounced(2, "Gone@d.EXAMPLE") + bounced(1, "once@d.example")
      + bounced(1, "twice@d.example") + bounced(1, "twice@d.example", second: 5)
    #expect(try run(log).output == "Gone@D.example\n")
    #expect(
      try run(log, ["--after", "1"]).output == "Gone@D.example\nonce@d.example\ntwice@d.example\n")
  }

  @Test(
    "only a reply given after the recipient was named counts",
    arguments: [
      ("RCPT TO", true), ("DATA", true), ("end of DATA", true), ("MAIL FROM", false), ("EHLO", false), ("HELO", false),
    ])
  func stages(command: String, isListed: Bool) throws {
    let said = "status=bounced (host d.example[198.51.100.1] said: 550 5.1.1 <a@d.example>: User unknown (in reply to "
    let end = command == "end of DATA" ? "end of DATA command))" : "\(command) command))"
    let log = line(1, "a@d.example", said + end) + line(2, "a@d.example", said + end)
    #expect(try run(log).output == (isListed ? "a@d.example\n" : ""))
  }

  @Test("a reply that quotes the sender and not the recipient is about the sender")
  func sender() throws {
    let from =
      "2026-11-01T09:00:00+00:00 mx postfix/qmgr[3]: 4C5A85985CB: from=<Sales@c.example>, size=1, nrcpt=1 (queue active)\n"
    let sender = "550 5.1.1 <sales@c.example>: User unknown"
    #expect(try run(from + bounced(1, "a@d.example", sender), ["--after", "1"]).output.isEmpty)
    let recipient = "550 5.1.1 <a@d.example>: User unknown, said to sales@c.example"
    #expect(try run(from + bounced(1, "a@d.example", recipient), ["--after", "1"]).output == "a@d.example\n")
  }

  @Test("an address that mail was delivered to is held back and named")
  func delivered() throws {
    let log =
      bounced(1, "since@d.example") + bounced(2, "since@d.example") + delivered(3, "since@D.example")
      + delivered(1, "recent@d.example") + bounced(4, "recent@d.example") + bounced(5, "recent@d.example")
      + delivered(1, "before@d.example") + bounced(20, "before@d.example") + bounced(21, "before@d.example")
    let program = try run(log)
    #expect(program.output == "before@d.example\n")
    #expect(program.errors.contains("held back, mail was delivered after the failure: since@d.example"))
    #expect(program.errors.contains("held back, mail was delivered shortly before: recent@d.example"))
  }

  @Test("a domain that suddenly knows nobody is held back, one that always loses a few is not")
  func outage() throws {
    var log = ""
    for user in 0..<30 { log += delivered(1, "u\(user)@big.example", second: user) }
    for day in 2...3 { for user in 0..<30 { log += bounced(day, "u\(user)@big.example", second: user) } }
    for user in 0..<30 { log += delivered(12, "v\(user)@big.example", second: user) }
    for day in 1...3 { log += bounced(day, "gone@small.example") + delivered(day, "here@small.example") }
    // A week and more before the failures, so that no delivery alone speaks for the addresses.
    let early = log.replacing("2026-11-01", with: "2026-10-01")
    let program = try run(early)
    #expect(program.output == "gone@small.example\n")
    #expect(program.errors.contains("the whole domain suddenly knew nobody"))
    #expect(program.errors.contains("u0@big.example"))
    #expect(program.errors.contains("and 25 others"))
  }

  @Test("CSV and JSON have the evidence, and no formula")
  func forms() throws {
    let log = bounced(1, "=cmd@d.example") + bounced(2, "=cmd@d.example") + bounced(2, "b@d.example")
    let csv = try run(log, ["--format", "csv"]).output
    #expect(
      csv.hasPrefix(
        "recipient,original_recipient,failures,days,first,last,code,enhanced,cause,reply\r\n'=cmd@d.example,,2,2,2026-11-01T"
      ))
    #expect(csv.contains(",550,5.1.1,no-such-user,<x>: User unknown"))
    let json = try run(log, ["--format", "json", "--after", "1"]).output
    let object = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
    #expect(object["schema"] as? String == "bounces.suppress/1")
    #expect(
      (object["suppress"] as? [[String: Any]])?.map { $0["recipient"] as? String } == ["=cmd@d.example", "b@d.example"])
  }

  @Test("the sample days: every address in the list was refused as unknown or closed, more than once a day")
  func samples() throws {
    for log in ["SampleLogs/postfix.log.gz", "SampleLogs/exim.log.gz"] {
      let json = try Program(["suppress", "--after", "1", "--format", "json", log]).output
      let object = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
      let rows = object["suppress"] as? [[String: Any]] ?? []
      #expect(rows.count > 5)
      for row in rows { #expect((row["code"] as? Int ?? 0) / 100 == 5 && (row["failures"] as? Int ?? 0) > 0) }
    }
    #expect(try Program(["suppress", "--after", "0", "SampleLogs/postfix.log.gz"]).status == 64)
  }
}
