import Foundation
import Testing

/// What a report may claim: calm only where all was read and explained, sure only where the text says so.
@Suite("What a report claims")
struct StandingTests {
  private static let forms = ["text", "json", "html", "md", "csv", "prom", "eml"]
  private static let mail = ["--mail-to", "a@example.com"]

  private func bounced(_ reply: String, _ number: Int = 0) -> String {
    "2026-11-22T10:00:0\(number)+00:00 mx postfix/smtp[7]: 4C5A85985C\(number): to=<a\(number)@d.example>, relay=d.example[198.51.100.1]:25, "
      + "delay=1, delays=0/0/1/0, dsn=5.0.0, status=bounced (host d.example[198.51.100.1] said: \(reply) (in reply to RCPT TO command))\n"
  }

  private func text(_ output: String, _ form: String) throws -> String {
    guard form == "eml" else { return output }
    let parts = output.components(separatedBy: "base64\n\n").dropFirst().compactMap { part in
      Data(base64Encoded: part.prefix { $0 != "-" }.filter { !$0.isWhitespace }).map {
        String(decoding: $0, as: UTF8.self)
      }
    }
    return output + parts.joined()
  }

  @Test("a file that is missing or no mail log makes no calm report, in any form", arguments: forms, [true, false])
  func nothing(form: String, isMissing: Bool) throws {
    let folder = try Folder()
    let path = isMissing ? "/no/such/mail.log" : try folder.file("x.log", Data("hello\nworld\n".utf8))
    let run = try Program(
      ["analyze", "--lang", "en", "--format", form, path] + (form == "eml" ? StandingTests.mail : []))
    let output = try text(run.output, form)
    #expect(run.status == 2 && !run.errors.isEmpty)
    for claim in ["Nothing that you could act on", "No problem wants", "MAILBOX NAME NOT ALLOWED"] {
      #expect(!output.contains(claim), "\(claim)")
    }
    switch form {
    case "json":
      let object = try #require(try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any])
      let input = try #require(object["input"] as? [String: Any])
      let files = input["files"] as? [[String: Any]]
      #expect(files?.first?["complete"] as? Bool == !isMissing)
      #expect((input["lines"] as? [String: Any])?["postfix"] as? Int == 0 && object["unexplained"] as? Int == 0)
    case "csv": #expect(output.split(separator: "\r\n").count == 1)
    case "prom": #expect(output.contains("bounces_lines{kind=\"postfix\"} 0") && output.hasSuffix("# EOF\n"))
    default: #expect(output.contains("No line of Postfix or Exim was read"))
    }
    let spanish = try Program(["analyze", "--lang", "es", "--quiet-if-clean", path])
    #expect(spanish.output.contains("No se leyó ninguna línea"))
  }

  @Test(
    "failed replies that nothing explains are counted in every form for people",
    arguments: ["text", "html", "md", "eml"])
  func unexplained(form: String) throws {
    let folder = try Folder()
    let log = try folder.file("mail.log", Data((bounced("550 zone 17/3") + bounced("554 area nine", 1)).utf8))
    let arguments = ["analyze", "--lang", "en", "--format", form, log] + (form == "eml" ? StandingTests.mail : [])
    let output = try text(try Program(arguments).output, form)
    #expect(output.contains("2 failed replies are not explained"))
    #expect(!output.contains("Nothing that you could act on") && !output.contains("No problem wants"))
    #expect(try Program.report([log])["unexplained"] as? Int == 2)
    #expect(try !Program(["analyze", "--quiet-if-clean", log]).output.isEmpty)
  }

  @Test("where nothing failed the report is calm")
  func calm() throws {
    let folder = try Folder()
    let sent = bounced("").replacing(/status=.*/, with: "status=sent (250 2.0.0 Ok)")
    let log = try folder.file("mail.log", Data(sent.utf8))
    #expect(try Program(["analyze", "--lang", "en", log]).output.contains("Nothing that you could act on"))
    #expect(try Program(["analyze", "--quiet-if-clean", log]).output.isEmpty)
  }

  @Test("a cause that the code or a general word alone tells is said to be not sure, with its count")
  func unsure() throws {
    let folder = try Folder()
    let replies = [bounced("553 5.1.3 mailbox name not allowed"), bounced("553 5.1.3 mailbox name not allowed", 1)]
    let log = try folder.file("mail.log", Data(replies.joined().utf8))
    let report = try Program.report([log])
    let finding = try #require((report["findings"] as? [[String: Any]])?.first)
    #expect(finding["unsure"] as? Int == 2 && finding["replies"] as? Int == 2)
    let section = try #require((report["codes"] as? [[String: Any]])?.first { $0["code"] as? Int == 553 })
    #expect((section["causes"] as? [[String: Any]])?.first?["unsure"] as? Int == 2)
    for form in ["text", "html", "md"] {
      #expect(
        try Program(["analyze", "--lang", "en", "--format", form, log]).output.contains("cause not sure"), "\(form)")
    }
    #expect(try Program(["analyze", "--format", "csv", log]).output.hasSuffix(",2\r\n"))
    #expect(try Program(["suppress", "--after", "1", log]).output.isEmpty)
  }

  @Test("own_client has no value for what was said to us, in any form")
  func ownClient() throws {
    let folder = try Folder()
    let log = try folder.file("mail.log", Data(bounced("550 5.1.1 User unknown").utf8))
    let report = try Program.report([log])
    #expect((report["findings"] as? [[String: Any]])?.first?["own_client"] is NSNull)
    #expect(try Program(["analyze", "--format", "csv", log]).output.contains(",outbound,,"))
    #expect(try Program(["analyze", "--format", "prom", log]).output.contains("own_client=\"\""))
  }

  @Test(
    "a condition or filter on what the guide does not know is an error",
    arguments: [
      ["--fail-if", "cause=no-such-usr,replies>=1"], ["--fail-if", "code=999,replies>=1"],
      ["--fail-if", "code=000,replies>=1"],
      ["--fail-if", "cause=stolen-login,replies>=1"], ["--cause", "no-such-usr"],
    ])
  func unknown(arguments: [String]) throws {
    let run = try Program(["analyze"] + arguments + ["SampleLogs/lab/postfix/rotate.log"])
    #expect(run.status == 64 && run.output.isEmpty)
    if arguments.joined().contains("no-such-usr") { #expect(run.errors.contains("did you mean 'no-such-user'?")) }
  }

  @Test(
    "no part of a condition is ignored",
    arguments: [
      "code=553,bounced>1%", "cause=no-such-user,deferred>3", "class=blocklisted,rejected>0", "direction=inbound,news",
      "code=5xx,stolen-login", "bounced>1%,code=5xx", "code=5xx,replies>=1,bounced>1%", "code=5xx,not-understood>0",
    ])
  func ignored(condition: String) throws {
    let run = try Program(["analyze", "--fail-if", condition, "SampleLogs/lab/postfix/rotate.log"])
    #expect(run.status == 64 && run.output.isEmpty && run.errors.contains("is of all mail"), "\(run.errors)")
  }

  @Test(
    "several selectors of a kind choose any of them, several kinds all of them",
    arguments: [
      (["code=550"], 3), (["code=550", "code=554"], 5), (["code=554", "code=550", "code=452"], 5),
      (["cause=postfix-unknown-in-table"], 3), (["cause=postfix-unknown-in-table", "cause=relay-denied"], 5),
      (["class=user-unknown", "class=relay-denied"], 5), (["class=user-unknown", "code=554"], 0),
      (["direction=inbound", "direction=outbound"], 5), (["direction=outbound", "code=5xx"], 0),
      (["cause=relay-denied", "class=relay-denied", "code=554", "direction=inbound"], 2),
    ])
  func choosing(selectors: [String], replies: Int) throws {
    let folder = try Folder()
    let refused = [
      "550 5.1.1 <x@d.example>: Recipient address rejected: User unknown in virtual mailbox table",
      "554 5.7.1 <x@d.example>: Relay access denied",
    ]
    let lines = [0, 0, 0, 1, 1].map { kind in
      "2026-11-22T10:00:00+00:00 mx1 postfix/smtpd[9]: NOQUEUE: reject: RCPT from c.example.org[192.0.2.7]: "
        + "\(refused[kind]); from=<a@b.example> to=<x@d.example> proto=ESMTP helo=<h.example>\n"
    }
    let log = try folder.file("mail.log", Data(lines.joined().utf8))
    for (number, status) in [(replies, 1), (replies + 1, 0)] {
      let condition = (selectors + ["replies>=\(number)"]).joined(separator: ",")
      #expect(try Program(["analyze", "--fail-if", condition, log]).status == Int32(status), "\(condition)")
    }
  }

  @Test(
    "a span of time in which no line can be is an error",
    arguments: [
      ["--since", "2026-11-23", "--until", "2026-11-22"], ["--since", "now", "--until", "24h"],
      ["--since", "today", "--until", "yesterday"],
      ["--since", "2026-11-22 10:00", "--until", "2026-11-22 10:00"],
      ["--since", "2026-11-22 10:00 +0000", "--until", "2026-11-22 11:00 +0200"],
    ])
  func noTime(arguments: [String]) throws {
    for command in ["analyze", "extract", "suppress"] {
      let run = try Program([command] + arguments + ["SampleLogs/lab/postfix/rotate.log"])
      #expect(run.status == 64 && run.output.isEmpty, "\(run.errors)")
      #expect(run.errors.contains("--since is no time before --until"), "\(run.errors)")
    }
    let day = ["--since", "2026-11-22", "--until", "2026-11-22"]
    #expect(try Program(["analyze"] + day + ["SampleLogs/lab/postfix/rotate.log"]).status == 0)
  }

  @Test(
    "what the guide knows is a condition",
    arguments: ["cause=none", "cause=no-such-user", "code=553", "code=5xx", "code=25x"])
  func known(condition: String) throws {
    let run = try Program([
      "analyze", "--fail-if", "\(condition),replies>=100000", "SampleLogs/lab/postfix/rotate.log",
    ])
    #expect(run.status == 0, "\(run.errors)")
  }

  @Test("the causes in the help's examples are those of the guide", arguments: ["ack", "evidence"])
  func examples(command: String) throws {
    let help = try Program([command, "--help"]).output
    let ids = help.split(separator: "\n").filter { $0.contains("bounces \(command) ") && !$0.contains("USAGE") }
      .compactMap { $0.split(separator: " ").dropFirst(2).first.map(String.init) }
    #expect(!ids.isEmpty)
    for id in ids { #expect(try Program(["explain", "--format", "json", id]).output.contains("\"\(id)\""), "\(id)") }
  }
}
