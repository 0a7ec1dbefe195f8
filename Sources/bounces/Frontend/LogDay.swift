import MailLog
import SMTPReply

/// Days as people write them.
enum LogDay {
  /// `2026-12-24` as a day since 1970; nil for what is none.
  static func number(_ text: String) -> Int? {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, parts.map(\.utf8.count) == [4, 2, 2],
      text.utf8.allSatisfy({ $0 == ASCII.hyphen || ASCII.isDigit($0) }),
      let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]),
      let time = LogTime(year: year, month: month, day: day, clock: (0, 0, 0))
    else { return nil }
    return Int(time.wall / 86_400_000_000)
  }

  /// The day `number` since 1970, `2026-12-24`.
  static func text(_ number: Int) -> String { String(LogTime(wall: Int64(number) * 86_400_000_000).iso8601.prefix(10)) }
}
