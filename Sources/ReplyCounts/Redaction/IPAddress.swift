import SMTPReply

/// An IP address, read from any of its forms: that of IPv4 written as one of IPv6 is the same address.
struct IPAddress: Hashable {
  /// Four bytes, or sixteen.
  let bytes: [UInt8]

  /// The address of these numbers.
  init(bytes: [UInt8]) {
    let isMapped = bytes.count == 16 && bytes[..<10].allSatisfy { $0 == 0 } && bytes[10] == 0xff && bytes[11] == 0xff
    self.bytes = isMapped ? Array(bytes[12...]) : bytes
  }

  /// The address that `text` is; nil when it is none. A zone behind `%` and the prefix `IPv6:` are no part of it.
  init?(_ text: [UInt8]) {
    guard (2...64).contains(text.count) else { return nil }
    var small = Pseudonyms.small(text)[...]
    if small.starts(with: "ipv6:".utf8) { small = small.dropFirst(5) }
    if let zone = small.firstIndex(of: UInt8(ascii: "%")) { small = small[..<zone] }
    if small.contains(UInt8(ascii: ":")) {
      guard let bytes = IPAddress.groups(small) else { return nil }
      self.init(bytes: bytes)
    } else {
      guard let bytes = IPAddress.numbers(small) else { return nil }
      self.init(bytes: bytes)
    }
  }

  /// Whether it is this host's own, or none at all: it tells nobody from anybody.
  var isNobodys: Bool {
    if bytes.count == 4 { return bytes[0] == 127 || bytes.allSatisfy { $0 == 0 } }
    return bytes[..<15].allSatisfy { $0 == 0 } && bytes[15] < 2
  }

  /// The bytes that its neighbours have, too.
  var network: ArraySlice<UInt8> { bytes.prefix(bytes.count == 4 ? 3 : 6) }

  /// The four numbers of an IPv4 address; nil when it is none.
  private static func numbers(_ text: ArraySlice<UInt8>) -> [UInt8]? {
    let parts = text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard parts.count == 4 else { return nil }
    var bytes: [UInt8] = []
    for part in parts {
      guard let number = number(part) else { return nil }
      bytes.append(number)
    }
    return bytes
  }

  /// The number of up to three digits that `text` is, if it fits a byte.
  static func number(_ text: ArraySlice<UInt8>) -> UInt8? {
    guard (1...3).contains(text.count), text.allSatisfy({ ASCII.isDigit($0) }) else { return nil }
    let number = text.reduce(0) { $0 * 10 + Int($1 & 15) }
    return UInt8(exactly: number)
  }

  /// The sixteen bytes of an IPv6 address (RFC 4291, 2.2).
  private static func groups(_ text: ArraySlice<UInt8>) -> [UInt8]? {
    let parts = text.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    guard (3...9).contains(parts.count) else { return nil }
    var front: [UInt8] = []
    var back: [UInt8] = []
    var isShortened = false
    for (place, part) in parts.enumerated() {
      var bytes: [UInt8] = []
      if part.isEmpty {
        // Beside `::` at either end there is one more empty part.
        if place == 0 {
          guard parts[1].isEmpty else { return nil }
          continue
        }
        if place == parts.count - 1 {
          guard parts[place - 1].isEmpty else { return nil }
          continue
        }
        guard !isShortened else { return nil }
        isShortened = true
        continue
      } else if part.contains(UInt8(ascii: ".")) {
        guard place == parts.count - 1, let numbers = numbers(part) else { return nil }
        bytes = numbers
      } else {
        guard part.count <= 4, let group = UInt16(String(decoding: part, as: UTF8.self), radix: 16),
          part.first != UInt8(ascii: "+"), part.first != UInt8(ascii: "-")
        else { return nil }
        bytes = [UInt8(group >> 8), UInt8(group & 0xff)]
      }
      if isShortened { back += bytes } else { front += bytes }
    }
    let missing = 16 - front.count - back.count
    guard isShortened ? missing >= 2 : missing == 0 else { return nil }
    return front + [UInt8](repeating: 0, count: missing) + back
  }
}
