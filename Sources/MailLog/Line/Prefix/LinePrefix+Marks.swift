import SMTPReply

// What people, editors and `grep` put in front of a line.
extension LinePrefix {
  /// Takes off a byte order mark, `> `, a bullet or a line's number; false when there is none.
  mutating func takeMark(_ bytes: RawSpan) -> Bool {
    let byte = bytes.byte(at)
    let next = at + 1 < end ? bytes.byte(at + 1) : ASCII.space
    switch byte {
    case 0xef where bytes.hasWord("\u{FEFF}", at: at): at += 3
    case 0xe2 where bytes.hasWord("\u{2022} ", at: at): at += 4
    case 0xc2 where bytes.hasWord("\u{A0}", at: at): at += 2
    case UInt8(ascii: "&") where bytes.hasWord("&gt;", at: at): at += 4
    case ASCII.greater: at += 1
    case ASCII.hyphen, UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "|"):
      guard LinePrefix.isBlank(next) else { return false }
      at += 1
    case UInt8(ascii: "`"):
      while at < end, bytes.byte(at) == UInt8(ascii: "`") { at += 1 }
    default: return ASCII.isDigit(byte) && takeNumber(bytes)
    }
    return true
  }

  /// `12: `, `12. `, `12) ` or `12` and blanks, in front of a stamp or a tag.
  private mutating func takeNumber(_ bytes: RawSpan) -> Bool {
    var behind = at
    while behind < end, behind - at < 8, ASCII.isDigit(bytes.byte(behind)) { behind += 1 }
    guard behind < end, behind - at < 8 else { return false }
    let mark = bytes.byte(behind)
    let isMark =
      mark == ASCII.colon || mark == ASCII.dot || mark == ASCII.closeParenthesis || mark == ASCII.hyphen
    if isMark { behind += 1 }
    let text = behind
    while behind < end, LinePrefix.isBlank(bytes.byte(behind)) { behind += 1 }
    // `grep -n` leaves no blank.
    guard isMark && mark != ASCII.dot || behind > text, begins(bytes, behind) else { return false }
    // What could be a stamp is one: `12 Jan 2026`.
    guard StampReader.read(bytes, at, end) == nil else { return false }
    at = behind
    return true
  }

  /// Takes off `mail.log.1:`, `/var/log/mainlog-` or `mail.log:12:`, in front of a stamp or a tag and without a blank between them.
  mutating func takeFileName(_ bytes: RawSpan) -> Bool {
    let limit = min(end, at + 256)
    var place = at
    while place < limit, isOfPath(bytes.byte(place)) {
      let byte = bytes.byte(place)
      place += 1
      guard byte == ASCII.colon || byte == ASCII.hyphen, place < end, isFile(bytes, at..<(place - 1)),
        begins(bytes, place)
      else { continue }
      at = place
      // Of what follows only the line itself may be indented or quoted no more.
      isFront = false
      return true
    }
    return false
  }

  private func isOfPath(_ byte: UInt8) -> Bool {
    ASCII.isAlphanumeric(byte) || byte == ASCII.slash || byte == ASCII.dot || byte == ASCII.hyphen
      || byte == ASCII.colon || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "~") || byte == UInt8(ascii: "+")
      || byte == UInt8(ascii: "@") || byte == ASCII.equals || byte == ASCII.backslash
  }

  /// Whether a name is a file's: it has a folder, an ending or `log` in it, and is not the first part of a word of another kind.
  private func isFile(_ bytes: RawSpan, _ name: Range<Int>) -> Bool {
    guard name.count >= 3, !ASCII.isDigit(bytes.byte(name.lowerBound)) else { return false }
    return name.contains { bytes.byte($0) == ASCII.slash || bytes.byte($0) == ASCII.dot }
      || bytes.firstIndex(of: "log", from: name.lowerBound, to: name.upperBound) != nil
      || bytes.starts(with: "messages", at: name.lowerBound, end: name.upperBound)
      || bytes.starts(with: "mail", at: name.lowerBound, end: name.upperBound)
  }

  /// Whether a stamp or a tag begins at `place`.
  func begins(_ bytes: RawSpan, _ place: Int) -> Bool {
    MailTag.read(bytes, place, end) != nil || StampReader.read(bytes, place, end) != nil
  }

  /// A line in quotes, or values in them: not read, but known.
  mutating func quoted(_ bytes: RawSpan) -> Outcome {
    var inner = LinePrefix(at + 1, end)
    inner.isFront = false
    switch inner.take(bytes) {
    case .foreign, .inside: return values(bytes)
    default: return .unsure
    }
  }

  /// Values with commas, semicolons or tabs between them, of which one of the first is a tag: not read, but known.
  func values(_ bytes: RawSpan) -> Outcome {
    var place = at
    let limit = min(end, at + 256)
    for _ in 0..<8 {
      while place < limit, bytes.byte(place) == ASCII.quote || bytes.byte(place) == ASCII.space { place += 1 }
      var behind = place
      while behind < limit, MailTag.isOfName(bytes.byte(behind)) { behind += 1 }
      if behind < limit, behind - place >= 4 {
        let next = bytes.byte(behind)
        let isEnded = next == ASCII.openBracket || next == ASCII.quote || next == ASCII.comma || next == ASCII.colon
        let isMail = MTA.of(bytes, place..<behind) != nil
        if isEnded, isMail { return .unsure }
      }
      while place < limit, !isBetweenValues(bytes.byte(place)) { place += 1 }
      place += 1
      guard place < limit else { break }
    }
    return .foreign
  }

  private func isBetweenValues(_ byte: UInt8) -> Bool {
    byte == ASCII.comma || byte == UInt8(ascii: ";") || byte == UInt8(ascii: "\t")
  }
}
