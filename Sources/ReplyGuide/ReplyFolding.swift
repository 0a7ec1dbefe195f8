import SMTPReply

/// Folds a reply's text, and takes out what only looks like part of its wording: addresses, and the codes of quoted
/// lines, which are noted. One pass, O(n).
struct ReplyFolding {
  let text: [UInt8]
  private let code: ReplyCode?
  private(set) var folded: [UInt8] = []
  private(set) var codes: [ReplyCode] = []
  private(set) var enhanced: [EnhancedStatusCode] = []
  /// Where in the folded text the first reply starts that is quoted as another server's.
  private(set) var quote: Int?
  /// What templates have for an address.
  private static let placeholder = Array("{address}".utf8)
  /// More codes than this tell nothing new.
  private static let limit = 4

  init(_ text: [UInt8], code: ReplyCode?) {
    self.text = text
    self.code = code
    folded.reserveCapacity(text.count)
  }

  mutating func run() {
    var at = skipRefusedArgument()
    while at < text.count {
      let byte = text[at]
      if byte == UInt8(ascii: "<") || byte == UInt8(ascii: ":") || byte == UInt8(ascii: "\""), let end = skipName(at) {
        at = end
        continue
      }
      if byte <= ASCII.space {
        if let last = folded.last, last != ASCII.space { folded.append(ASCII.space) }
        at += 1
      } else if byte == UInt8(ascii: "{"), text[at...].starts(with: ReplyFolding.placeholder) {
        at += ReplyFolding.placeholder.count
        takeOutName(upTo: at)
        folded.append(UInt8(ascii: "@"))
      } else if byte == UInt8(ascii: "@") {
        at = skipAddress(at)
      } else if ReplyCode.canBegin(with: byte), !ASCII.isOfWord(folded.last ?? ASCII.space), let end = skipCode(at) {
        at = end
      } else if byte == 0xe2, self.byte(at + 1) == 0x80, let sign = self.byte(at + 2), sign &- 0x98 < 2 {
        // Typographic apostrophes, U+2018 and U+2019.
        folded.append(UInt8(ascii: "'"))
        at += 3
      } else {
        folded.append(ASCII.lowercased(byte))
        at += 1
      }
    }
    if folded.last == ASCII.space { folded.removeLast() }
  }

  /// Takes `bytes` as they are.
  mutating func take(_ bytes: [UInt8]) { folded += bytes }

  /// Whether `byte` ends an address that is written without quotes.
  private static func endsAddress(_ byte: UInt8) -> Bool {
    switch byte {
    case 0...0x20, UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "["),
      UInt8(ascii: "]"), UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: ","), UInt8(ascii: ";"),
      UInt8(ascii: ":"), UInt8(ascii: "/"):
      true
    default: false
    }
  }

  /// Puts `@` for the address around the @ at `at`; returns where it ends.
  private mutating func skipAddress(_ at: Int) -> Int {
    var end = at + 1
    while end < text.count, !ReplyFolding.endsAddress(text[end]) {
      // `a@example.com...User unknown`
      if text[end] == UInt8(ascii: "."), byte(end + 1) == UInt8(ascii: ".") { break }
      end += 1
    }
    takeOutName(upTo: end)
    while let last = folded.last, !ReplyFolding.endsAddress(last) { folded.removeLast() }
    folded.append(UInt8(ascii: "@"))
    // What follows three dots, as in `<a@example.com>...`, or a full stop is no domain.
    while end > at + 1, text[end - 1] == UInt8(ascii: ".") { end -= 1 }
    return end
  }

  /// Takes out what of the address that ends at `end` was folded already and is no word: all from the open bracket on, where one closes behind
  /// it, since Postfix writes the local part of `<"blocked using x"@example.com>` without its quotes; else a quoted local part.
  private mutating func takeOutName(upTo end: Int) {
    if let open = openBracket(), end < text.count, text[end] == UInt8(ascii: ">") {
      folded.removeLast(folded.count - 1 - open)
    } else if folded.last == UInt8(ascii: "\""),
      let open = folded.dropLast().suffix(256).lastIndex(of: UInt8(ascii: "\""))
    {
      folded.removeLast(folded.count - open)
    }
  }

  /// Where the last bracket stands that is open, if it is not further off than an address is long (RFC 5321 4.5.3.1).
  private func openBracket() -> Int? {
    for at in folded.indices.suffix(256).reversed() {
      if folded[at] == UInt8(ascii: "<") { return at }
      if folded[at] == UInt8(ascii: ">") { return nil }
    }
    return nil
  }

  /// Notes the reply code or the enhanced status code at `at`; returns where the text goes on, or nil when it is none.
  private mutating func skipCode(_ at: Int) -> Int? {
    guard let next = byte(at + 1) else { return nil }
    if next == UInt8(ascii: ".") {
      guard let (found, end) = enhancedCode(at), isMarked(at) else { return nil }
      noteQuote()
      note(found)
      // qmail's and IronPort's `#5.1.0` stays, as part of their wording.
      if folded.last == UInt8(ascii: "#") { return nil }
      return byte(end) == ASCII.space ? end + 1 : end
    }
    guard ASCII.isDigit(next), let third = byte(at + 2), ASCII.isDigit(third) else { return nil }
    let found = ReplyCode(hundreds: text[at], tens: next, ones: third)
    let separator = byte(at + 3) ?? ASCII.space
    let inner = enhancedCode(at + 4)
    let isContinuation = separator == UInt8(ascii: "-") && (inner != nil || found == code || isLetter(at + 4))
    let isLast = separator == ASCII.space && (inner != nil || isMarked(at) || codes.contains(found) || found == code)
    guard isContinuation || isLast else { return nil }
    noteQuote()
    if found != code, codes.count < ReplyFolding.limit, !codes.contains(found) { codes.append(found) }
    guard let inner else { return min(at + 4, text.count) }
    note(inner.code)
    return byte(inner.end) == ASCII.space ? inner.end + 1 : inner.end
  }

  /// What stands in front of a quoted reply: `host mx said: 550 ...`, `Response: 550 ...`, `remote mail server ...: 550`.
  private static let quoteWords: [[UInt8]] = [
    " said", "response", " was", "replied", "answered", "responded", "remote mail server", "remote server",
  ].map { Array($0.utf8) }

  /// How far in front of the code such words may stand.
  private static let quoteReach = 80

  /// Notes that a code is skipped that other words announce as another server's reply.
  private mutating func noteQuote() {
    guard quote == nil, let last = folded.last(where: { $0 != ASCII.space }) else { return }
    guard last == UInt8(ascii: ":") || last == UInt8(ascii: "\"") || last == UInt8(ascii: "'") else { return }
    let window = folded.suffix(ReplyFolding.quoteReach)
    for at in window.indices {
      for word in ReplyFolding.quoteWords where word[0] == window[at] && window[at...].starts(with: word) {
        quote = folded.count
        return
      }
    }
  }

  private mutating func note(_ found: EnhancedStatusCode) {
    if enhanced.count < ReplyFolding.limit, !enhanced.contains(found) { enhanced.append(found) }
  }

  /// Whether what stands before `at` announces a code: `said: 550`, `(#5.1.1)`, `'550 5.1.1`, or the text begins.
  private func isMarked(_ at: Int) -> Bool {
    guard let last = folded.last else { return true }
    switch last {
    case UInt8(ascii: "#"), UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "'"), UInt8(ascii: "\""),
      UInt8(ascii: ":"):
      return true
    case 0x20: return folded.count > 1 && folded[folded.count - 2] == UInt8(ascii: ":")
    default: return false
    }
  }

  private func isLetter(_ at: Int) -> Bool {
    guard let byte = byte(at) else { return false }
    return ASCII.isLetter(byte) || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "<")
  }

  private func byte(_ at: Int) -> UInt8? { at < text.count ? text[at] : nil }

  /// The enhanced status code at `at`, if it ends there as one: 5.1.1 and not the start of an IP address.
  private func enhancedCode(_ at: Int) -> (code: EnhancedStatusCode, end: Int)? {
    guard let first = byte(at), ASCII.isDigit(first), byte(at + 1) == UInt8(ascii: ".") else { return nil }
    var numbers: [UInt32] = [0]
    var end = at + 2
    var digits = 0
    while let byte = byte(end) {
      if ASCII.isDigit(byte), digits < 3 {
        numbers[numbers.count - 1] = numbers[numbers.count - 1] * 10 + UInt32(byte & 15)
        digits += 1
      } else if byte == UInt8(ascii: "."), digits > 0, numbers.count == 1 {
        numbers.append(0)
        digits = 0
      } else {
        break
      }
      end += 1
    }
    guard numbers.count == 2, digits > 0 else { return nil }
    if let next = byte(end) {
      let isIP = next == UInt8(ascii: ".") && ASCII.isDigit(byte(end + 1) ?? 0)
      guard !isIP, !ASCII.isOfWord(next), next != UInt8(ascii: "-") else { return nil }
    }
    let found = EnhancedStatusCode(group: UInt32(first & 15), subject: numbers[0], detail: numbers[1])
    return found.map { ($0, end) }
  }
}
