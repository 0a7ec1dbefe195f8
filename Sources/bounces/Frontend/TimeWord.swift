import MailLog

/// A time as a user gives it: a day, a day and a clock time with a zone or without, or a word that counts from now.
enum TimeWord {
  private static let day: Int64 = 86_400

  /// The moment meant by `text`; nil when it is no time. `isEnd` takes a day to its end. `zone` gives the seconds east of UTC of
  /// this host's clock at a moment.
  static func bound(_ text: String, isEnd: Bool, now: Int64, zone: (Int64) -> Int64) -> TimeBound? {
    if let seconds = span(text) { return bound(instant: now - seconds, zone) }
    let wallNow = now + zone(now)
    let today = wallNow - ((wallNow % day) + day) % day
    switch text {
    case "now": return bound(instant: now, zone)
    case "today": return bound(wall: isEnd ? today + day : today, zone)
    case "yesterday": return bound(wall: isEnd ? today : today - day, zone)
    default: return written(text, isEnd: isEnd, zone)
    }
  }

  /// `90m`, `24h`, `7d` or `2w` in seconds.
  private static func span(_ text: String) -> Int64? {
    let units: [Character: Int64] = ["m": 60, "h": 3_600, "d": day, "w": 7 * day]
    guard let unit = text.last.flatMap({ units[$0] }), let number = Int64(text.dropLast()),
      (0...100_000).contains(number)
    else { return nil }
    return number * unit
  }

  /// `2026-11-22`, `2026-11-22 10:00` or `2026-11-22T10:00:30+01:00`.
  private static func written(_ text: String, isEnd: Bool, _ zone: (Int64) -> Int64) -> TimeBound? {
    let pattern = /(\d{4})-(\d\d)-(\d\d)(?:[ T](\d\d):(\d\d)(?::(\d\d))?(?: ?(Z|[+-]\d\d:?\d\d))?)?/
    guard let match = text.wholeMatch(of: pattern), let year = Int(match.1), let month = Int(match.2),
      let date = Int(match.3)
    else { return nil }
    let clock = [match.4, match.5, match.6].map { $0.flatMap { Int($0) } ?? 0 }
    guard let time = LogTime(year: year, month: month, day: date, clock: (clock[0], clock[1], clock[2])) else {
      return nil
    }
    let wall = time.wall / 1_000_000
    if let named = match.7 {
      let digits = named.filter(\.isNumber)
      let minutes = named == "Z" ? 0 : (Int64(digits.prefix(2)) ?? 0) * 60 + (Int64(digits.suffix(2)) ?? 0)
      return bound(instant: wall - (named.hasPrefix("-") ? -60 : 60) * minutes, zone)
    }
    return bound(wall: isEnd && match.4 == nil ? wall + day : wall, zone)
  }

  private static func bound(instant: Int64, _ zone: (Int64) -> Int64) -> TimeBound {
    TimeBound(instant: instant * 1_000_000, wall: (instant + zone(instant)) * 1_000_000)
  }

  private static func bound(wall: Int64, _ zone: (Int64) -> Int64) -> TimeBound {
    // The zone at the wall's own time: asked twice, since it may change in between.
    let instant = wall - zone(wall - zone(wall))
    return TimeBound(instant: instant * 1_000_000, wall: wall * 1_000_000)
  }
}
