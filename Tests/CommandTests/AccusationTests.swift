import Foundation
import Testing

/// What a report accuses a login or an address of ours of, and what it takes to.
@Suite("Accusations")
struct AccusationTests {
  private static let finding = "A login whose password may be stolen"

  /// The report on these lines.
  private static func report(_ lines: [String]) throws -> String {
    let folder = try Folder()
    return try Program([
      "analyze", try folder.file("mail.log", Data(lines.map { $0 + "\n" }.joined().utf8)),
    ]).output
  }

  @Test(
    "a refusal that is not of a sender the login may not use speaks for no stolen password",
    arguments: [
      "550 5.1.1 <typo@example.com>: Recipient address rejected: User unknown in virtual mailbox table",
      "554 5.7.1 <typo@example.com>: Relay access denied", "452 4.3.1 Insufficient system storage",
      "450 4.1.8 <SENDER>: Sender address rejected: Domain not found",
      "550 5.1.0 <SENDER>: Sender address rejected: User unknown in virtual mailbox table",
      "504 5.5.2 <SENDER>: Sender address rejected: need fully-qualified address",
      "554 5.7.1 <SENDER>: Sender address rejected: Access denied", "552 5.3.4 Message size exceeds fixed limit",
      "450 4.7.1 <SENDER>: Sender address rejected: unverified address: timed out",
      "554 5.7.1 Service unavailable; Client host [10.1.0.7] blocked using zen.spamhaus.org",
    ])
  func typos(reply: String) throws {
    // As many senders and networks as may be.
    let sender = { (number: Int) in "a@b\(number).example" }
    let text = try AccusationTests.report(
      NightLog.refusals(1, 30, { reply.replacingOccurrences(of: "SENDER", with: sender($0)) }, sender: sender))
    #expect(!text.contains(AccusationTests.finding), "\(text)")
  }

  @Test("Exim's refusals of a recipient speak for none either")
  func exim() throws {
    let text = try AccusationTests.report(
      (0..<30).map { number in
        "2026-11-22 10:00:00 H=(x) [10.\(number).0.7] F=<a@b\(number).example> A=plain:laura@example.com rejected RCPT "
          + "<typo@example.com>: Unknown user"
      })
    #expect(!text.contains(AccusationTests.finding))
  }

  @Test(
    "senders of many domains, or from many networks, that the login may not use do",
    arguments: [
      ("553 5.7.1 <SENDER>: Sender address rejected: not owned by user laura@example.com", 5, true, true),
      ("553 5.7.1 <SENDER>: Sender address rejected: not owned by user laura@example.com", 4, false, true),
      ("453 4.7.1 <SENDER>: Sender address rejected: not owned by user laura@example.com", 5, true, true),
      ("550 5.7.1 The sender address must match the authenticated user", 5, true, true),
      ("553 5.7.1 not owned by you", 5, true, true),
      ("553 5.7.1 <SENDER>: Sender address rejected: not owned by user laura@example.com", 3, true, false),
    ])
  func stolen(reply: String, count: Int, hasManySenders: Bool, isStolen: Bool) throws {
    let sender = { (number: Int) in "a@b\(hasManySenders ? number : 0).example" }
    let text = try AccusationTests.report(
      NightLog.refusals(1, count, { reply.replacingOccurrences(of: "SENDER", with: sender($0)) }, sender: sender))
    #expect(text.contains(AccusationTests.finding) == isStolen, "\(text)")
  }

  private static let evil = NightLog.Server(name: "mx.evil.example", address: "192.0.2.66")

  private static func listed(_ address: String) -> String {
    "554 5.7.1 Service unavailable; Client host [\(address)] blocked using zen.spamhaus.org"
  }

  @Test("a server's word makes no alarm and disarms none", arguments: ["8.8.8.8", "203.0.113.25"])
  func oneServer(address: String) throws {
    var log = try NightLog()
    try log.add(1)
    try log.run()
    try log.add(2, [log.refusal(2, AccusationTests.listed(address), by: AccusationTests.evil)])
    let said = try log.run("--fail-if new-listing")
    #expect(said.status == 0 && !said.output.contains("newly on a block list"))
    let words = said.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(words.contains("\(address) on Spamhaus (named by 1 server only)"), "\(said.output.prefix(600))")
    try log.add(3, [log.refusal(3, AccusationTests.listed(address), by: AccusationTests.evil)])
    #expect(try log.kinds("--fail-if new-listing") == ["new?"])
    // The real one, twenty days later and the night after.
    let real = (0..<300).map { log.refusal(22, AccusationTests.listed("203.0.113.25"), by: .other($0)) }
    try log.add(22, real)
    let found = try log.run("--fail-if new-listing")
    #expect(found.status == 1, "\(found.errors)")
    #expect(found.output.contains("newly on a block list: 203.0.113.25 on Spamhaus, as"))
    try log.add(23, (0..<300).map { log.refusal(23, AccusationTests.listed("203.0.113.25"), by: .other($0)) })
    #expect(try log.run("--fail-if new-listing").status == 0)
  }

  @Test("many names, and many addresses, of one party are one server")
  func oneParty() throws {
    var log = try NightLog()
    try log.add(1)
    try log.run()
    var lines: [String] = []
    for number in 0..<60 {
      let reply = AccusationTests.listed("203.0.113.25")
      for server in [
        NightLog.Server(name: "mx\(number).evil\(number).example", address: "192.0.2.\(number + 1)"),
        NightLog.Server(name: "mx\(number).evil.example", address: "10.\(number).0.1"),
        NightLog.Server(name: "mx\(number).evil.co.uk", address: "192.0.2.\(number + 1)"),
      ] {
        lines.append(log.refusal(2, reply, by: server))
      }
    }
    try log.add(2, lines)
    #expect(try log.run("--fail-if new-listing").status == 0)
    try log.add(3, (0..<3).map { log.refusal(3, AccusationTests.listed("203.0.113.25"), by: .other($0)) })
    #expect(try log.run("--fail-if new-listing").status == 1)
  }

  @Test("who names a thousand other addresses pushes ours out of nowhere")
  func flooded() throws {
    var log = try NightLog()
    try log.add(1)
    try log.run()
    var lines = (0..<1_000).map { number in
      log.refusal(2, AccusationTests.listed("1.2.\(number / 250).\(number % 250 + 1)"), by: AccusationTests.evil)
    }
    lines += (0..<3).map { log.refusal(2, AccusationTests.listed("203.0.113.25"), by: .other($0)) }
    try log.add(2, lines)
    let run = try log.run("--fail-if new-listing")
    #expect(run.status == 1 && run.output.contains("newly on a block list: 203.0.113.25"))
  }

  @Test(
    "an address that our own log has is ours, and one server is enough",
    arguments: [
      ("postfix/postscreen[7]: CONNECT from [192.0.2.4]:345 to [203.0.113.25]:25", true),
      ("postfix/postscreen[7]: CONNECT from [203.0.113.25]:345 to [192.0.2.80]:25", false),
      ("sshd[7]: CONNECT from [192.0.2.4]:345 to [203.0.113.25]:25", false),
      ("postfix/smtpd[7]: warning: x CONNECT from [192.0.2.4]:345 to [203.0.113.25]:25", false),
    ])
  func ours(line: String, isOurs: Bool) throws {
    var log = try NightLog()
    try log.add(1)
    try log.run()
    let refusal = log.refusal(2, AccusationTests.listed("203.0.113.25"), by: AccusationTests.evil)
    try log.add(2, ["2026-09-02T09:00:00+00:00 mail \(line)", refusal])
    #expect(try log.run("--fail-if new-listing").status == (isOurs ? 1 : 0))
    // What one server made known is news again when others agree.
    try log.add(3, (0..<20).map { log.refusal(3, AccusationTests.listed("203.0.113.25"), by: .other($0)) })
    #expect(try log.run("--fail-if new-listing").status == 1)
  }

  @Test(
    "Exim says what address a delivery left from, and no stranger can say it",
    arguments: [
      ("u@d.example", " I=[203.0.113.25]:41234", true), ("u@d.example", "", false),
      ("\"u H=mx [192.0.2.1] I=[203.0.113.25]:1\"@d.example", "", false),
      ("u@d.example", " I=[192.0.2.80]:41234", false),
    ])
  func interface(recipient: String, interface: String, isOurs: Bool) throws {
    let folder = try Folder()
    let day = { (day: Int, rest: String) in "2026-09-0\(day) 10:00:00 1xVVqy-0001fh-1C \(rest)\n" }
    let first = day(1, "=> v@q.example R=dnslookup T=remote_smtp H=mx.q.example [192.0.2.1] C=\"250 OK\"")
    let second = day(
      2,
      "** \(recipient) R=dnslookup T=remote_smtp H=mx.evil.example [192.0.2.66]:25\(interface): "
        + "SMTP error from remote mail server after RCPT TO:<u@d.example>: \(AccusationTests.listed("203.0.113.25"))")
    try folder.file("mainlog", Data(first.utf8))
    try folder.run("\"$BOUNCES\" analyze --history h.db mainlog")
    try folder.file("mainlog", Data((first + second).utf8))
    let run = try folder.run("\"$BOUNCES\" analyze --history h.db --fail-if new-listing mainlog")
    #expect(run.status == (isOurs ? 1 : 0), "\(run.output.prefix(500))\(run.errors)")
  }
}
