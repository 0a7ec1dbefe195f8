import Foundation
import Testing

/// What a nightly report calls new, what is known, and when a run fails.
@Suite("News")
struct NewsTests {
  let folder: Folder

  init() throws { folder = try Folder() }

  /// The kinds of replies that days are made of.
  private enum Reply: String {
    case unknownUser = "550 5.1.1 <x@d.example>: Recipient address rejected: User unknown in virtual mailbox table"
    case listed =
      "554 5.7.1 Service unavailable; Client host [203.0.113.25] blocked using zen.spamhaus.org; https://www.spamhaus.org/query/ip/203.0.113.25"
    case greylisted = "450 4.2.0 <x@d.example>: Recipient address rejected: Greylisted"
    case tooMany = "421 4.7.0 [TSS04] Messages from 203.0.113.25 temporarily deferred due to user complaints"
  }

  private static let servers = ["mx.a.example[192.0.2.7]", "mx.b.example[198.51.100.7]", "mx.c.example[203.0.113.7]"]

  private var serial = 0

  /// A day's log, appended to `mail.log`: so many replies of each kind, from recipients of `domain`.
  private mutating func log(_ day: Int, _ replies: [(Reply, Int)], domain: String = "d.example") throws {
    var text = ""
    let date = day <= 30 ? "2026-09-\(day < 10 ? "0" : "")\(day)" : "2026-10-\(day < 40 ? "0" : "")\(day - 30)"
    for (reply, count) in replies {
      for number in 0..<count {
        serial += 1
        let status = reply.rawValue.hasPrefix("4") ? "deferred" : "bounced"
        // What is listed is named by servers that have nothing to do with each other.
        let server = reply == .listed ? NewsTests.servers[number % 3] : "mx.\(domain)[192.0.2.1]"
        text +=
          "\(date)T10:\(10 + number / 60):\(10 + number % 50)+00:00 mail postfix/smtp[7]: 4A\(1_000_000 + serial): "
        text +=
          "to=<u\(number)@\(domain)>, relay=\(server):25, delay=1, delays=0/0/0/1, dsn=\(reply.rawValue.dropFirst(4).prefix(5)), "
        text +=
          "status=\(status) (host \(server) said: \(reply.rawValue) (in reply to RCPT TO command))\n"
      }
    }
    // A day without trouble has lines all the same.
    serial += 1
    text +=
      "\(date)T11:00:00+00:00 mail postfix/smtp[7]: 4A\(1_000_000 + serial): to=<v@\(domain)>, relay=mx[192.0.2.1]:25, delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (250 2.0.0 OK)\n"
    let file = folder.url.appendingPathComponent("mail.log")
    let before = (try? Data(contentsOf: file)) ?? Data()
    try (before + Data(text.utf8)).write(to: file)
  }

  private func run(_ options: String = "", form: String = "json") throws -> Program {
    try folder.run("\"$BOUNCES\" analyze --format \(form) --history h.db \(options) mail.log")
  }

  private func news(_ run: Program) throws -> (kinds: [String], known: Int, baseline: String?) {
    let report = try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any]
    let news = try #require(report?["news"] as? [String: Any])
    let items = try #require(news["items"] as? [[String: Any]])
    let known = news["known"] as? [Any] ?? []
    return (items.compactMap { $0["kind"] as? String }, known.count, news["baseline"] as? String)
  }

  @Test("the first run calls nothing new and says why; then come what is new, listed, risen, fixed and back")
  mutating func course() throws {
    try log(1, [(.unknownUser, 20)])
    let first = try run()
    #expect(try news(first) == ([], 0, "first_run"))
    #expect(try run(form: "text").output.hasPrefix("NO NEW LINES since 2026-09-01 11:00:00"))
    for day in 2...8 {
      try log(day, [(.unknownUser, 18 + day % 5)])
      #expect(try news(run()).kinds.isEmpty, "day \(day)")
    }
    try log(9, [(.unknownUser, 90), (.listed, 5)])
    let worse = try run()
    #expect(try news(worse).kinds == ["listing", "new", "risen"])
    try log(10, [(.unknownUser, 20), (.listed, 5)])
    #expect(try news(run()).kinds.isEmpty)
    // A whole day without it, and the next shows that.
    for day in 11...12 { try log(day, [(.listed, 5)]) }
    let fixed = try run(form: "text")
    #expect(fixed.output.contains("+ fixed: Users that a Postfix table does not list, last seen Thursday"))
    try log(13, [(.listed, 5)])
    #expect(try news(run()).kinds.isEmpty)
    try log(14, [(.listed, 5), (.unknownUser, 19)])
    let back = try run()
    #expect(try news(back).kinds == ["back"])
    try log(15, [(.listed, 5), (.unknownUser, 19)])
    #expect(try news(run()).kinds.isEmpty)
  }

  @Test("a rare new cause is named and no reason to worry; a night without a line is")
  mutating func rare() throws {
    try log(1, [(.unknownUser, 20)])
    _ = try run()
    try log(2, [(.unknownUser, 20), (.listed, 2)])
    try folder.run("sed -i 's/203.0.113.25/our host/g; s/zen.spamhaus.org/a list/' mail.log")
    try folder.run("cp mail.log second.log; rm mail.log h.db; head -n 21 second.log > mail.log")
    _ = try run()
    try folder.run("cp second.log mail.log")
    let rare = try folder.run("\"$BOUNCES\" analyze --quiet-if-clean --format text --history h.db mail.log")
    #expect(rare.status == 0 && rare.output.isEmpty, "\(rare.output.prefix(300))")
    let still = try folder.run("\"$BOUNCES\" analyze --quiet-if-clean --format text --history h.db mail.log")
    #expect(still.output.hasPrefix("NO NEW LINES since"))
  }

  @Test("a domain that starts to defer is news once; greylisting of few is not")
  mutating func deferring() throws {
    for day in 1...3 {
      try log(day, [(.greylisted, 3)], domain: "small.example")
      _ = try run()
    }
    try log(4, [(.greylisted, 25)], domain: "big.example")
    #expect(try news(run()).kinds == ["deferring"])
    try log(5, [(.greylisted, 25)], domain: "big.example")
    #expect(try news(run()).kinds.isEmpty)
  }

  @Test("a known problem takes one line until it grows, until its day, or until it is taken back")
  mutating func acknowledged() throws {
    for day in 1...5 {
      try log(day, [(.unknownUser, 20)])
      _ = try run()
    }
    let ack = try folder.run(
      "\"$BOUNCES\" ack postfix-unknown-in-table --until 2099-01-01 --note 'list is cleaned' --history h.db")
    #expect(ack.status == 0 && ack.errors.contains("at 20 replies a day"), "\(ack.errors)")
    try log(6, [(.unknownUser, 24)])
    let calm = try run(form: "text")
    #expect(
      calm.output.contains(
        "· known until 2099-01-01: Users that a Postfix table does not list, 24 replies — list is cleaned"))
    #expect(calm.output.contains("No problem wants anybody to act.") && !calm.output.contains("\n 1  Users"))
    try log(7, [(.unknownUser, 60)])
    let grown = try run()
    #expect(try news(grown).kinds == ["risen"] && news(grown).known == 0)
    #expect(try folder.run("\"$BOUNCES\" ack --history h.db").output.contains("list is cleaned"))
    #expect(try folder.run("\"$BOUNCES\" ack postfix-unknown-in-table --remove --history h.db").status == 0)
    try log(8, [(.unknownUser, 20)])
    #expect(try news(run()).known == 0)
    #expect(try folder.run("\"$BOUNCES\" ack no-such-cause --until 2099-01-01 --history h.db").status == 64)
    #expect(try folder.run("\"$BOUNCES\" ack postfix-unknown-in-table --until 2020-01-01 --history h.db").status == 64)
    #expect(
      try folder.run("\"$BOUNCES\" ack postfix-unknown-in-table --until 2099-01-01 --history none.db").status == 2)
  }

  @Test("a line from a wrong clock makes nothing look fixed, now or later")
  mutating func wrongClock() throws {
    for day in 1...6 {
      try log(day, [(.unknownUser, 20)])
      _ = try run()
    }
    let line = try folder.run(
      "tail -n 1 mail.log | sed 's/^2026-09-06/2099-01-01/; s/4A/5A/g' >> mail.log; tail -n 1 mail.log")
    #expect(line.output.hasPrefix("2099-01-01"))
    #expect(try news(run()).kinds.isEmpty)
    try log(7, [(.unknownUser, 20)])
    #expect(try news(run()).kinds.isEmpty)
  }

  @Test("--baseline takes everything as known, also for the next run")
  mutating func baseline() throws {
    try log(1, [(.unknownUser, 20)])
    _ = try run()
    try log(2, [(.unknownUser, 20), (.listed, 5)])
    let asked = try run("--baseline")
    #expect(try news(asked) == ([], 0, "asked"))
    try log(3, [(.unknownUser, 20), (.listed, 5)])
    #expect(try news(run()).kinds.isEmpty)
    #expect(try folder.run("\"$BOUNCES\" analyze --baseline mail.log").status == 64)
  }

  @Test("conditions end the run with 1, on standard error and on top of the report")
  mutating func conditions() throws {
    try log(1, [(.unknownUser, 20), (.tooMany, 4)])
    for (condition, status) in [
      ("code=550,replies>=20", 1), ("code=550,replies>20", 0), ("code=5xx,recipients>=20", 1), ("bounced>50%", 1),
      ("bounced<50%", 0), ("deferred>=4", 1), ("class=user-unknown,replies>0", 1), ("direction=inbound,replies>0", 0),
      ("stolen-login", 0), ("cause=none,replies>0", 0), ("not-understood>0", 0), ("delivered<2,bounced>=20", 1),
    ] {
      let program = try folder.run("\"$BOUNCES\" analyze --fail-if '\(condition)' mail.log")
      #expect(program.status == Int32(status), "\(condition)")
      #expect(program.errors.contains("threshold \(condition)") == (status == 1), "\(condition)")
      #expect(program.output.hasPrefix("LOOK AT THIS: 1 threshold exceeded.") == (status == 1), "\(condition)")
    }
    let both = try folder.run("\"$BOUNCES\" analyze --fail-if 'bounced>1' mail.log nowhere.log")
    #expect(both.status == 3)
    for mistake in ["code=553", "bounces>2", "bounced>x", "replies>2%", "class=none,replies>1", "new-cause", ""] {
      #expect(try folder.run("\"$BOUNCES\" analyze --fail-if '\(mistake)' mail.log").status == 64, "\(mistake)")
    }
    _ = try run()
    try log(2, [(.listed, 3)])
    let new = try run("--fail-if new-cause --fail-if new-listing --fail-if news")
    #expect(new.status == 1 && new.errors.components(separatedBy: "threshold").count == 4)
  }

  @Test("--quiet-if-clean is silent on a quiet night, and takes an old mail away")
  mutating func quiet() throws {
    try log(1, [(.unknownUser, 20)])
    let options = "--quiet-if-clean --output r.html --output r.eml --mail-to p@example.com"
    let first = try folder.run("\"$BOUNCES\" analyze --history h.db \(options) --format text mail.log; ls")
    #expect(first.output.contains("First run") && first.output.contains("r.eml"))
    try log(2, [(.unknownUser, 20)])
    let calm = try folder.run("\"$BOUNCES\" analyze --history h.db \(options) --format text mail.log; ls")
    #expect(calm.status == 0 && calm.output == "h.db\nmail.log\nr.html\n", "\(calm.output)")
    try log(3, [(.listed, 20)])
    let worse = try folder.run("\"$BOUNCES\" analyze --history h.db \(options) --format text mail.log; ls")
    #expect(worse.output.hasPrefix("LOOK AT THIS") && worse.output.contains("r.eml"))
  }

  /// The text of the encoded words in `head` (RFC 2047).
  private static func decoded(_ head: String) -> String {
    head.components(separatedBy: "=?utf-8?B?").dropFirst().map { word in
      let text = word.components(separatedBy: "?=")[0]
      return Data(base64Encoded: text).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }.joined()
  }

  @Test("the mail says whether to worry in its first five lines and in its subject, in both languages")
  mutating func mail() throws {
    for (language, words) in [
      ("en", ["LOOK AT THIS: 2 things are new or worse", "newly on a block list: 203.0.113.25"]),
      ("es", ["ATENCIÓN: 2 cosas", "nuevo en una lista de bloqueo: 203.0.113.25"]),
    ] {
      try? FileManager.default.removeItem(at: folder.url.appendingPathComponent("mail.log"))
      try? FileManager.default.removeItem(at: folder.url.appendingPathComponent("h.db"))
      try log(1, [(.unknownUser, 20)])
      _ = try run()
      try log(2, [(.unknownUser, 20), (.listed, 6)])
      let text = try run("--lang \(language) --output r.eml --mail-to p@example.com", form: "text")
      let head = text.output.split(separator: "\n").prefix(5).joined(separator: "\n")
      for word in words { #expect(head.contains(word), "\(language): \(head)") }
      let mail = try String(contentsOf: folder.url.appendingPathComponent("r.eml"), encoding: .utf8)
      let subject = NewsTests.decoded(mail.components(separatedBy: "\nDate:")[0])
      #expect(subject.contains(language == "en" ? "newly on a block list" : "nuevo en una lista"), "\(subject)")
    }
  }
}
