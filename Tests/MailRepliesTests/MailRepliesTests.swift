import Foundation
import MailReplies
import Testing

/// What a program gets by `for reply in try MailReplies(path)`.
@Suite("Replies for other programs")
struct MailRepliesTests {
  private static func replies(of text: String) throws -> [MailReply] {
    Array(try MailReplies(bytes: Array(text.utf8), now: SampleLogs.now))
  }

  @Test("a reply has what its line and the message's earlier lines say")
  func values() throws {
    let log =
      "Nov 23 09:59:58 mail postfix/smtpd[9]: 4A00000001: client=laptop.example.com[192.0.2.77], sasl_method=PLAIN, "
      + "sasl_username=laura\n"
      + "Nov 23 09:59:58 mail postfix/cleanup[9]: 4A00000001: message-id=<1@example.com>\n"
      + "Nov 23 09:59:59 mail postfix/qmgr[9]: 4A00000001: from=<laura@example.com>, size=1234, nrcpt=1 (queue active)\n"
      + bouncedLine("gone@b.example")
    let replies = try MailRepliesTests.replies(of: log)
    let reply = try #require(replies.first)
    #expect(replies.count == 1)
    #expect(reply.path == "bytes" && reply.input == 0 && reply.line == 4)
    #expect(reply.time?.iso8601 == "2026-11-23T10:00:00")
    #expect(reply.server == .postfix && reply.logHost == "mail" && reply.service == "smtp")
    #expect(reply.direction == .outbound && reply.outcome == .bounced && reply.stage == .rcpt)
    #expect(reply.code == ReplyCode(rawValue: 550) && reply.enhanced == EnhancedStatusCode("5.1.1"))
    #expect(reply.text == "no such user" && reply.count == 1 && !reply.isDuplicate && !reply.isImplied)
    #expect(reply.recipient == "gone@b.example" && reply.sender == "laura@example.com")
    #expect(reply.remoteHost == "mx.b.example" && reply.remoteAddress == "192.0.2.5" && reply.helo == nil)
    #expect(reply.queueID == "4A00000001" && reply.messageID == "1@example.com" && reply.message != nil)
    #expect(reply.client == "laptop.example.com[192.0.2.77]" && reply.saslUser == "laura" && reply.size == 1_234)
    #expect(reply.dsn == "5.1.1" && reply.delay == "2.5" && !reply.isOwnClient)
  }

  @Test("a refusal is a reply of ours to a client, before there is a message")
  func refusal() throws {
    let line =
      "Nov 23 10:00:00 mail postfix/smtpd[9]: NOQUEUE: reject: RCPT from unknown[192.0.2.9]: 554 5.7.1 "
      + "<c@example.org>: Relay access denied; from=<a@b.example> to=<c@example.org> proto=ESMTP helo=<x.example>\n"
    let reply = try #require(try MailRepliesTests.replies(of: line).first)
    #expect(reply.direction == .inbound && reply.outcome == .rejected && reply.queueID == nil && reply.message == nil)
    #expect(reply.sender == "a@b.example" && reply.helo == "x.example")
    #expect(reply.remoteHost == nil && reply.remoteAddress == "192.0.2.9" && !reply.isOwnClient)
  }

  @Test("the year of stamps without one is what the caller says")
  func years() throws {
    let bytes = Array(bouncedLine("a@b.example").utf8)
    let years = try [MailReplies(bytes: bytes, year: 1999), MailReplies(bytes: bytes, now: 1_000_000_000)].map {
      String($0.next()?.time?.iso8601.prefix(4) ?? "")
    }
    #expect(years == ["1999", "2000"])
  }

  @Test("another loop goes on where the one before stopped, and the end stays the end")
  func onceOnly() throws {
    let text = (0..<5).map { bouncedLine("\($0)@b.example") }.joined()
    let replies = try MailReplies(bytes: Array(text.utf8), now: SampleLogs.now)
    for reply in replies where reply.recipient == "1@b.example" { break }
    #expect(!replies.isComplete)
    #expect(replies.map(\.recipient) == ["2@b.example", "3@b.example", "4@b.example"])
    #expect(replies.next() == nil && replies.isComplete && replies.lines.total == 5)
  }

  @Test("a log in memory may be as large as it likes, and compressed")
  func bytes() throws {
    let packed = Array(try Data(contentsOf: URL(fileURLWithPath: SampleLogs.path("postfix.log.gz"))))
    let replies = try MailReplies(bytes: packed)
    let count = replies.reduce(0) { count, _ in count + 1 }
    // The numbers of SampleLogs/README.md and of `bounces extract`.
    #expect(replies.lines.total == 21_796 && count > 3_000 && replies.isComplete)
    let text = (0..<2_000).map { bouncedLine("\($0)@b.example") }.joined()
    #expect(text.utf8.count > 400_000)
    #expect(try MailRepliesTests.replies(of: text).count == 2_000)
    #expect(try MailRepliesTests.replies(of: "").isEmpty)
  }
}
