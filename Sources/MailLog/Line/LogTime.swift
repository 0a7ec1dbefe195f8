/// A time as a log line tells it: what the clock on the wall showed, and the zone if it was written down.
public struct LogTime: Hashable, Sendable {
  /// Microseconds of the wall clock since 1970-01-01 00:00:00.
  public package(set) var wall: Int64
  /// Minutes east of UTC; nil when the stamp has no zone.
  public package(set) var zone: Int16?
  /// How many digits of the second's fraction were written, 0 to 6.
  public package(set) var fractionDigits: UInt8

  /// A time of the wall clock.
  package init(wall: Int64, zone: Int16? = nil, fractionDigits: UInt8 = 0) {
    self.wall = wall
    self.zone = zone
    self.fractionDigits = fractionDigits
  }

  /// A time of the wall clock; nil when the calendar or the clock has no such time.
  package init?(year: Int, month: Int, day: Int, clock: (hour: Int, minute: Int, second: Int)) {
    guard let date = CivilDate(year: year, month: month, day: day), (0..<24).contains(clock.hour),
      (0..<60).contains(clock.minute), (0...60).contains(clock.second)
    else { return nil }
    let seconds = date.dayNumber * 86_400 + clock.hour * 3_600 + clock.minute * 60 + clock.second
    self.init(wall: Int64(seconds) * 1_000_000)
  }

  /// Microseconds since 1970-01-01 00:00:00 UTC; a stamp without a zone is taken as if it were UTC.
  public var instant: Int64 { wall - Int64(zone ?? 0) * 60_000_000 }

  /// ISO 8601 with the fraction and the zone as far as they were written: `2026-11-23T15:20:10.347+01:00`.
  public var iso8601: String {
    let second = wall >= 0 ? wall / 1_000_000 : (wall - 999_999) / 1_000_000
    let days = second >= 0 ? second / 86_400 : (second - 86_399) / 86_400
    let date = CivilDate(dayNumber: Int(days))
    let inDay = Int(second - days * 86_400)
    var text = "\(LogTime.padded(date.year, 4))-\(LogTime.padded(date.month, 2))-\(LogTime.padded(date.day, 2))T"
    text += "\(LogTime.padded(inDay / 3600, 2)):\(LogTime.padded(inDay / 60 % 60, 2)):\(LogTime.padded(inDay % 60, 2))"
    if fractionDigits > 0 {
      let micros = LogTime.padded(Int(wall - second * 1_000_000), 6)
      text += "." + micros.prefix(Int(min(6, fractionDigits)))
    }
    guard let zone else { return text }
    let minutes = Int(zone.magnitude)
    return text + (zone < 0 ? "-" : "+") + LogTime.padded(minutes / 60, 2) + ":" + LogTime.padded(minutes % 60, 2)
  }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
  }
}
