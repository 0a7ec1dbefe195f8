import SMTPReply

/// Reads the times of one input's lines, in order, and gives stamps without a year theirs.
///
/// The day is kept as it was last read: lines of one day differ in their clock time alone.
struct LogClock {
  private(set) var years: YearInference
  /// The bytes of the last date that was read, without the blank behind it, and the day they mean.
  private var dateWord: UInt64 = 0
  private var dateTail: UInt64 = 0
  private var midnight: Int64 = 0
  /// The bytes of the last clock time, and the time they meant on the last date, without its fraction; no bytes where they are not kept.
  private var clockWord: UInt64 = 0
  private var second: LogTime?
  /// What stood between it and the host.
  private var tail = StampTail()
  /// Seconds since 1970-01-01 00:00:00 UTC of the time that was given last; a stamp without a zone is taken as UTC. 0
  /// when its digits meant no time.
  private(set) var instantSecond: Int64 = 0

  /// A clock for an input whose newest line is not from after `newestTime`.
  init(years: YearInference) {
    self.years = years
  }

  /// Whether dates without a year span more than one.
  var passedBound: Bool { years.passedBound }

  /// The time of the line with `head`; nil when its digits mean no time.
  @inline(__always)
  mutating func time(of head: borrowing LineHead, in bytes: RawSpan) -> LogTime? {
    // Most lines are of the same second as the one before.
    if bytes.word(head.clock) == clockWord, head.host.lowerBound &- head.clock == tail.count,
      isDate(of: head, in: bytes)
    {
      return tail.isPlain ? second : timeWithTail(of: head, in: bytes)
    }
    return readTime(of: head, in: bytes)
  }

  /// The time of a line whose stamp is RFC 3164's, on the date `date` at the clock time `clock` as bytes, if it is that of the line before.
  @inline(always)
  func sameTime(date: UInt64, clock: UInt64) -> LogTime? {
    guard clock == clockWord, date == dateWord, dateTail == 1, tail.isPlain else { return nil }
    return second
  }

  /// The time of a line of the same second.
  @inline(never)
  private mutating func timeWithTail(of head: borrowing LineHead, in bytes: RawSpan) -> LogTime? {
    guard tail.fits(bytes, head.clock) else { return readTime(of: head, in: bytes) }
    return second?.adding(micros: tail.micros(bytes, head.clock))
  }

  @inline(never)
  private mutating func readTime(of head: borrowing LineHead, in bytes: RawSpan) -> LogTime? {
    let time = read(head, in: bytes)
    instantSecond = (time?.instant ?? 0) / 1_000_000
    return time
  }

  /// Whether the line with `head` is of the date that was read last.
  @inline(__always)
  private func isDate(of head: borrowing LineHead, in bytes: RawSpan) -> Bool {
    switch head.stamp {
    case .rfc3164:
      guard dateTail == 1 else { return false }
      return bytes.word(head.start) & 0xff_ffff_ffff_ffff == dateWord
    case .exim, .rfc3339:
      guard bytes.word(head.start) == dateWord else { return false }
      return (bytes.word(head.start &+ 2) >> 48) | 1 << 32 == dateTail
    default: return false
    }
  }

  private mutating func read(_ head: borrowing LineHead, in bytes: RawSpan) -> LogTime? {
    clockWord = 0
    switch head.stamp {
    case .rfc3164:
      // Month and day are the seven bytes before the clock time, or six when the day is one digit without padding.
      let word = bytes.word(head.start) & 0xff_ffff_ffff_ffff
      if word != dateWord || dateTail != 1 {
        guard let date = readMonthAndDay(bytes, head.start), let day = years.day(month: date.month, day: date.day)
        else { return nil }
        midnight = Int64(day) &* 86_400
        dateWord = word
        dateTail = 1
      }
      return keptTime(of: head, in: bytes)
    case .yearFirst:
      guard let date = readMonthAndDay(bytes, head.start &+ 5),
        let year = number(bytes, head.start, digits: 4),
        let day = CivilDate(year: year, month: date.month, day: date.day)
      else { return nil }
      midnight = Int64(day.dayNumber) &* 86_400
      dateTail = 0
      years.note(day)
    case .unix:
      guard let time = LogTime(unix: bytes, head.start, head.host.lowerBound) else { return nil }
      years.note(CivilDate(dayNumber: Int(time.wall / 86_400_000_000)))
      return time
    case .none:
      return nil
    case .rfc3339, .weekday, .exim:
      let start = head.clock &- 11
      let word = bytes.word(start)
      let tail = (bytes.word(start &+ 2) >> 48) | 1 << 32
      if word != dateWord || tail != dateTail {
        guard let year = number(bytes, start, digits: 4), let month = number(bytes, start &+ 5, digits: 2),
          let day = number(bytes, start &+ 8, digits: 2),
          let date = CivilDate(year: year, month: month, day: day)
        else { return nil }
        midnight = Int64(date.dayNumber) &* 86_400
        dateWord = word
        dateTail = tail
        years.note(date)
      }
      if head.stamp != .weekday { return keptTime(of: head, in: bytes) }
    }
    return clockTime(of: head, in: bytes)
  }

  /// The time of a line with `head`, kept for the lines of the same second behind it if its stamp is written in a usual form.
  private mutating func keptTime(of head: borrowing LineHead, in bytes: RawSpan) -> LogTime? {
    guard let time = clockTime(of: head, in: bytes) else { return nil }
    guard tail.take(bytes, head) else { return time }
    clockWord = bytes.word(head.clock)
    second = time.withoutFraction
    return time
  }

  /// Hours, minutes, seconds, and what stands between them and the host: a fraction and a zone.
  private func clockTime(of head: borrowing LineHead, in bytes: RawSpan) -> LogTime? {
    guard let hour = number(bytes, head.clock, digits: 2), let minute = number(bytes, head.clock &+ 3, digits: 2),
      let second = number(bytes, head.clock &+ 6, digits: 2), hour < 24, minute < 60, second <= 60
    else { return nil }
    var time = LogTime(wall: (midnight &+ Int64(hour &* 3600 &+ minute &* 60 &+ second)) &* 1_000_000)
    var at = head.clock &+ 8
    let end = head.host.lowerBound &- 1
    if at < end, bytes.byte(at) == ASCII.dot || bytes.byte(at) == ASCII.comma {
      at = time.takeFraction(bytes, at &+ 1, end)
    }
    if head.stamp == .weekday {
      time.zone = namedZone(bytes, at &+ 1, end)
      return time
    }
    if at < end, bytes.byte(at) == ASCII.space { at &+= 1 }
    if at < end { time.zone = zone(bytes, at, end) }
    return time
  }

  /// `Z`, `+01:00` or `+0100` as minutes east of UTC.
  private func zone(_ bytes: RawSpan, _ at: Int, _ end: Int) -> Int16? {
    let sign = bytes.byte(at)
    if ASCII.lowercased(sign) == UInt8(ascii: "z") { return 0 }
    guard sign == UInt8(ascii: "+") || sign == ASCII.hyphen, end &- at >= 5 else { return nil }
    let minuteStart = bytes.byte(at &+ 3) == ASCII.colon ? at &+ 4 : at &+ 3
    guard minuteStart &+ 2 <= end, let hours = number(bytes, at &+ 1, digits: 2),
      let minutes = number(bytes, minuteStart, digits: 2), hours < 24, minutes < 60
    else { return nil }
    let east = Int16(hours &* 60 &+ minutes)
    return sign == ASCII.hyphen ? -east : east
  }

  /// `UTC` or `+0330`; nil for a name as `CET`, which several zones may have.
  private func namedZone(_ bytes: RawSpan, _ at: Int, _ end: Int) -> Int16? {
    if bytes.hasWord("UTC ", at: at) || bytes.hasWord("GMT ", at: at) { return 0 }
    if end &- at == 3, let hours = number(bytes, at &+ 1, digits: 2), hours < 24 {
      // A zone without a name of its own, as `+03` for Istanbul.
      if bytes.byte(at) == UInt8(ascii: "+") { return Int16(hours * 60) }
      if bytes.byte(at) == ASCII.hyphen { return Int16(hours * -60) }
    }
    return zone(bytes, at, end)
  }

  /// A number of exactly `digits` digits.
  @inline(__always)
  private func number(_ bytes: RawSpan, _ at: Int, digits: Int) -> Int? {
    var value = 0
    for index in 0..<digits {
      let byte = bytes.byte(at &+ index)
      guard ASCII.isDigit(byte) else { return nil }
      value = value &* 10 &+ Int(byte & 15)
    }
    return value
  }

  /// `Nov  3`, `Nov 03` or `Nov 3` at `at`.
  private func readMonthAndDay(_ bytes: RawSpan, _ at: Int) -> (month: Int, day: Int)? {
    let name = (bytes.word(at) & 0xff_ffff) | 0x20_2020
    guard let month = LogClock.months.firstIndex(of: name).map({ $0 + 1 }) ?? MonthNames.month(bytes, at) else {
      return nil
    }
    var day = 0
    for index in 4..<6 {
      let byte = bytes.byte(at &+ index)
      if ASCII.isDigit(byte) { day = day &* 10 &+ Int(byte & 15) }
    }
    return day > 0 ? (month, day) : nil
  }

  /// The months' names in lower case, as three bytes in memory order.
  private static let months: [UInt64] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ].map { name in name.utf8.enumerated().reduce(0) { $0 | UInt64($1.element) << (8 * UInt64($1.offset)) } }
}
