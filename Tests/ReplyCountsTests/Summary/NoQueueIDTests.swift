import MailLog
import TestSupport
import Testing

@testable import ReplyCounts

@Suite("Deliveries that name no message")
struct NoQueueIDTests {
  private func line(_ second: Int, _ recipient: String, _ isSent: Bool, host: String = "mx1") -> String {
    let end =
      isSent
      ? "dsn=2.0.0, status=sent (250 2.0.0 ok)"
      : "dsn=4.2.0, status=deferred (host mx[192.0.2.1] said: 450 4.2.0 later (in reply to RCPT TO command))"
    return "Nov 22 10:\(10 + second / 60):\(10 + second % 50) \(host) postfix/smtp[9]: to=<\(recipient)@d.example>, "
      + "relay=mx[192.0.2.1]:25, delay=1, delays=0/0/0/1, \(end)\n"
  }

  private func tally(_ lines: [String]) throws -> Tally {
    let pieces = try Pieces()
    let summary = try pieces.summary(Pieces.Part(bytes: Array(lines.joined().utf8)[...]), isFirst: true)
    summary.finish()
    return summary.tally
  }

  @Test("a recipient waits from its first deferral to the line that settles it")
  func waits() throws {
    let deferrals = (0..<5).map { line($0, "a", false) }
    #expect(try tally(deferrals).pending.count == 1)
    let settled = try tally(deferrals + [line(9, "a", true)])
    #expect(settled.pending.count == 0 && settled.totals.deliveredAfterDeferral == 1)
    // Another one, and another host's.
    let others = try tally(deferrals + [line(9, "b", true), line(9, "a", true, host: "mx2")])
    #expect(others.pending.count == 1 && others.totals.deliveredAfterDeferral == 0)
  }

  @Test("a log of such lines cut anywhere, merged in any grouping, gives the report of the whole", arguments: 0..<8)
  func anyCut(seed: Int) throws {
    let pieces = try Pieces()
    var chance = LineMutator(seed: UInt64(seed))
    let lines = (0..<60).map { line($0, "u\(chance.below(6))", chance.below(3) == 0) }
    let log = Array(lines.joined().utf8)
    let whole = try pieces.whole(log)
    let cuts = (0..<4).map { _ in chance.below(log.count + 1) }
    let summaries = try Pieces.parts(of: log, cutAt: cuts).enumerated().map { number, part in
      try pieces.summary(part, isFirst: number == 0)
    }
    #expect(pieces.report(try pieces.merged(summaries) { chance.below($0) }) == whole, "cuts \(cuts.sorted())")
  }

  @Test("a run goes on with who waits")
  func carriedOn() throws {
    let pieces = try Pieces()
    let start = Resumption(position: .start, before: [], followsLast: true, isWhole: false)
    let first = try Summary(by: pieces.grouping, options: pieces.options, carriedOn: nil)
    var source = try ByteSource.open(bytes: Array((line(0, "a", false) + line(1, "b", false)).utf8), name: "mail.log")
    let end = first.readOn(&source, path: "mail.log", by: start)
    first.pause()
    let second = try Summary(by: pieces.grouping, options: pieces.options, carriedOn: first.carried)
    var behind = try ByteSource.open(bytes: Array(line(5, "a", true).utf8), name: "mail.log")
    _ = second.readOn(
      &behind, path: "mail.log",
      by: .init(position: end.position, before: end.before, followsLast: true, isWhole: true))
    second.pause()
    #expect(second.tally.totals.deliveredAfterDeferral == 1 && second.tally.pending.count == 1)
  }
}
