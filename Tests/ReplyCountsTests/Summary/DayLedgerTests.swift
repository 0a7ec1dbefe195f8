import MailLog
import TestSupport
import Testing

@testable import ReplyCounts

@Suite("What each day brought")
struct DayLedgerTests {
  private static let replies = [
    "dsn=5.1.1, status=bounced (host mx[192.0.2.1] said: 550 5.1.1 no such user (in reply to RCPT TO command))",
    "dsn=4.7.1, status=deferred (host mx[192.0.2.1] said: 450 4.7.1 greylisted (in reply to RCPT TO command))",
    "dsn=5.7.1, status=bounced (host mx[192.0.2.1] said: 554 5.7.1 198.51.100.7 listed at zen.spamhaus.org (in reply to RCPT TO command))",
  ]

  /// A line of a day; the stamp's zone is another for each host.
  private func line(_ day: Int, _ number: Int) -> String {
    "2026-11-\(20 + day)T10:00:00+0\(day):00 mx\(day) postfix/smtp[1]: 4A\(100_000 + number): to=<u\(number % 7)@d\(number % 5).example>, "
      + "relay=mx[192.0.2.1]:25, delay=1, \(Self.replies[number % 3])\n"
  }

  /// The days of a run that goes on from nothing.
  private func days(_ lines: [String]) throws -> [DayCounts] {
    let pieces = try Pieces()
    let summary = try Summary(by: pieces.grouping, options: pieces.options, carriedOn: nil)
    for start in stride(from: 0, to: lines.count, by: 200) {
      var source = try ByteSource.open(bytes: Array(lines[start...].prefix(200).joined().utf8), name: "mail.log")
      _ = summary.readOn(
        &source, path: "mail.log", by: .init(position: .start, before: [], followsLast: true, isWhole: true))
    }
    summary.pause()
    return summary.days()
  }

  @Test("a day has what its own lines say, however the lines of several days alternate", arguments: [2, 3, 5])
  func alternating(dayCount: Int) throws {
    var chance = LineMutator(seed: UInt64(dayCount))
    let numbered = (0..<400).map { (day: chance.below(dayCount), number: $0) }
    let mixed = try days(numbered.map { line($0.day, $0.number) })
    #expect(mixed.count == dayCount)
    for day in 0..<dayCount {
      let alone = try days(numbered.filter { $0.day == day }.map { line($0.day, $0.number) })
      let own = mixed[day]
      #expect(alone.count == 1 && own.day == alone[0].day)
      #expect(own.causes == alone[0].causes && own.domains == alone[0].domains)
      #expect(!own.causes.isEmpty && own.domains.count == 5)
      #expect(own.bounced == alone[0].bounced && own.deferrals == alone[0].deferrals)
    }
  }

  @Test("what groups become fewer takes the days' counts along")
  func renumbered() throws {
    let pieces = try Pieces()
    let text = (0..<60).map { line($0 % 2, $0) }.joined()
    let summary = try Summary(by: pieces.grouping, options: pieces.options, carriedOn: nil)
    var source = try ByteSource.open(bytes: Array(text.utf8), name: "mail.log")
    _ = summary.readOn(
      &source, path: "mail.log", by: .init(position: .start, before: [], followsLast: true, isWhole: true))
    var tally = summary.tally
    let before = try #require(tally.names.days).all(tally)
    tally.names.renumber(groups: tally.groups.shrink(to: 0, sharesEnhanced: true))
    let after = try #require(tally.names.days).all(tally)
    #expect(before.map(\.causes) == after.map(\.causes) && before.map(\.domains) == after.map(\.domains))
  }
}
