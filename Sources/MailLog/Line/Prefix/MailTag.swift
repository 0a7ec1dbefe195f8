import SMTPReply

/// The tag of a mail server where something else than a usual head stands in front of it: the name and what follows have to be a tag's
/// in every byte, since the place alone proves nothing.
struct MailTag {
  /// The name, with the process id.
  var name: Range<Int>
  /// The first byte of what was logged.
  var text: Int
  /// Whose it is.
  var mta: MTA
  /// Whether the colon behind the name is missing.
  var isBare = false

  /// The tag at `start`; nil when there is none.
  static func read(_ bytes: RawSpan, _ start: Int, _ end: Int) -> MailTag? {
    guard start < end, ASCII.isAlphanumeric(bytes.byte(start)) else { return nil }
    let limit = min(end, start + 96)
    var at = start
    while at < limit, isOfName(bytes.byte(at)) { at += 1 }
    let nameEnd = at
    guard nameEnd - start >= 4, at < limit else { return nil }
    guard let mta = MTA.of(bytes, start..<nameEnd) else { return nil }
    if bytes.byte(at) == ASCII.openBracket {
      at += 1
      while at < limit, ASCII.isAlphanumeric(bytes.byte(at)) { at += 1 }
      guard at > nameEnd + 1, at < limit, bytes.byte(at) == ASCII.closeBracket else { return nil }
      at += 1
    }
    guard at < end else { return nil }
    let name = start..<at
    let hasColon = bytes.byte(at) == ASCII.colon
    // Without process id and colon it is any word with a slash.
    guard hasColon || at > nameEnd else { return nil }
    if hasColon { at += 1 }
    guard at < end else { return hasColon ? MailTag(name: name, text: at, mta: mta) : nil }
    guard isBlank(bytes.byte(at)) else { return nil }
    while at < end, isBlank(bytes.byte(at)) { at += 1 }
    return MailTag(name: name, text: at, mta: mta, isBare: !hasColon)
  }

  /// Whether a message of Postfix's stands at `start` without any tag, as `journalctl -o cat` writes it.
  static func isUntagged(_ bytes: RawSpan, _ start: Int, _ end: Int) -> Bool {
    let idEnd = bytes.endOfAlphanumerics(from: start, limit: min(end, start + QueueID.maximumLength))
    guard idEnd - start >= 5, bytes.starts(with: ": ", at: idEnd, end: end) else { return false }
    let text = idEnd + 2
    if bytes.starts(with: "to=<", at: text, end: end) {
      return bytes.firstIndex(of: ", status=", from: text, to: end) != nil
    }
    return bytes.starts(with: "reject: ", at: text, end: end)
      || bytes.starts(with: "milter-reject: ", at: text, end: end)
  }

  /// Whether a name has no other bytes than names have.
  static func isName(_ bytes: RawSpan, _ name: Range<Int>) -> Bool {
    guard let first = name.first, ASCII.isAlphanumeric(bytes.byte(first)) else { return false }
    return name.allSatisfy { isOfName(bytes.byte($0)) }
  }

  /// Whether a byte may be in the name.
  static func isOfName(_ byte: UInt8) -> Bool {
    ASCII.isAlphanumeric(byte) || byte == ASCII.slash || byte == ASCII.hyphen || byte == ASCII.dot
      || byte == UInt8(ascii: "_")
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == ASCII.space || byte == UInt8(ascii: "\t") }
}
