import MailLog
import SMTPReply

// Addresses, in all forms of their `@`.
extension TextRedaction {
  /// What may stand in front of an address and a `=`, and is no part of it.
  static let keys: Set<String> = [
    "id", "from", "to", "rcpt", "rcptto", "recipient", "recipients", "sender", "email", "e-mail", "mail", "user",
    "username", "login",
    "addr", "address", "account", "mailbox", "s", "r", "h", "d", "i", "e", "f", "mailfrom", "mail_from", "mail-from",
    "envelope-from", "envelope-to", "envelope_from", "envelope_to", "orig_to", "reply-to", "smtp.mailfrom",
    "smtp.rcptto",
    "header.from", "header.i", "sasl_username", "sasl_sender", "uid", "helo", "ip", "srs0", "srs1", "prvs", "btv1",
    "msprvs1",
  ]

  /// Redacts the addresses of a stretch without blanks and brackets; `gap` is where the text begins that was not looked at before.
  mutating func segment(_ range: Range<Int>, _ gap: inout Int) {
    guard let last = range.last(where: { mark($0) != nil }) else { return }
    var local = range.lowerBound
    var at = range.lowerBound
    // Whether more than signs stands in front of the `@`.
    var hasName = false
    while at < range.upperBound {
      guard let mark = mark(at), mark.upperBound <= range.upperBound else {
        hasName = hasName || ASCII.isOfWord(text[at])
        at += 1
        continue
      }
      let domain = domain(from: mark.upperBound)
      if !isAll, !hasName || at < last, !isHost(domain), !domain.isEmpty {
        // Where domains stay this one could be a part of a name: of `a@b'c@d.example`, or none at all.
        hasName = true
        at = mark.upperBound
        continue
      }
      // `a@b@c`: the first is part of the local part.
      if domain.upperBound < range.upperBound, self.mark(domain.upperBound) != nil {
        hasName = true
        at = max(domain.upperBound, mark.upperBound)
        continue
      }
      let start = nameStart(local..<at, isEncoded: mark.count > 1)
      plain(gap..<start)
      appendLocal(start..<at, of: domain)
      gap = appendDomain(behind: mark)
      at = max(gap, mark.upperBound)
      local = at
      hasName = false
    }
  }

  /// Whether `byte` stands in front of a name, as a quote does.
  private static func opensName(_ byte: UInt8) -> Bool { "'`*~!#&/?|^{}$".utf8.contains(byte) }

  /// Where an `@` stands at `at`, or what is written for it in addresses on the web, once or several times encoded; nil when none does.
  func mark(_ at: Int) -> Range<Int>? {
    let byte = byte(at)
    if byte == UInt8(ascii: "@") { return at..<(at + 1) }
    guard byte == UInt8(ascii: "%") else { return nil }
    var end = at + 1
    while self.byte(end) == UInt8(ascii: "2"), self.byte(end + 1) == UInt8(ascii: "5") { end += 2 }
    guard self.byte(end) == UInt8(ascii: "4"), self.byte(end + 1) == UInt8(ascii: "0") else { return nil }
    return at..<(end + 2)
  }

  /// Where the domain lies that begins at `start`: a name, or an address in brackets.
  func domain(from start: Int) -> Range<Int> {
    if byte(start) == UInt8(ascii: "[") {
      var end = start + 1
      while end < text.count, end - start < 80, TextRedaction.isOfLiteral(text[end]) { end += 1 }
      if byte(end) == UInt8(ascii: "]") { return start..<(end + 1) }
    }
    var end = start
    while end < text.count, TextRedaction.isOfToken(text[end]) { end += 1 }
    while end > start, TokenClass.isTrailing(text[end - 1]) || text[end - 1] == UInt8(ascii: "_") { end -= 1 }
    return start..<end
  }

  private static func isOfLiteral(_ byte: UInt8) -> Bool {
    isOfToken(byte) || byte == UInt8(ascii: ":") || byte == UInt8(ascii: "%")
  }

  /// Adds the `@` at `mark` and the domain behind it; gives where that ends.
  mutating func appendDomain(behind mark: Range<Int>) -> Int {
    let domain = domain(from: mark.upperBound)
    result += raw[mark]
    result += redactor.domain(text[domain])
    previous = 0..<0
    return domain.upperBound
  }

  /// Where in the stretch in front of an `@` the address begins: behind quotes and, on the web, behind the page and its fields.
  private func nameStart(_ range: Range<Int>, isEncoded: Bool) -> Int {
    var start = range.lowerBound
    let isURL =
      byte(start) == UInt8(ascii: "/") && byte(start + 1) == UInt8(ascii: "/") && byte(start - 1) == UInt8(ascii: ":")
    if isURL || isEncoded {
      for at in range where "/?&=#|".utf8.contains(text[at]) { start = at + 1 }
    }
    while start < range.upperBound, TextRedaction.opensName(text[start]) { start += 1 }
    return start
  }

  /// Adds the name of a local part. What stands in front of a `=` is another's address, unless it says whose address follows.
  private mutating func appendLocal(_ range: Range<Int>, of domain: Range<Int>) {
    guard !range.isEmpty else { return }
    var start = range.lowerBound
    for at in range where text[at] == UInt8(ascii: "=") {
      if TextRedaction.keys.contains(String(decoding: small[start..<at], as: UTF8.self)) || start == at {
        result += raw[start..<at]
      } else {
        result += redactor.names.login(text[start..<at])
      }
      result.append(raw[at])
      start = at + 1
    }
    if start < range.upperBound { result += redactor.names.local(text[start..<range.upperBound], of: text[domain]) }
  }
}
