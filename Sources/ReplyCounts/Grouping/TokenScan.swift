import MailLog
import SMTPReply

/// What the bytes of one token are, collected while walking over it, and what the token stands for.
struct TokenScan {
  private var digits = 0
  private var letters = 0
  private var dots = 0
  private var colons = 0
  private var others = 0
  private var hasAt = false
  /// Whether there are more than three letters and digits without a sign between them.
  private var hasLongRun = false
  /// Whether a digit was followed by a letter: `a1b2`, not `S3140`.
  private var hasLetterAfterDigit = false

  /// Walks over the token at `start`, eight bytes at a time where they are letters and digits; gives its end.
  @inline(__always)
  mutating func read(_ text: RawSpan, from start: Int, to end: Int) -> Int {
    var at = start
    while at < end {
      let run = ByteRun(text.word(at), limit: end &- at)
      see(run)
      at &+= run.count
      if run.count == 8 { continue }
      guard at < end else { break }
      let byte = text.byte(at)
      guard TokenClass.isInside(byte) else { break }
      // Of an address nothing else matters; the sentence may go on behind a colon.
      if hasAt, byte == UInt8(ascii: ":") { break }
      see(byte)
      at &+= 1
    }
    return at
  }

  @inline(__always)
  private mutating func see(_ run: ByteRun) {
    if run.letters != 0, digits > 0 || run.hasLetterAfterDigit { hasLetterAfterDigit = true }
    if run.count > 3 { hasLongRun = true }
    letters &+= run.letterCount
    digits &+= run.digitCount
  }

  /// Counts a byte that is neither letter nor digit.
  @inline(__always)
  private mutating func see(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "."): dots &+= 1
    case UInt8(ascii: ":"): colons &+= 1
    case UInt8(ascii: "@"): hasAt = true
    default: others &+= 1
    }
  }

  /// Whether the token is an address.
  @inline(__always)
  var isAddress: Bool { hasAt }

  /// Whether the token is an ordinary word: no digit, no dot inside, no address.
  @inline(__always)
  var isPlain: Bool { digits == 0 && dots == 0 && !hasAt && colons == 0 }

  /// Whether a letter is in the token, or a byte of UTF-8.
  @inline(__always)
  var hasLetters: Bool { letters > 0 || others > 0 }

  /// How many digits its longest number has at most, if it has no letters.
  @inline(__always)
  var longestNumber: Int { hasLongRun ? .max : 3 }

  /// Whether the token has the dots of a host name, so that it may be one.
  @inline(__always)
  var mayBeHost: Bool { dots > 0 && letters > 0 && colons == 0 }

  /// What to put in the token's place; nil leaves it as it is.
  func placeholder(_ text: RawSpan, _ start: Int, _ end: Int) -> Placeholder? {
    let count = end - start
    guard count > 0 else { return nil }
    if digits == 0 { return isHostName(text, start, end) ? .host : nil }
    if letters == 0, others == 0, colons == 0 { return number(text, start, end) }
    if letters == 0, others == 0, dots == 0, colons <= 2, end - start <= 8 { return .time }
    if isIPv6(text, start, end) { return .ip }
    if dots > 0, letters > 0, isHostName(text, start, end) { return .host }
    // A short mark such as S3140, BL21, TSS09, OFR_416: letters, then digits.
    if !hasLetterAfterDigit, letters > 0, letters <= 8, digits <= 4, dots == 0, colons == 0 { return nil }
    return .id
  }

  /// Digits and dots alone: an address, an enhanced status code, or a number.
  private func number(_ text: RawSpan, _ start: Int, _ end: Int) -> Placeholder? {
    var parts = 1
    var length = 0
    var longest = 0
    for at in start..<end {
      if text.byte(at) == UInt8(ascii: ".") {
        parts += 1
        length = 0
      } else {
        length += 1
        longest = max(longest, length)
      }
    }
    if parts == 4, longest <= 3 { return .ip }
    let first = text.byte(start)
    if parts == 3, longest <= 3, first == UInt8(ascii: "5") || first == UInt8(ascii: "4") || first == UInt8(ascii: "2")
    {
      return nil
    }
    return .number
  }

  /// Hexadecimal groups, eight of them or some left out by `::`; `00:05:00` is a time.
  private func isIPv6(_ text: RawSpan, _ start: Int, _ end: Int) -> Bool {
    guard colons >= 2, others == 0, end - start <= 45 else { return false }
    var isShortened = false
    var before: UInt8 = 0
    for at in start..<end {
      let byte = text.byte(at)
      let isHex = ASCII.isHexadecimal(byte)
      if !isHex, byte != UInt8(ascii: ":"), byte != UInt8(ascii: ".") { return false }
      if byte == UInt8(ascii: ":"), before == byte { isShortened = true }
      before = byte
    }
    return colons == 7 || isShortened
  }

  /// Labels of letters, digits and hyphens, at least two, the last of letters; names of block lists are left alone.
  private func isHostName(_ text: RawSpan, _ start: Int, _ end: Int) -> Bool {
    guard dots > 0, colons == 0 else { return false }
    var labelStart = start
    var labels = 0
    var lastIsLetters = false
    for at in start...end {
      let byte = at < end ? text.byte(at) : UInt8(ascii: ".")
      guard byte == UInt8(ascii: ".") else {
        let isLetter = ASCII.isLetter(byte)
        if !isLetter { lastIsLetters = false }
        guard isLetter || ASCII.isDigit(byte) || byte == UInt8(ascii: "-") else { return false }
        continue
      }
      guard at > labelStart else { return false }
      labels += 1
      if at < end { lastIsLetters = true }
      labelStart = at + 1
    }
    guard labels >= 2, lastIsLetters else { return false }
    return !BlockListName.isIn(text, start, end)
  }
}
