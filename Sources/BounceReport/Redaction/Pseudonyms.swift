import MailLog

/// Names that stand for addresses, logins, hosts and IPs: the same for the same under one key, and different for different ones.
///
/// Each is made of 60 or 40 bits of a keyed hash, so it needs no memory, and pieces of a log that are read apart agree. ASCII case is
/// ignored.
struct Pseudonyms: Sendable {
  private let sip: SipHash

  init(key: [UInt8]) {
    sip = SipHash(key: key)
  }

  /// The name for the local part of an address.
  func local(_ local: some Collection<UInt8>, of domain: some Collection<UInt8>) -> [UInt8] {
    name("u", sip.hash(Pseudonyms.small(Array(local) + [UInt8(ascii: "@")] + Array(domain))), digits: 12)
  }

  /// The name for a login that is no address.
  func login(_ login: some Collection<UInt8>) -> [UInt8] {
    name("u", sip.hash(Pseudonyms.small(Array(login))), digits: 12)
  }

  /// The name for a domain or a host: each label has its own, so a host stays in its domain; the last label stays.
  func host(_ host: some Collection<UInt8>) -> [UInt8] {
    let labels = Pseudonyms.small(Array(host)).split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard labels.count > 1 else { return name("h", sip.hash(labels.first ?? []), digits: 8) }
    var names: [[UInt8]] = []
    for index in labels.indices.dropLast() {
      let rest = labels[index...].joined(separator: [UInt8(ascii: ".")])
      names.append(labels[index].isEmpty ? [] : name("h", sip.hash(Array(rest)), digits: 8))
    }
    names.append(Array(labels[labels.count - 1]))
    return Array(names.joined(separator: [UInt8(ascii: ".")]))
  }

  /// The name for an IP address: one of `fd00::/8`, which nobody has on the net (RFC 4193). Neighbours stay neighbours: those with the
  /// same first three numbers or groups share their first four groups. This host's own address stays.
  func ip(_ address: some Collection<UInt8>) -> [UInt8] {
    let bytes = Pseudonyms.small(Array(address))
    let span = bytes.span
    if unsafe span.bytes.isThisHost(Field(0, bytes.count)) { return bytes }
    var separators = 0
    let network = bytes.prefix { byte in
      if byte == UInt8(ascii: ".") || byte == UInt8(ascii: ":") { separators += 1 }
      return separators < 3
    }
    let words = [0xfd << 56 | sip.hash(Array(network) + [0]) >> 8, sip.hash(bytes + [0])]
    var text: [UInt8] = []
    for word in words {
      for group in 0..<4 {
        if !text.isEmpty { text.append(UInt8(ascii: ":")) }
        // A first digit that is not 0, so that all addresses are of one length.
        text += String(word >> UInt64(48 - 16 * group) & 0xffff | 0x1000, radix: 16).utf8
      }
    }
    return text
  }

  private func name(_ first: Character, _ hash: UInt64, digits: Int) -> [UInt8] {
    let alphabet = Array("abcdefghijkmnpqrstuvwxyz23456789".utf8)
    var name = Array(String(first).utf8)
    for digit in 0..<digits { name.append(alphabet[Int(hash >> UInt64(5 * digit) & 31)]) }
    return name
  }

  /// `bytes` in small letters.
  static func small(_ bytes: [UInt8]) -> [UInt8] { bytes.map { $0 &- 0x41 < 26 ? $0 | 0x20 : $0 } }
}
