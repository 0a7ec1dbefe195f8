import Foundation
import Testing

@testable import MailLog

@Suite("The year of stamps without one")
struct YearBoundTests {
  private let directory: TemporaryDirectory
  /// 2025-01-01 12:00 UTC.
  private let newYear: Int64 = 1_735_732_800

  init() throws { directory = try TemporaryDirectory() }

  private func log(_ dates: [String]) -> String {
    dates.map {
      "\($0) 04:05:06 mx1 postfix/smtp[1]: 4A1B2C3D4E: to=<a@b>, relay=mx[192.0.2.1]:25, delay=1, dsn=2.0.0, "
        + "status=sent (250 ok)\n"
    }.joined()
  }

  private func days(_ path: String) throws -> [String?] {
    try Collector.read([path]).0.replies.map { $0.time.map { String($0.prefix(10)) } }
  }

  private func path(_ dates: [String], changed: Int64) throws -> String {
    let path = try directory.file("mail.log", Array(log(dates).utf8))
    let time = Date(timeIntervalSince1970: TimeInterval(changed))
    try FileManager.default.setAttributes([.modificationDate: time], ofItemAtPath: path)
    return path
  }

  @Test("comes from when the file was last changed")
  func fileTime() throws {
    #expect(
      try days(path(["Dec 30", "Dec 31", "Jan  1"], changed: newYear)) == ["2024-12-30", "2024-12-31", "2025-01-01"])
    #expect(try days(path(["Dec 31", "Jan  1", "Dec 31", "Jan  1"], changed: newYear)).last == "2025-01-01")
    #expect(try days(path(["Jan  2"], changed: newYear)) == ["2025-01-02"], "a day of slack")
    #expect(try days(path(["Jan  4"], changed: newYear)) == ["2024-01-04"])
    #expect(try days(path(["Feb 29"], changed: newYear)) == ["2024-02-29"])
  }

  @Test("comes from the time in the gzip header, whatever the file's own")
  func gzipTime() throws {
    let member = storedMember(log(["Dec 31", "Jan  1"]), time: UInt32(newYear))
    #expect(try days(directory.file("mail.log.1.gz", member)) == ["2024-12-31", "2025-01-01"])
  }

  @Test("is the user's when given")
  func firstYear() throws {
    var options = ReadingOptions(now: newYear)
    options.firstYear = 2019
    let collector = Collector()
    var reader = LogReader(options: options)
    var source = try ByteSource.open(path: path(["Dec 31", "Jan  1"], changed: newYear))
    let result = reader.read(&source, into: collector)
    #expect(collector.replies.map { $0.time?.prefix(4) } == ["2019", "2020"])
    #expect(result.first?.iso8601 == "2019-12-31T04:05:06")
    #expect(result.last?.iso8601 == "2020-01-01T04:05:06")
    #expect(!result.spansMoreThanAYear)
  }

  @Test("a log of over a year is said to be one")
  func longLog() throws {
    var reader = LogReader(options: ReadingOptions(now: newYear))
    var source = try ByteSource.open(path: path(["Nov  1", "Mar  1", "Jul  1", "Nov  1", "Mar  1"], changed: newYear))
    let result = reader.read(&source, into: Collector())
    #expect(result.spansMoreThanAYear)
  }
}
