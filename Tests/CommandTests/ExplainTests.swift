import Foundation
import Testing

@Suite("bounces explain")
struct ExplainTests {
  private func answer(_ arguments: [String], input: String? = nil) throws -> [String: Any] {
    let run = try Program(["explain", "--format", "ndjson"] + arguments, input: input.map { Data($0.utf8) })
    #expect(run.status == 0, "\(run.errors)")
    return try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any] ?? [:]
  }

  @Test("a reply is named with cause, actor, fix and settings")
  func reply() throws {
    let run = try Program([
      "explain", "553 5.7.1 <bob@example.com>: Sender address rejected: not owned by user alice", "--lang", "en",
    ])
    #expect(run.status == 0)
    for text in [
      "553-not-owned", "stolen password", "How to fix it", "smtpd_sender_login_maps", "5xx Permanent Negative",
    ] {
      #expect(run.output.contains(text), "\(text)")
    }
    #expect(run.output.split(separator: "\n").allSatisfy { $0.count <= 80 })
  }

  @Test("a code, an enhanced code, a title, an id")
  func questions() throws {
    for (words, text) in [
      ("553", "Mailbox Name Invalid"), ("5.7.25", "reverse DNS missing"),
      ("Cannot Verify User", "252  Cannot Verify User"),
      ("553-not-owned", "stolen password"), ("553 5.7.1", "not authorised"), ("599", "not a known code"),
    ] {
      let run = try Program(["explain", words, "--lang", "en"])
      #expect(run.status == 0 && run.output.contains(text), "\(words)")
    }
  }

  @Test("several lines, by blanks, line ends or as typed")
  func lines() throws {
    for joint in [" ", "\n", "\\n", "\r\n"] {
      let reply = ["550-5.1.1 The email account that you tried", "550 5.1.1 to reach does not exist - gsmtp"]
      let found = try answer([reply.joined(separator: joint)])
      #expect(found["cause"] as? String == "gmail-no-such-user")
      #expect(found["code"] as? Int == 550 && found["enhanced"] as? String == "5.1.1")
    }
  }

  @Test("a whole log line tells code, stage and direction")
  func logLine() throws {
    let inbound =
      "Nov 22 10:00:00 mx1 postfix/submission/smtpd[9]: NOQUEUE: reject: RCPT from pc[192.0.2.7]: 553 5.7.1 "
      + "<bob@example.com>: Sender address rejected: not owned by user alice; from=<bob@example.com> to=<a@example.net> "
      + "proto=ESMTP helo=<pc> sasl_username=alice"
    let run = try Program(["explain", inbound, "--lang", "en"])
    #expect(run.output.contains("you said it to your own user"))
    #expect(run.output.contains("Keep the rule."))
    let outbound =
      "Nov 22 10:00:00 mx1 postfix/smtp[1]: 4A1B2C3D4E: to=<a@example.net>, relay=mx[192.0.2.1]:25, delay=1, dsn=5.1.1, "
      + "status=bounced (host mx[192.0.2.1] said: 550 5.1.1 <a@example.net>: User unknown (in reply to RCPT TO command))"
    let found = try answer([outbound])
    #expect(found["class"] as? String == "user-unknown" && found["code"] as? Int == 550)
    let part = try answer(["host mx[192.0.2.1] said: 552 5.2.2 mailbox full (in reply to end of DATA command)"])
    #expect(part["class"] as? String == "mailbox-full" && part["code"] as? Int == 552)
  }

  @Test("one reply a line, one object a line")
  func stream() throws {
    let replies = "550 5.1.1 User unknown\n\n554 zzz\n250 ok\n"
    let run = try Program(["explain", "--format", "ndjson", "-"], input: Data(replies.utf8))
    let classes = try run.output.split(separator: "\n").map { line in
      (try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])?["class"] as? String
    }
    #expect(classes == ["user-unknown", "unclear", "unclear", "accepted"])
  }

  @Test("keys of the answer")
  func keys() throws {
    let found = try answer(["554 5.7.1 <a@example.com>: Relay access denied"])
    let keys = ["code", "enhanced", "cause", "class", "actor", "permanence", "confidence", "matched"]
    #expect(Set(found.keys) == Set(keys))
    #expect(found["confidence"] as? String == "high" && found["matched"] as? String == "Relay access denied")
    let unknown = try answer(["554 5.7.1 zzz qqq"])
    #expect(unknown["class"] as? String == "unclear" && unknown["cause"] is NSNull)
  }

  @Test("the language is that of --lang, else of the environment")
  func language() throws {
    #expect(try Program(["explain", "553", "--lang", "es"]).output.contains("Cuándo lo verás"))
    for (environment, word) in [
      ("LC_ALL=es_ES.UTF-8", "Descripción"), ("LC_ALL= LC_MESSAGES=es_MX LANG=en_US", "Descripción"),
      ("LC_ALL=C LANG=es_ES", "Description"), ("LC_ALL= LC_MESSAGES= LANG=fr_FR", "Description"),
    ] {
      let run = try Program.shell("env \(environment) \"$BOUNCES\" explain 252")
      #expect(run.output.contains(word), "\(environment)")
    }
  }

  @Test("hostile text is shown harmless")
  func hostile() throws {
    let run = try Program(["explain", "550 \u{1b}]0;x\u{7} \u{202e}no such user"])
    #expect(!run.output.contains("\u{1b}") && !run.output.contains("\u{7}") && !run.output.contains("\u{202e}"))
  }

  @Test("wrong usage exits with 64")
  func usage() throws {
    #expect(try Program(["explain"]).status == 64)
    #expect(try Program(["explain", "553", "--lang", "xx"]).status == 64)
    #expect(try Program(["explain", "553", "--stage", "xx"]).status == 64)
    #expect(try Program(["compare", "252", "mail"]).status == 64)
  }
}
