import SMTPReply

/// Reads the stamps that stand in front of lines. A pure function of the bytes; nothing behind `end` is looked at.
struct StampReader {
  private var at: Int
  private let end: Int

  /// A stamp that begins at `start`; nil when there is none, or one that could be read as two times.
  static func read(_ bytes: RawSpan, _ start: Int, _ end: Int) -> WrittenStamp? {
    if let stamp = withoutWeekday(bytes, start, end) { return stamp }
    // `Mon Jan 12 13:54:46 2026`, `lun. 2026-01-12 13:54:46 CET`, `Mon, 12 Jan 2026 13:54:46 +0100`.
    var at = start
    while at < min(end, start &+ 16), ASCII.isLetter(bytes.byte(at)) || bytes.byte(at) >= 0x80 { at &+= 1 }
    guard at &- start >= 2 else { return nil }
    let isEnglish = isWeekday(bytes, start..<at)
    if at < end, bytes.byte(at) == ASCII.dot { at &+= 1 }
    if at < end, bytes.byte(at) == ASCII.comma { at &+= 1 }
    guard at < end, bytes.byte(at) == ASCII.space else { return nil }
    while at < end, bytes.byte(at) == ASCII.space { at &+= 1 }
    // Other languages' stand in front of the date that `journalctl -o short-full` writes.
    guard isEnglish || at &+ 4 < end && ASCII.isDigit(bytes.byte(at)) && bytes.byte(at &+ 4) == ASCII.hyphen else {
      return nil
    }
    return withoutWeekday(bytes, at, end)
  }

  private static func isWeekday(_ bytes: RawSpan, _ word: Range<Int>) -> Bool {
    guard word.count == 3 else { return false }
    switch Word.first(3, of: bytes.word(word.lowerBound)) {
    case Word.of("Mon"), Word.of("Tue"), Word.of("Wed"), Word.of("Thu"), Word.of("Fri"), Word.of("Sat"), Word.of("Sun"):
      return true
    default: return false
    }
  }

  private static func withoutWeekday(_ bytes: RawSpan, _ start: Int, _ end: Int) -> WrittenStamp? {
    guard end &- start >= 10 else { return nil }
    let first = bytes.byte(start)
    if first == ASCII.at { return label(bytes, start, end) }
    var found: WrittenStamp?
    if ASCII.isDigit(first) {
      found =
        yearFirst(bytes, start, end) ?? dayFirst(bytes, start, end) ?? epoch(bytes, start, end)
        ?? monthFirst(bytes, start, end)
    } else if ASCII.isLetter(first) || first >= 0x80 {
      found = monthFirst(bytes, start, end)
    }
    guard let found, found.isTime, found.end >= end || isSeparator(bytes.byte(found.end)) else { return nil }
    return found
  }

  private static func isSeparator(_ byte: UInt8) -> Bool {
    byte == ASCII.space || byte == UInt8(ascii: "\t") || byte == ASCII.closeBracket || byte == ASCII.comma
      || byte == UInt8(ascii: ";") || byte == ASCII.colon || byte == ASCII.quote
  }

  private init(_ start: Int, _ end: Int) {
    at = start
    self.end = end
  }

  /// `2026-01-12 13:54:46`, with a `T`, a blank or a line between date and time, and hyphens, slashes or stops in the date.
  private static func yearFirst(_ bytes: RawSpan, _ start: Int, _ end: Int) -> WrittenStamp? {
    var reader = StampReader(start, end)
    guard let year = reader.number(bytes, 4...4), let mark = reader.next(bytes),
      mark == ASCII.hyphen || mark == ASCII.slash || mark == ASCII.dot || mark == ASCII.space
    else { return nil }
    if mark == ASCII.space {
      // `2013 Jun 10 06:27:30`.
      guard var stamp = monthFirst(bytes, reader.at, end), stamp.year == nil else { return nil }
      stamp.year = year
      return stamp
    }
    guard let month = reader.number(bytes, 1...2), reader.skip(mark, bytes), let day = reader.number(bytes, 1...2),
      let between = reader.next(bytes),
      ASCII.lowercased(between) == UInt8(ascii: "t") || between == ASCII.space || between == UInt8(ascii: "_")
    else { return nil }
    var stamp = WrittenStamp(year: year, month: month, day: day, hour: 0, minute: 0, second: 0)
    guard reader.takeClock(bytes, into: &stamp) else { return nil }
    reader.takeZone(bytes, into: &stamp)
    stamp.end = reader.at
    return stamp
  }

  /// `12/Jan/2026:13:54:46 +0100`, `12 Jan 2026 13:54:46`, `12.01.2026 13:54:46`, `01/12/2026 01:54:46 PM`.
  private static func dayFirst(_ bytes: RawSpan, _ start: Int, _ end: Int) -> WrittenStamp? {
    var reader = StampReader(start, end)
    guard let first = reader.number(bytes, 1...2), let mark = reader.next(bytes) else { return nil }
    var stamp = WrittenStamp(year: nil, month: 0, day: first, hour: 0, minute: 0, second: 0)
    if reader.at < end, ASCII.isDigit(bytes.byte(reader.at)) {
      guard mark == ASCII.dot || mark == ASCII.slash || mark == ASCII.hyphen, let second = reader.number(bytes, 1...2),
        reader.skip(mark, bytes), let year = reader.number(bytes, 4...4)
      else { return nil }
      (stamp.year, stamp.month) = (year, second)
      _ = reader.skip(ASCII.comma, bytes)
      guard reader.skip(ASCII.space, bytes), reader.takeClock(bytes, into: &stamp) else { return nil }
      if mark != ASCII.dot {
        // The month is first where the clock has twelve hours; else one of the two numbers has to tell.
        if reader.hasHalfOfDay || second > 12 {
          (stamp.month, stamp.day) = (first, second)
        } else if first <= 12, first != second {
          return nil
        }
      }
    } else {
      guard mark == ASCII.slash || mark == ASCII.hyphen || mark == ASCII.space,
        let name = MonthNames.read(bytes, reader.at, end)
      else { return nil }
      stamp.month = name.month
      reader.at = name.end
      guard let again = reader.next(bytes), again == mark || mark == ASCII.space && again == ASCII.comma else {
        return nil
      }
      let behind = reader.at
      if let year = reader.number(bytes, 4...4), let between = reader.next(bytes),
        between == ASCII.colon || between == ASCII.space
      {
        stamp.year = year
      } else {
        reader.at = behind
      }
      guard reader.takeClock(bytes, into: &stamp) else { return nil }
    }
    reader.takeZone(bytes, into: &stamp)
    stamp.end = reader.at
    return stamp
  }

  /// `Jan 12 13:54:46`, with a year behind the day or behind the time.
  private static func monthFirst(_ bytes: RawSpan, _ start: Int, _ end: Int) -> WrittenStamp? {
    guard let name = MonthNames.read(bytes, start, end) else { return nil }
    var reader = StampReader(name.end, end)
    guard reader.skipBlanks(bytes), let day = reader.number(bytes, 1...2) else { return nil }
    var stamp = WrittenStamp(year: nil, month: name.month, day: day, hour: 0, minute: 0, second: 0)
    _ = reader.skip(ASCII.comma, bytes)
    guard reader.skipBlanks(bytes) else { return nil }
    let behind = reader.at
    if let year = reader.number(bytes, 4...4), reader.at < end, bytes.byte(reader.at) != ASCII.colon {
      stamp.year = year
      _ = reader.skip(ASCII.comma, bytes)
      guard reader.skipBlanks(bytes) else { return nil }
    } else {
      reader.at = behind
    }
    guard reader.takeClock(bytes, into: &stamp) else { return nil }
    if stamp.year == nil { reader.takeYearBehind(bytes, into: &stamp) }
    if stamp.year != nil, stamp.zone == nil { reader.takeZone(bytes, into: &stamp) }
    stamp.end = reader.at
    return stamp
  }

  /// Whether the clock time had `AM` or `PM` behind it.
  private var hasHalfOfDay = false
}

// The parts of a stamp.
extension StampReader {
  private mutating func next(_ bytes: RawSpan) -> UInt8? {
    guard at < end else { return nil }
    at &+= 1
    return bytes.byte(at &- 1)
  }

  private mutating func skip(_ byte: UInt8, _ bytes: RawSpan) -> Bool {
    guard at < end, bytes.byte(at) == byte else { return false }
    at &+= 1
    return true
  }

  private mutating func skipBlanks(_ bytes: RawSpan) -> Bool {
    let start = at
    while at < end, at &- start < 4, bytes.byte(at) == ASCII.space { at &+= 1 }
    return at > start
  }

  /// A number of as many digits, and no more.
  private mutating func number(_ bytes: RawSpan, _ count: ClosedRange<Int>) -> Int? {
    var (value, place) = (0, at)
    while place < end, place &- at <= count.upperBound, ASCII.isDigit(bytes.byte(place)) {
      value = value &* 10 &+ Int(bytes.byte(place) & 15)
      place &+= 1
    }
    guard count.contains(place &- at) else { return nil }
    at = place
    return value
  }

  private mutating func takeClock(_ bytes: RawSpan, into stamp: inout WrittenStamp) -> Bool {
    guard let hour = number(bytes, 1...2), skip(ASCII.colon, bytes), let minute = number(bytes, 2...2),
      skip(ASCII.colon, bytes), let second = number(bytes, 2...2)
    else { return false }
    (stamp.hour, stamp.minute, stamp.second) = (hour, minute, second)
    if at &+ 1 < end, bytes.byte(at) == ASCII.dot || bytes.byte(at) == ASCII.comma, ASCII.isDigit(bytes.byte(at &+ 1)) {
      stamp.hasComma = bytes.byte(at) == ASCII.comma
      let first = at &+ 1
      at = first
      while at < end, ASCII.isDigit(bytes.byte(at)) { at &+= 1 }
      stamp.fraction = first..<at
    }
    takeHalfOfDay(bytes, into: &stamp)
    return true
  }

  /// ` AM` or ` PM`.
  private mutating func takeHalfOfDay(_ bytes: RawSpan, into stamp: inout WrittenStamp) {
    var letter = at
    if letter < end, bytes.byte(letter) == ASCII.space { letter &+= 1 }
    guard letter &+ 1 < end, ASCII.lowercased(bytes.byte(letter &+ 1)) == UInt8(ascii: "m"),
      (1...12).contains(stamp.hour),
      letter &+ 2 >= end || !ASCII.isAlphanumeric(bytes.byte(letter &+ 2))
    else { return }
    let half = ASCII.lowercased(bytes.byte(letter))
    guard half == UInt8(ascii: "a") || half == UInt8(ascii: "p") else { return }
    stamp.hour = stamp.hour % 12 + (half == UInt8(ascii: "p") ? 12 : 0)
    hasHalfOfDay = true
    at = letter &+ 2
  }

  /// ` 2026`, or ` CET 2026`.
  private mutating func takeYearBehind(_ bytes: RawSpan, into stamp: inout WrittenStamp) {
    let start = at
    takeZone(bytes, into: &stamp)
    if skip(ASCII.space, bytes), let year = number(bytes, 4...4), at >= end || !ASCII.isAlphanumeric(bytes.byte(at)),
      at >= end || bytes.byte(at) != ASCII.dot && bytes.byte(at) != ASCII.hyphen, (1_970..<2_200).contains(year)
    {
      stamp.year = year
    } else {
      at = start
      stamp.zone = nil
    }
  }

  /// `Z`, `+01:00`, `+0100`, `+01`, or behind a blank also a name as `CET`, which tells no zone.
  private mutating func takeZone(_ bytes: RawSpan, into stamp: inout WrittenStamp) {
    guard at < end else { return }
    let start = at
    let isBehindBlank = bytes.byte(at) == ASCII.space
    if isBehindBlank { at &+= 1 }
    if let zone = zoneOffset(bytes) ?? zoneName(bytes, isBehindBlank) {
      stamp.zone = zone.east
    } else {
      at = start
    }
  }

  /// A zone that is there; its name alone may tell no offset.
  private struct Zone {
    var east: Int?
  }

  private mutating func zoneOffset(_ bytes: RawSpan) -> Zone? {
    let start = at
    guard let sign = next(bytes), sign == UInt8(ascii: "+") || sign == ASCII.hyphen else {
      at = start
      return nil
    }
    var east: Int?
    if let four = number(bytes, 4...4) {
      east = four / 100 * 60 + four % 100
    } else if let hours = number(bytes, 2...2) {
      let behind = at
      if skip(ASCII.colon, bytes), let minutes = number(bytes, 2...2) {
        east = hours * 60 + minutes
      } else {
        at = behind
        east = hours * 60
      }
    }
    guard let east, east < 24 * 60, at >= end || !ASCII.isAlphanumeric(bytes.byte(at)) else {
      at = start
      return nil
    }
    return Zone(east: sign == ASCII.hyphen ? -east : east)
  }

  private mutating func zoneName(_ bytes: RawSpan, _ isBehindBlank: Bool) -> Zone? {
    var stop = at
    while stop < end, stop &- at < 6, ASCII.isCapital(bytes.byte(stop)) { stop &+= 1 }
    let count = stop &- at
    guard count > 0, stop >= end || !ASCII.isAlphanumeric(bytes.byte(stop)) else { return nil }
    if count == 1, bytes.byte(at) == UInt8(ascii: "Z") {
      at = stop
      return Zone(east: 0)
    }
    guard isBehindBlank, (3...5).contains(count), stop < end, bytes.byte(stop) == ASCII.space else { return nil }
    let isUTC = count == 3 && (bytes.hasWord("UTC", at: at) || bytes.hasWord("GMT", at: at))
    // A name in capitals may be the host's, unless another word stands in its place.
    guard isUTC || PrefixWords.isZone(bytes, at..<stop) else { return nil }
    at = stop
    return Zone(east: isUTC ? 0 : nil)
  }
}
