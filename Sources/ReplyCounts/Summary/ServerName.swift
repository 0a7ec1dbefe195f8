import MailLog

/// What tells whether two hosts may be one and the same party's: the network that they are in, and the domain that they belong to.
enum ServerName {
  /// Second parts of names that belong to many, in front of a country.
  private static let shared: [StaticString] = [
    "co", "com", "net", "org", "gov", "edu", "ac", "or", "ne", "go", "gob", "gouv", "mil", "nom", "gv", "asso",
  ]

  /// The first three numbers of an IPv4 address, the first three groups of an IPv6 one.
  static func network(of address: Range<Int>, _ line: RawSpan) -> Range<Int> {
    var separators = 0
    for at in address {
      let byte = line.byte(at)
      if byte == UInt8(ascii: ".") || byte == UInt8(ascii: ":") { separators += 1 }
      if separators == 3 { return address.lowerBound..<at }
    }
    return address
  }

  /// The part of the host name at `host` that somebody registered: its last two parts, or three behind one such as `co.uk`.
  ///
  /// Everything below it is of its owner's making, so ten names of one domain are one party.
  static func domain(of host: Range<Int>, _ line: RawSpan) -> Range<Int> {
    var end = host.upperBound
    if end > host.lowerBound, line.byte(end &- 1) == UInt8(ascii: ".") { end &-= 1 }
    var dots: [Int] = []
    var at = end
    while at > host.lowerBound, dots.count < 3 {
      at &-= 1
      if line.byte(at) == UInt8(ascii: ".") { dots.append(at) }
    }
    guard dots.count >= 2 else { return host.lowerBound..<end }
    let isCountry = end &- dots[0] == 3
    let second = dots[1] &+ 1..<dots[0]
    guard isCountry, shared.contains(where: { isSame($0, line, second) }) else { return dots[1] &+ 1..<end }
    return (dots.count == 3 ? dots[2] &+ 1 : host.lowerBound)..<end
  }

  private static func isSame(_ text: StaticString, _ line: RawSpan, _ range: Range<Int>) -> Bool {
    text.utf8CodeUnitCount == range.count && line.starts(with: text, at: range.lowerBound, end: range.upperBound)
  }
}
