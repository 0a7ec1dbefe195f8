import MailLog

// Redacting text that others wrote: replies, HELO names, whole lines.
extension Redactor {
  /// `text` with pseudonyms for the addresses in it, for the local parts of `people`, and for hosts and IPs where they go.
  mutating func text(_ text: [UInt8], _ people: [RedactedPerson]) -> [UInt8] {
    let padded = text + [UInt8](repeating: 0, count: 16)
    var result: [UInt8] = []
    result.reserveCapacity(text.count + 64)
    var at = 0
    while at < text.count {
      if let person = Redactor.person(at: at, in: text, people) {
        result += person.replacement
        at += person.address.count
      } else if Redactor.isBoundary(text[at]) {
        if text[at] == UInt8(ascii: "\""), let close = Redactor.quotedLocalPart(text, at) {
          at = append(text, at..<close, to: &result)
        } else {
          result.append(text[at])
          at += 1
        }
      } else {
        at = appendSegment(text, padded, at, people, to: &result)
      }
    }
    return result
  }

  /// Adds the stretch without boundaries that begins at `start`; gives where it ends.
  private mutating func appendSegment(
    _ text: [UInt8], _ padded: [UInt8], _ start: Int, _ people: [RedactedPerson], to result: inout [UInt8]
  ) -> Int {
    var end = start
    while end < text.count, !Redactor.isBoundary(text[end]) { end += 1 }
    if text[start..<end].contains(UInt8(ascii: "@")) || Redactor.encodedAt(text, start..<end) != nil {
      return append(text, start..<end, to: &result)
    }
    // An IPv6 address goes on behind colons.
    var limit = end
    while limit < text.count, !Redactor.isBoundary(text[limit]) || text[limit] == UInt8(ascii: ":") { limit += 1 }
    if let token = unsafe token(padded.span.bytes, from: start, to: limit) {
      result += token.name
      return token.end
    }
    var wordEnd = end
    while wordEnd > start, TokenClass.isTrailing(text[wordEnd - 1]) { wordEnd -= 1 }
    result += word(text[start..<wordEnd], people) ?? Array(text[start..<wordEnd])
    result += text[wordEnd..<end]
    return end
  }

  /// Adds the pseudonym of the address in `range`, whose `@` may be written as `%40`; gives where the address ends.
  private func append(_ text: [UInt8], _ range: Range<Int>, to result: inout [UInt8]) -> Int {
    var mark = range.upperBound..<range.upperBound
    if let at = text[range].lastIndex(of: UInt8(ascii: "@")) {
      mark = at..<(at + 1)
    } else if let encoded = Redactor.encodedAt(text, range) {
      mark = encoded
    }
    var end = mark.upperBound
    while end < text.count, Redactor.isOfDomain(text[end]) { end += 1 }
    while end > mark.upperBound, TokenClass.isTrailing(text[end - 1]) { end -= 1 }
    let domain = text[mark.upperBound..<end]
    if mark.lowerBound > range.lowerBound {
      result += names.local(text[range.lowerBound..<mark.lowerBound], of: domain)
    }
    result += text[mark]
    result += self.domain(domain)
    return end
  }

  /// The person whose address stands at `at`, if no longer word does.
  private static func person(at start: Int, in text: [UInt8], _ people: [RedactedPerson]) -> RedactedPerson? {
    guard start == 0 || isBoundary(text[start - 1]) else { return nil }
    return people.first { person in
      let end = start + person.address.count
      guard !person.address.isEmpty, end <= text.count, person.address.contains(UInt8(ascii: "@")) else { return false }
      guard end == text.count || !isOfDomain(text[end]) || TokenClass.isTrailing(text[end]) else { return false }
      return zip(text[start..<end], person.address).allSatisfy { ($0 &- 0x41 < 26 ? $0 | 0x20 : $0) == $1 }
    }
  }

  /// Where the address of a quoted local part that opens at `start` ends; nil when none does.
  private static func quotedLocalPart(_ text: [UInt8], _ start: Int) -> Int? {
    guard let close = text[(start + 1)...].prefix(130).firstIndex(of: UInt8(ascii: "\"")), close + 1 < text.count,
      text[close + 1] == UInt8(ascii: "@")
    else { return nil }
    return text[(close + 1)...].firstIndex { $0 != UInt8(ascii: "@") && !isOfDomain($0) } ?? text.count
  }

  /// Where an `@` is written as in an address on the web.
  private static func encodedAt(_ text: [UInt8], _ range: Range<Int>) -> Range<Int>? {
    guard range.count > 3 else { return nil }
    for at in range.lowerBound...(range.upperBound - 3) where text[at] == UInt8(ascii: "%") {
      if text[at + 1] == UInt8(ascii: "4"), text[at + 2] == UInt8(ascii: "0") { return at..<(at + 3) }
    }
    return nil
  }

  /// Whether no address goes on over `byte`, unless its local part is quoted.
  private static func isBoundary(_ byte: UInt8) -> Bool {
    switch byte {
    case 0...0x20, 0x7f, UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "["),
      UInt8(ascii: "]"), UInt8(ascii: "\""), UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: ":"), UInt8(ascii: "="),
      UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "&"), UInt8(ascii: "#"), UInt8(ascii: "|"), UInt8(ascii: "\\"):
      true
    default: false
    }
  }

  private static func isOfDomain(_ byte: UInt8) -> Bool {
    byte >= 0x80 || byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26 || byte == UInt8(ascii: ".")
      || byte == UInt8(ascii: "-")
  }
}
