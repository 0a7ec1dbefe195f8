import Foundation
import Testing

@Suite("Following messages")
struct MessageTrackerTests {
  private func sent(_ id: String, at time: String, _ status: String = "sent (250 ok)") -> String {
    "\(time) mx1 postfix/smtp[1]: \(id): to=<a@example.net>, relay=mx[192.0.2.1]:25, delay=1, dsn=2.0.0, status=\(status)\n"
  }

  @Test("sender and login come from earlier lines of the same life of the id")
  func reusedID() throws {
    let log =
      "2026-11-22T10:00:00Z mx1 postfix/smtpd[1]: 4A1B2C3D4E: client=c[192.0.2.7], sasl_method=PLAIN, sasl_username=bob\n"
      + "2026-11-22T10:00:00Z mx1 postfix/qmgr[1]: 4A1B2C3D4E: from=<one@example.com>, size=1, nrcpt=1 (queue active)\n"
      + sent("4A1B2C3D4E", at: "2026-11-22T10:00:01Z")
      + "2026-11-22T10:00:01Z mx1 postfix/qmgr[1]: 4A1B2C3D4E: removed\n"
      + "2026-11-22T10:00:02Z mx1 postfix/pickup[1]: 4A1B2C3D4E: uid=0 from=<two@example.com>\n"
      + sent("4A1B2C3D4E", at: "2026-11-22T10:00:03Z")
      + sent("4A1B2C3D4E", at: "2026-11-22T10:00:03Z").replacingOccurrences(of: "mx1", with: "mx2")
    let replies = try Collector.read(text: log).0.replies
    #expect(replies.map(\.sender) == ["one@example.com", "two@example.com", nil])
    #expect(replies.map(\.saslUser) == ["bob", nil, nil])
  }

  @Test("a message that is silent for over seven days is given up")
  func silence() throws {
    let log =
      sent("4A1B2C3D4E", at: "2026-11-02T10:00:00Z", "deferred (connect to mx[192.0.2.1]:25: Connection refused)")
      + sent("5A1B2C3D4E", at: "2026-11-10T10:00:00Z") + sent("4A1B2C3D4E", at: "2026-11-10T10:00:01Z")
    #expect(try Collector.read(text: log).0.replies.map(\.wasDeferred) == [false, false, false])
    let later = log + sent("6A1B2C3D4E", at: "2026-12-20T10:00:00Z")
    // The line that names the id again ends the deferred message; the others' silence ends none while the log is read.
    #expect(try Collector.read(text: later).0.ended.count == 1)
  }

  @Test("a line of a wrong clock ends no other message")
  func wrongClock() throws {
    let log =
      sent("4A1B2C3D4E", at: "2026-11-22T10:00:00Z", "deferred (connect to mx[192.0.2.1]:25: Connection refused)")
      + sent("5A1B2C3D4E", at: "2126-11-22T10:00:00Z") + sent("4A1B2C3D4E", at: "2026-11-22T10:10:00Z")
    #expect(try Collector.read(text: log).0.replies.map(\.wasDeferred) == [false, false, true])
  }

  @Test("a deferred recipient that is delivered later was deferred")
  func retry() throws {
    let log =
      sent("4A1B2C3D4E", at: "2026-11-10T10:00:00Z", "deferred (connect to mx[192.0.2.1]:25: Connection refused)")
      + sent("4A1B2C3D4E", at: "2026-11-10T11:00:00Z")
    #expect(try Collector.read(text: log).0.replies.map(\.wasDeferred) == [false, true])
  }

  @Test("messages are followed from one file into the next, and lines of their own end with it")
  func acrossFiles() throws {
    let directory = try TemporaryDirectory()
    let older =
      "2026-11-22T10:00:00Z mx1 postfix/qmgr[1]: 4A1B2C3D4E: from=<one@example.com>, size=1, nrcpt=1 (queue active)\n"
      + sent("4A1B2C3D4E", at: "2026-11-22T10:00:01Z", "deferred (connect to mx[192.0.2.1]:25: Connection refused)")
    let newer =
      sent("4A1B2C3D4E", at: "2026-11-23T10:00:00Z") + "2026-11-23T10:00:00Z mx1 postfix/qmgr[1]: 4A1B2C3D4E: removed\n"
    let collector = try Collector.read([
      directory.file("mail.log.1", Array(older.utf8)), directory.file("mail.log", Array(newer.utf8)),
    ]).0
    #expect(collector.replies.map(\.sender) == ["one@example.com", "one@example.com"])
    #expect(collector.replies.map(\.wasDeferred) == [false, true])
    #expect(collector.replies.map(\.line) == [2, 1])
    #expect(collector.ended.count == 1)
  }

  @Test("many messages at once keep their own senders")
  func many() throws {
    func line(_ number: Int, _ text: String) -> String {
      "2026-11-22T10:00:00Z mx1 postfix/\(text.hasPrefix("from=") ? "qmgr" : "smtp")[1]: A\(100_000 + number): \(text)\n"
    }
    let senders = (0..<5_000).map { line($0, "from=<sender-\($0)@example.com>, size=1, nrcpt=1 (queue active)") }
    let replies = (0..<5_000).reversed().map {
      line($0, "to=<a@b>, relay=mx[192.0.2.1]:25, delay=1, dsn=2.0.0, status=sent (250 ok)")
    }
    let collector = try Collector.read(text: (senders + replies).joined()).0
    #expect(collector.replies.map(\.sender) == (0..<5_000).reversed().map { "sender-\($0)@example.com" })
  }

  @Test("NULs in front of a line, as a crash leaves them, hide nothing")
  func nulsInFront() throws {
    let log = String(repeating: "\u{0}", count: 100) + sent("4A1B2C3D4E", at: "2026-11-10T10:00:00Z")
    #expect(try Collector.read(text: log).0.replies.count == 1)
  }
}
