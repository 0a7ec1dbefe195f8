import Testing

@testable import MailLog

@Suite("Line heads and times")
struct LineHeadTests {
  private let message =
    "mx1 postfix/smtp[1]: 4A1B2C3D4E: to=<a@example.net>, relay=mx[192.0.2.1]:25, delay=1, dsn=2.0.0, status=sent (250 ok)"

  /// Times of a log with these stamps, read as if the present were `now`.
  private func times(_ stamps: [String], now: Int64 = 1_795_478_399) throws -> [String?] {
    try Collector.read(text: stamps.map { "\($0) \(message)\n" }.joined(), now: now).0.replies.map(\.time)
  }

  /// Years without the file's own time: through standard inference from a bound.
  private func years(_ dates: [(Int, Int)], newest: Int64) -> [Int] {
    var inference = YearInference(newestTime: newest)
    return dates.map { month, day in
      inference.day(month: month, day: day).map { CivilDate(dayNumber: $0).year } ?? 0
    }
  }

  @Test(
    "every form of a stamp",
    arguments: [
      ("2026-11-23T15:21:13.478328+00:00", "2026-11-23T15:21:13.478328+00:00"),
      ("2026-11-23T15:21:13+01:00", "2026-11-23T15:21:13+01:00"),
      ("2026-11-23T15:21:13.347-0530", "2026-11-23T15:21:13.347-05:30"),
      ("2026-11-23T15:21:13Z", "2026-11-23T15:21:13+00:00"),
      ("2026-11-23T15:21:13", "2026-11-23T15:21:13"),
      ("2013 Jun 10 06:27:30.123", "2013-06-10T06:27:30.123"),
    ])
  func forms(stamp: String, time: String) throws {
    #expect(try times([stamp]) == [time])
  }

  @Test("the day may be padded with a blank, with a zero or not at all", arguments: ["Nov  3", "Nov 03", "Nov 3"])
  func paddedDays(date: String) throws {
    let time = try times(["\(date) 04:05:06"]).first
    #expect(time??.hasSuffix("-11-03T04:05:06") == true)
  }

  @Test("a stamp without a year may have a fraction", arguments: ["Nov 23 04:05:06.123456", "Nov  3 04:05:06.5"])
  func fraction(stamp: String) throws {
    let time = try times([stamp]).first
    #expect(time??.hasSuffix(String(stamp.dropFirst(7))) == true)
  }

  @Test("some digits mean no time", arguments: ["Nov 23 25:05:06", "2026-13-23T15:21:13Z", "Foo 3 04:05:06"])
  func noTime(stamp: String) throws {
    #expect(try times([stamp]) == [nil])
  }

  @Test("one file may hold several forms")
  func mixed() throws {
    let read = try times(["2026-11-22T23:00:00Z", "Nov 23 01:00:00", "Nov 23 02:00:00"])
    #expect(read == ["2026-11-22T23:00:00+00:00", "2026-11-23T01:00:00", "2026-11-23T02:00:00"])
  }

  @Test("years go on across New Year, and back for a line out of order")
  func newYear() {
    // 2027-01-02 00:00 UTC.
    let newest: Int64 = 1_798_848_000
    #expect(years([(12, 31), (1, 1), (12, 31), (1, 1)], newest: newest) == [2026, 2027, 2026, 2027])
    #expect(years([(11, 30), (12, 1)], newest: newest) == [2026, 2026])
  }

  @Test("February 29 has a leap year, a clock reset stays in the past")
  func oddDates() {
    // 2026-11-23 00:00 UTC.
    let newest: Int64 = 1_795_392_000
    #expect(years([(2, 29)], newest: newest) == [2024])
    #expect(years([(11, 22), (1, 1), (11, 22)], newest: newest) == [2026, 2026, 2026])
    #expect(years([(2, 30)], newest: newest) == [0])
  }
}
