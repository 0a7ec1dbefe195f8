import Testing

@testable import MailLog

@Suite("Messages that were said again")
struct RepeatedMessageTests {
  private let head = "Nov 23 15:20:10 mx1 "
  private let other = "Nov 23 15:20:10 mx2 "
  private var rejection: String { "postfix/smtpd[7]: \(FormSink.rejection)" }
  private let start = "2026-11-23T15:20:10"
  private let end = "smtpd 553 rejected b@example.com"

  @Test("rsyslog: N times more than the line in front")
  func rsyslog() throws {
    let read = try FormSink.read(
      head + rejection, head + "postfix/smtpd[7]: message repeated 3 times: [ \(FormSink.rejection)]",
      head + "postfix/smtpd[7]: message repeated 2 times: [ \(FormSink.rejection.prefix(180))]",
      head + "postfix/smtpd[7]: message repeated 2 times: [ connect from c.example.org[192.0.2.7]]")
    #expect(read.replies.prefix(2) == ["1 \(start) mx1 \(end)", "2 \(start) mx1 \(end) x3"])
    #expect(read.replies.count == 3)
    #expect(read.replies[2].hasSuffix("x2"))
    #expect(read.lines[.postfix] == 4)
  }

  @Test("no line counts so often that sums could overflow")
  func mostTimes() throws {
    let read = try Collector.read(
      text: head + "postfix/smtpd[7]: message repeated 1000000 times: [ disconnect from c.example.org[192.0.2.7] "
        + "vrfy=9999999 commands=9999999]\n")
    #expect(read.0.replies.map(\.count) == [1_000_000])
  }

  @Test("repeats do not follow messages: only what is counted matters")
  func noFollowing() throws {
    let read = try Collector.read(
      text: head + "postfix/smtpd[7]: 4A1B2C3D4E: client=c.example.org[192.0.2.7], sasl_username=u\n" + head
        + "postfix/smtpd[7]: message repeated 2 times: [ 4A1B2C3D4E: client=d.example.org[192.0.2.8]]\n" + head
        + "postfix/smtp[8]: \(FormSink.bounce)\n")
    #expect(read.0.replies.map(\.saslUser) == ["u"])
    #expect(read.0.ended.isEmpty)
  }

  @Test("an old syslogd: the last line of that host, with its own time")
  func lastMessage() throws {
    let read = try FormSink.read(
      head + rejection, "Nov 23 15:21:10 mx1 last message repeated 2 times",
      "Nov 23 15:22:10 mx1 last message repeated 5 times", other + "postfix/smtp[1]: \(FormSink.bounce)",
      head + "last message repeated 1 times", other + "--- last message repeated 1 time ---",
      other + "sshd[1]: hello there", other + "last message repeated 9 times")
    #expect(
      read.replies == [
        "1 \(start) mx1 \(end)", "2 2026-11-23T15:21:10 mx1 \(end) x2", "3 2026-11-23T15:22:10 mx1 \(end) x5",
        "4 \(start) mx2 smtp 550 bounced a@example.net", "5 \(start) mx1 \(end)",
        "6 \(start) mx2 smtp 550 bounced a@example.net",
      ])
    #expect(read.lines[.postfix] == 6)
    #expect(read.lines.other == 2)
  }

  @Test("nothing is counted when the line is not in sight")
  func outOfSight() throws {
    let filler = Array(repeating: other + "sshd[1]: hello there\n", count: RecentLines.lineLimit).joined()
    let notice = head + "last message repeated 2 times\n"
    let near = filler.dropFirst(filler.utf8.count / RecentLines.lineLimit)
    #expect(try FormSink.read(Array((head + rejection + "\n" + near + notice).utf8)).replies.count == 2)
    #expect(try FormSink.read(Array((head + rejection + "\n" + filler + notice).utf8)).replies.count == 1)
    let long = head + "sshd: " + String(repeating: "x", count: RecentLines.byteLimit) + "\n"
    #expect(try FormSink.read(Array((head + rejection + "\n" + long + notice).utf8)).replies.count == 1)
    #expect(try FormSink.read(Array(notice.utf8)).lines.other == 1)
  }

  @Test("the reads that brought the lines make no difference")
  func boundaries() throws {
    let rest = head + rejection + "\n" + head + "last message repeated 2 times\n"
    for shift in stride(from: 0, through: rest.utf8.count, by: 7) {
      let filler = [UInt8](repeating: 0x79, count: 262_144 - shift - 1) + [10]
      let read = try FormSink.read(Array(filler.map { $0 }) + Array(rest.utf8))
      #expect(read.replies.map { $0.suffix(2) } == ["om", "x2"], "shift \(shift)")
    }
  }

  @Test(
    "numbers that are none",
    arguments: ["99999999999", "99999999999999999999999999", "0", "-3", "", "3 times: [ message repeated 3"])
  func numbers(number: String) throws {
    let read = try FormSink.read(
      head + "postfix/smtpd[7]: message repeated \(number) times: [ \(FormSink.rejection)]",
      head + "last message repeated \(number) times")
    #expect(read.lines.total == 2)
    #expect(read.replies.isEmpty)
  }
}
