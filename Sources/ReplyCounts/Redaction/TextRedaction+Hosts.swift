import MailLog
import SMTPReply

// Hosts and IP addresses, in all their forms.
extension TextRedaction {
  /// Redacts the hosts and IPs of a stretch, where they go.
  mutating func hosts(_ range: Range<Int>) {
    guard isAll else {
      result += raw[range]
      return
    }
    var at = range.lowerBound
    while at < range.upperBound {
      if let address = ipv6(at, range.upperBound) {
        result += address.name
        at = address.end
      } else if ".-".utf8.contains(text[at]) {
        // No name begins so, but one may follow.
        result.append(raw[at])
        at += 1
      } else if TextRedaction.isOfToken(text[at]) {
        let start = at
        while at < range.upperBound, TextRedaction.isOfToken(text[at]) { at += 1 }
        if let address = ipv6(behind: start, at, range.upperBound) {
          token(start..<address.start)
          result += address.name
          at = address.end
        } else {
          token(start..<at)
        }
      } else {
        result.append(raw[at])
        at += 1
      }
    }
  }

  /// The IPv6 address whose first group ends the token at `start..<end`, behind anything else.
  private func ipv6(behind start: Int, _ end: Int, _ limit: Int) -> (start: Int, end: Int, name: [UInt8])? {
    guard end < limit, text[end] == UInt8(ascii: ":"), !small[start..<end].elementsEqual("ipv6".utf8) else {
      return nil
    }
    var first = end
    while first > start, end - first < 4, ASCII.isSmallHexadecimal(small[first - 1]) { first -= 1 }
    guard first > start, let address = ipv6(first, limit, isInside: true) else { return nil }
    return (first, address.end, address.name)
  }

  /// The name of the IPv6 address that begins at `start`, and its end behind its zone; nil when there is none.
  private func ipv6(_ start: Int, _ limit: Int, isInside: Bool = false) -> (name: [UInt8], end: Int)? {
    let first = small[start]
    guard ASCII.isSmallHexadecimal(first) || first == UInt8(ascii: ":") && byte(start + 1) == first else {
      return nil
    }
    guard isInside || !ASCII.isOfWord(byte(start - 1)) else { return nil }
    var end = start
    var colons = 0
    while end < limit, end - start < 48 {
      let byte = small[end]
      guard ASCII.isSmallHexadecimal(byte) || byte == UInt8(ascii: ":") || byte == UInt8(ascii: ".") else { break }
      if byte == UInt8(ascii: ":") { colons += 1 }
      end += 1
    }
    // The sentence may go on, and a port may follow without brackets.
    while end - start > 2, colons > (isInside ? 2 : 1) {
      if let address = IPAddress(Array(small[start..<end])) {
        let name = redactor.names.ip(address, as: raw[start..<end])
        guard byte(end) == UInt8(ascii: "%") else { return (name, end) }
        end += 1
        while end < limit, TextRedaction.isOfToken(text[end]) { end += 1 }
        return (name, end)
      }
      end -= 1
      if small[end] == UInt8(ascii: ":") { colons -= 1 }
    }
    return nil
  }

  /// Adds what stands for a stretch of letters, digits, dots, dashes and underscores.
  private mutating func token(_ range: Range<Int>) {
    var start = range.lowerBound
    var end = range.upperBound
    while end > start, ".-_".utf8.contains(text[end - 1]) { end -= 1 }
    if isCode(start, end) {
      result += raw[start..<(start + 4)]
      start += 4
    }
    let token = start..<end
    if isHostName(token) {
      result += redactor.names.host(text[token], redactor.publicNames)
    } else {
      numbers(token)
    }
    result += raw[end..<range.upperBound]
  }

  /// `550-` in front of a letter: the line of a reply within the text.
  private func isCode(_ start: Int, _ end: Int) -> Bool {
    guard end - start > 4, ReplyCode.canBegin(with: text[start]), text[start + 1] &- UInt8(ascii: "0") < 6,
      ASCII.isDigit(text[start + 2]),
      text[start + 3] == UInt8(ascii: "-")
    else { return false }
    return ASCII.isSmallLetter(small[start + 4])
  }

  /// Whether the token is a host by its form: dots, and letters in the last label. What it tells of the cause does not count.
  func isHostName(_ token: Range<Int>) -> Bool {
    guard let dot = text[token].lastIndex(of: UInt8(ascii: ".")) else { return isOfOtherDots(token) }
    let last = small[(dot + 1)..<token.upperBound]
    guard last.contains(where: { ASCII.isSmallLetter($0) || $0 >= 0x80 }) else { return false }
    let labels = small[token].split(separator: UInt8(ascii: "."))
    // `i.e`
    if labels.allSatisfy({ $0.count == 1 }), labels.count < 4 { return false }
    if redactor.publicNames.isWord(Array(small[token])) { return false }
    // `unsolicited.Please`: a sentence ends there.
    let isSentence = ASCII.isCapital(text[dot + 1]) && labels.count == 2 && !PublicNames.isOfRegistry(last)
    return !(isSentence && labels.allSatisfy { redactor.vocabulary.contains($0) })
  }

  /// Whether dots of other scripts part the labels of a host (RFC 3490, 3.1).
  private func isOfOtherDots(_ token: Range<Int>) -> Bool {
    guard small[token].contains(where: { ASCII.isSmallLetter($0) }) else { return false }
    let dots: [[UInt8]] = [[0xe3, 0x80, 0x82], [0xef, 0xbc, 0x8e], [0xef, 0xbd, 0xa1]]
    return token.dropFirst().dropLast(3).contains { at in
      text[at] >= 0xe3 && dots.contains { $0.elementsEqual(text[at..<(at + 3)]) }
    }
  }

  /// Adds a token that is no host, with names for the addresses that its numbers are, whatever parts them.
  private mutating func numbers(_ token: Range<Int>) {
    if isHexadecimal(token) || isNumberOfHost(token) {
      result += redactor.names.word(text[token])
      return
    }
    var at = token.lowerBound
    while at < token.upperBound {
      guard ASCII.isDigit(text[at]) else {
        result.append(raw[at])
        at += 1
        continue
      }
      let (end, numbers, sign) = run(at, token.upperBound)
      let name = name(of: numbers, sign, at..<end) ?? Array(raw[at..<end])
      // A port behind would look like a part of the name.
      let hasPort = byte(end) == UInt8(ascii: ":") && ASCII.isDigit(byte(end + 1)) && name.contains(UInt8(ascii: ":"))
      result += hasPort ? [UInt8(ascii: "[")] + name + [UInt8(ascii: "]")] : name
      at = end
    }
  }

  /// The numbers from `start` on that may be of an address, which one and the same sign parts; more than four when there are others.
  private func run(_ start: Int, _ limit: Int) -> (end: Int, numbers: [UInt8], sign: UInt8) {
    var at = start
    var numbers: [UInt8] = []
    var others = 0
    var sign: UInt8 = 0
    while at < limit {
      let first = at
      while at < limit, ASCII.isDigit(text[at]) { at += 1 }
      // `20_203.0.113.25`: another sign follows, so this number is the next one's.
      if numbers.count + others > 0, numbers.count + others != 3, at + 1 < limit, ".-_".utf8.contains(text[at]),
        text[at] != sign,
        ASCII.isDigit(text[at + 1])
      {
        at = first - 1
        break
      }
      if let number = IPAddress.number(text[first..<at]) { numbers.append(number) } else { others += 1 }
      guard at + 1 < limit, ".-_".utf8.contains(text[at]), sign == 0 || text[at] == sign, ASCII.isDigit(text[at + 1])
      else {
        break
      }
      // `203.0.113.1-203.0.113.25`: four and a sign are an address.
      sign = text[at]
      at += 1
    }
    // `%20203.0.113.25`: what is in front of an address may be a number, too.
    let isLong = text[start..<at].prefix(5).allSatisfy { ASCII.isDigit($0) } && at - start > 5
    if others > 0 { numbers = numbers.count > (isLong ? 1 : 2) && others < 3 ? numbers + [0, 0, 0] : [] }
    return (at, numbers, sign)
  }

  /// What stands for numbers that are an address, a network or more than an address; nil for others, such as enhanced codes.
  private func name(of numbers: [UInt8], _ sign: UInt8, _ range: Range<Int>) -> [UInt8]? {
    switch numbers.count {
    case 4: return redactor.names.ip(IPAddress(bytes: numbers), as: text[range])
    case 3:
      return sign == UInt8(ascii: ".") && numbers[0] > 9 && numbers[0] != 127 ? redactor.names.word(text[range]) : nil
    case 5...: return redactor.names.word(text[range])
    default: return nil
    }
  }

  /// `http://3405803801/`
  private func isNumberOfHost(_ token: Range<Int>) -> Bool {
    (8...10).contains(token.count) && text[token].allSatisfy { ASCII.isDigit($0) }
      && byte(token.lowerBound - 1) == UInt8(ascii: "/")
      && byte(token.lowerBound - 2) == UInt8(ascii: "/")
  }

  /// `0xcb007119`
  private func isHexadecimal(_ token: Range<Int>) -> Bool {
    guard token.count > 9 else { return false }
    var digits = -1
    for at in token {
      if small[at] == UInt8(ascii: "x"), at > token.lowerBound, text[at - 1] == UInt8(ascii: "0") {
        digits = 0
      } else if digits >= 0 {
        digits = ASCII.isSmallHexadecimal(small[at]) ? digits + 1 : -1
        if digits == 8 { return true }
      }
    }
    return false
  }
}
