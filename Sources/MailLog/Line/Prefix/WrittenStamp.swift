import SMTPReply

/// A time as it stands in front of a line, in any of the forms that people and programs give it, taken apart.
struct WrittenStamp {
  /// The year; nil when the stamp has none.
  var year: Int?
  var month: Int
  var day: Int
  var hour: Int
  var minute: Int
  var second: Int
  /// The digits of the second's fraction.
  var fraction: Range<Int>?
  /// Whether a comma stands in front of them.
  var hasComma = false
  /// Minutes east of UTC; nil when the stamp has no zone.
  var zone: Int?
  /// The first byte behind it.
  var end = 0

  /// Whether the calendar and the clock have such a time.
  var isTime: Bool {
    (0..<24).contains(hour) && (0..<60).contains(minute) && (0...60).contains(second)
      // Without a year February may have 29 days.
      && CivilDate(year: year ?? 2_024, month: month, day: day) != nil && (1_970..<2_200).contains(year ?? 2_024)
  }

  /// The same time in the year of `other`, whose date is hardly another one.
  func inYear(of other: WrittenStamp) -> WrittenStamp {
    guard year == nil, let otherYear = other.year else { return self }
    var stamp = self
    stamp.year = otherYear + (month == 12 && other.month == 1 ? -1 : month == 1 && other.month == 12 ? 1 : 0)
    return stamp
  }

  /// Writes it as RFC 3339 has it, or as RFC 3164 when it has no year; gives the form, and where its clock time begins.
  func write(_ bytes: RawSpan, into text: inout LineText) -> (stamp: LineHead.Stamp, clock: Int) {
    let start = text.count
    if let year {
      text.append(year, digits: 4)
      text.append(ASCII.hyphen)
      text.append(month, digits: 2)
      text.append(ASCII.hyphen)
      text.append(day, digits: 2)
      text.append(UInt8(ascii: "T"))
    } else {
      let names = Array("JanFebMarAprMayJunJulAugSepOctNovDec".utf8)
      for byte in names[(3 * (month - 1))..<(3 * month)] { text.append(byte) }
      text.append(ASCII.space)
      if day < 10 { text.append(ASCII.space) }
      text.append(day, digits: day < 10 ? 1 : 2)
      text.append(ASCII.space)
    }
    let clock = text.count
    text.append(hour, digits: 2)
    text.append(ASCII.colon)
    text.append(minute, digits: 2)
    text.append(ASCII.colon)
    text.append(second, digits: 2)
    if let fraction, !fraction.isEmpty {
      text.append(ASCII.dot)
      text.append(bytes, fraction.lowerBound..<min(fraction.upperBound, fraction.lowerBound + 9))
    }
    if year != nil, let zone {
      text.append(zone < 0 ? ASCII.hyphen : UInt8(ascii: "+"))
      text.append(abs(zone) / 60, digits: 2)
      text.append(ASCII.colon)
      text.append(abs(zone) % 60, digits: 2)
    }
    return (year == nil ? .rfc3164 : .rfc3339, clock - start)
  }
}

extension LineText {
  /// Writes `number` with leading zeros.
  fileprivate mutating func append(_ number: Int, digits: Int) {
    var divisor = 1
    for _ in 1..<digits { divisor *= 10 }
    while divisor > 0 {
      append(UInt8(ascii: "0") + UInt8(number / divisor % 10))
      divisor /= 10
    }
  }
}
