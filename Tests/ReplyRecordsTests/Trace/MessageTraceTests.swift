import MailLog
import ReplyGuide
import TestSupport
import Testing

@testable import ReplyCounts
@testable import ReplyRecords

@Suite("A message's way")
struct MessageTraceTests {
  private let guide: ReplyGuide

  init() throws { guide = try ReplyGuide() }

  private func trace(_ what: String, _ lines: [String]) throws -> MessageTrace {
    let trace = MessageTrace(try #require(TraceTarget(what)), by: ReplyGrouping(guide))
    trace.beginInput("mail.log")
    try LogText(lines).read(into: trace, keepsDetails: true)
    return trace
  }

  private static let log = [
    "2026-11-22T09:59:58+00:00 mx postfix/smtpd[6]: 4A00000007: client=c.example[192.0.2.7], sasl_method=PLAIN, sasl_username=ann",
    "2026-11-22T09:59:59+00:00 mx postfix/cleanup[5]: 4A00000007: message-id=<one@c.example>",
    "2026-11-22T09:59:59+00:00 mx postfix/qmgr[4]: 4A00000007: from=<ann@c.example>, size=500, nrcpt=1 (queue active)",
    LogLine.deferred("bob@d.example", "450 4.2.0 Greylisted", id: "4A00000007"),
    LogLine.delivered("bob@d.example", id: "4A00000007"), LogLine.delivered("eve@e.example", id: "4A00000008"),
  ]

  @Test(
    "a message is found by whatever names it, with its facts, attempts and end",
    arguments: ["4A00000007", "<one@c.example>", "bob@D.example", "ann@c.example", "@d.example"])
  func found(what: String) throws {
    let trace = try trace(what, MessageTraceTests.log)
    let message = try #require(trace.messages.first)
    #expect(trace.messages.count == 1)
    #expect(message.queueID == "4A00000007" && message.login == "ann" && message.size == 500)
    #expect(message.sender == "ann@c.example" && message.messageID == "one@c.example")
    #expect(message.attempts.map(\.outcome) == [.deferred, .delivered])
    #expect(message.attempts.map(\.line) == [4, 5] && message.attempts[0].path == "mail.log")
    #expect(message.outcomes.map(\.recipient) == ["bob@d.example"] && message.outcomes.map(\.outcome) == [.delivered])
  }

  @Test("the text has the message, its attempts, what the guide says and the end, in both languages")
  func text() throws {
    let trace = try trace("4A00000007", MessageTraceTests.log)
    let text = trace.text(ReportWords(guide), width: 100, isColoured: false)
    for words in [
      "4A00000007\n", "from ann@c.example · message id <one@c.example>",
      "2026-11-22 10:00:00  deferred · bob@d.example",
      "      450 4.2.0 Greylisted\n", "→ Greylisting", "= bob@d.example: delivered",
    ] {
      #expect(text.contains(words), "\(words)\n\(text)")
    }
    let spanish = trace.text(ReportWords(try ReplyGuide(language: "es")), width: 100, isColoured: false)
    #expect(spanish.contains("= bob@d.example: entregado"))
  }

  @Test("JSON is one array, NDJSON an object a line")
  func json() throws {
    let trace = try trace(
      "@example",
      MessageTraceTests.log.map { $0.replacing("d.example", with: "example").replacing("e.example", with: "example") })
    #expect(trace.messages.count == 2)
    let array = String(decoding: trace.json(isNDJSON: false), as: UTF8.self)
    #expect(array.hasPrefix("[\n") && array.hasSuffix("\n]\n") && array.contains("\"sasl_user\": \"ann\""))
    let lines = String(decoding: trace.json(isNDJSON: true), as: UTF8.self).split(separator: "\n")
    #expect(lines.count == 2 && lines.allSatisfy { $0.hasPrefix("{\"queue_id\":\"4A0000000") })
  }

  @Test("a refusal before there is a message stands for itself; none found is empty")
  func refusals() throws {
    let refusal = LogLine.refused("554 5.7.1 <c@d.example>: Relay access denied")
    let trace = try trace("c@d.example", [refusal, refusal])
    #expect(trace.messages.count == 2 && trace.messages.allSatisfy { $0.queueID == nil })
    #expect(trace.messages[0].attempts.first?.cause?.id == "relay-denied")
    #expect(try self.trace("nobody@d.example", [refusal]).isEmpty)
  }

  @Test("escapes of a log reach no terminal")
  func escapes() throws {
    let trace = try trace("bob@d.example", [LogLine.bounced("bob@d.example", "550 \u{1b}[31m no")])
    #expect(trace.messages.count == 1)
    #expect(!trace.text(ReportWords(guide), width: 80, isColoured: false).contains("\u{1b}"))
  }

  @Test("what is no target", arguments: ["", "a b", "x", "<>", "4A 1"])
  func noTarget(text: String) {
    #expect(TraceTarget(text) == nil)
  }
}
