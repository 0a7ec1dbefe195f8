package import SMTPReply

/// Walks over the lines of a reply that a log has joined into one text, giving each without its codes.
///
/// Postfix joins the lines of a reply by a blank, by `?` (SASL failures) or by `??` (milters), each line with its own
/// code: `550-5.1.1 first 550 5.1.1 second`. The joint can be told from the text only when the reply starts with
/// `550-`; a text that starts with `550 ` is one line whatever it holds (smtp/smtp_chat.c). Exim's joints: `ReplyJoint`.
package struct ReplyLines {
  var at: Int
  let end: Int
  var isLast: Bool
  let jointKind: ReplyJoint
  /// The three digits and room for the separator, as they stand in memory.
  private let digits: UInt64
  /// The code, or nil when the text does not start with one.
  package let code: ReplyCode?

  /// Starts at the text of the record's reply.
  package init(of record: borrowing ReplyRecord, in bytes: RawSpan) {
    self.init(record.reply, record.joint, in: bytes)
  }

  /// Starts at the text of `reply`, whose lines are joined by `joint`.
  package init(_ reply: Field, _ joint: ReplyJoint = .blank, in bytes: RawSpan) {
    jointKind = joint
    at = reply.range.lowerBound
    end = reply.range.upperBound
    code = ReplyLines.code(in: bytes, at: at, end: end)
    digits = bytes.word(at) & 0xff_ffff
    isLast = code == nil || end &- at < 4 || bytes.byte(at &+ 3) != ASCII.hyphen
  }

  /// The code at `at`, if there are three digits followed by a blank, a hyphen, a joint or the end.
  static func code(in bytes: RawSpan, at: Int, end: Int) -> ReplyCode? {
    guard end &- at >= 3 else { return nil }
    let word = bytes.word(at)
    let values = (word ^ Word.of("000")) & 0xff_ffff
    // A digit plus six stays below sixteen; only the lowest byte that is none matters, so carries do no harm.
    guard (values | (values &+ 0x06_0606)) & 0xf0_f0f0 == 0 else { return nil }
    if end &- at > 3 {
      let next = UInt8(truncatingIfNeeded: word >> 24)
      guard next == ASCII.space || next == ASCII.hyphen || next == ASCII.questionMark else { return nil }
    }
    return ReplyCode(
      hundreds: UInt8(truncatingIfNeeded: values), tens: UInt8(truncatingIfNeeded: values >> 8),
      ones: UInt8(truncatingIfNeeded: values >> 16))
  }

  /// The next line's enhanced status code, if it states one, and the rest of its text; nil at the end.
  package mutating func next(in bytes: RawSpan) -> (enhanced: EnhancedStatusCode?, text: Range<Int>)? {
    guard at <= end, at >= 0 else { return nil }
    if jointKind != .blank { return nextEscaped(in: bytes) }
    var start = at
    if code != nil { start = min(end, start &+ 4) }
    let stop = isLast ? end : joint(in: bytes, from: start)
    if isLast {
      at = -1
    } else {
      at = stop
      while at < end, bytes.byte(at) == ASCII.space || bytes.byte(at) == ASCII.questionMark { at &+= 1 }
      isLast = end &- at < 4 || bytes.byte(at &+ 3) != ASCII.hyphen
      if at >= end { at = -1 }
    }
    return text(in: bytes, from: start, to: stop)
  }

  /// A line's enhanced status code and its text, without the blanks around it.
  func text(in bytes: RawSpan, from first: Int, to stop: Int) -> (enhanced: EnhancedStatusCode?, text: Range<Int>) {
    var start = first
    while start < stop, bytes.byte(start) == ASCII.space { start &+= 1 }
    var last = stop
    while last > start, bytes.byte(last &- 1) == ASCII.space { last &-= 1 }
    guard let (enhanced, length) = EnhancedStatusCode.read(bytes, at: start, end: last) else {
      return (nil, start..<last)
    }
    start &+= length
    while start < last, bytes.byte(start) == ASCII.space { start &+= 1 }
    return (enhanced, start..<last)
  }

  /// The offset of the separator in front of the next line with the same code, or the end.
  private func joint(in bytes: RawSpan, from start: Int) -> Int {
    let first = UInt8(truncatingIfNeeded: digits)
    var from = start
    while let hit = bytes.firstIndex(of: first, from: from, to: end) {
      from = hit &+ 1
      guard hit > start, bytes.word(hit) & 0xff_ffff == digits, end &- hit >= 3 else { continue }
      let before = bytes.byte(hit &- 1)
      guard before == ASCII.space || before == ASCII.questionMark else { continue }
      if end &- hit == 3 { return hit &- 1 }
      let after = bytes.byte(hit &+ 3)
      if after == ASCII.space || after == ASCII.hyphen {
        var stop = hit &- 1
        while stop > start, bytes.byte(stop &- 1) == ASCII.questionMark, before == ASCII.questionMark { stop &-= 1 }
        return stop
      }
    }
    return end
  }
}

extension EnhancedStatusCode {
  /// The code at the front of `word` when its three numbers have one digit each and a blank follows, as in nearly all.
  @inline(__always)
  private static func short(_ word: UInt64) -> EnhancedStatusCode? {
    let values = word ^ Word.of("0.0.0 ")
    guard values & 0xff00_ff00_ff00 == 0 else { return nil }
    // A digit plus six stays below sixteen.
    guard ((values & 0x00ff_00ff_00ff) &+ 0x0006_0006_0006) & 0x01f0_01f0_01f0 == 0 else { return nil }
    return EnhancedStatusCode(
      group: UInt32(truncatingIfNeeded: values & 15), subject: UInt32(truncatingIfNeeded: values >> 16 & 15),
      detail: UInt32(truncatingIfNeeded: values >> 32 & 15))
  }

  /// The enhanced status code at `at` that ends at a blank or at `end`, and its length; nil when there is none.
  static func read(_ bytes: RawSpan, at: Int, end: Int) -> (code: EnhancedStatusCode, length: Int)? {
    guard end &- at >= 5 else { return nil }
    let word = bytes.word(at)
    guard UInt8(truncatingIfNeeded: word >> 8) == ASCII.dot else { return nil }
    if end &- at > 5, let code = short(word) { return (code, 5) }
    var numbers: (UInt32, UInt32) = (0, 0)
    var part = 0
    var digits = 0
    var index = at &+ 2
    while index < end {
      let byte = bytes.byte(index)
      if ASCII.isDigit(byte), digits < 3 {
        digits &+= 1
        if part == 0 {
          numbers.0 = numbers.0 &* 10 &+ UInt32(byte & 15)
        } else {
          numbers.1 = numbers.1 &* 10 &+ UInt32(byte & 15)
        }
      } else if byte == ASCII.dot, part == 0, digits > 0 {
        part = 1
        digits = 0
      } else {
        break
      }
      index &+= 1
    }
    guard part == 1, digits > 0, index == end || bytes.byte(index) == ASCII.space else { return nil }
    let group = UInt32(bytes.byte(at) &- 0x30)
    guard let code = EnhancedStatusCode(group: group, subject: numbers.0, detail: numbers.1) else { return nil }
    return (code, index &- at)
  }
}

extension ReplyRecord {
  /// Takes `reply` as the text of an SMTP reply: sets the code and the first enhanced code that one of its lines states.
  mutating func setReply(_ field: Field, in bytes: RawSpan) {
    reply = field
    let start = field.range.lowerBound
    let end = field.range.upperBound
    if joint == .blank, end &- start > 9, bytes.byte(start &+ 3) == ASCII.space,
      let own = ReplyLines.code(in: bytes, at: start, end: end),
      let stated = EnhancedStatusCode.read(bytes, at: start &+ 4, end: end)
    {
      // One line, as most are.
      code = own
      enhanced = stated.code
      return
    }
    var lines = ReplyLines(field, joint, in: bytes)
    code = lines.code
    while enhanced == nil, let line = lines.next(in: bytes) { enhanced = line.enhanced }
  }
}
