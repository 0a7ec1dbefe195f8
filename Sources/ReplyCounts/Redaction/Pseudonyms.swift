import MailLog
import SMTPReply

/// Names that stand for addresses, logins, hosts and IPs: the same for the same under one key, and different for different ones.
///
/// Each is made of 60 or 40 bits of a keyed hash, so it needs no memory, and pieces of a log that are read apart agree. ASCII case is
/// ignored.
struct Pseudonyms: Sendable {
  private let sip: SipHash

  init(key: [UInt8]) {
    sip = SipHash(key: key)
  }

  /// The name for the local part of an address, with or without its quotes.
  func local(_ local: some Collection<UInt8>, of domain: some Collection<UInt8>) -> [UInt8] {
    name("u", sip.hash(Pseudonyms.small(Pseudonyms.unquoted(local) + [UInt8(ascii: "@")] + Array(domain))), digits: 12)
  }

  /// The name for a login that is no address.
  func login(_ login: some Collection<UInt8>) -> [UInt8] {
    name("u", sip.hash(Pseudonyms.small(Array(login))), digits: 12)
  }

  /// The name for one word that tells a host, a customer or a network.
  func word(_ word: some Collection<UInt8>) -> [UInt8] {
    name("h", sip.hash(Pseudonyms.small(Array(word))), digits: 8)
  }

  /// The name for a domain or a host: each label has its own, so a host stays in its domain; the end that `publicNames` know stays.
  func host(_ host: some Collection<UInt8>, _ publicNames: PublicNames) -> [UInt8] {
    let own = Array(host)
    guard own.count <= PublicNames.longest else { return word(own) }
    if own.last == UInt8(ascii: "."), own.count > 1 { return self.host(own.dropLast(), publicNames) + [own.last ?? 0] }
    let small = Pseudonyms.small(own)
    if Pseudonyms.nobodys.contains(small) { return own }
    let labels = small.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    let kept = publicNames.kept(labels, of: small)
    guard kept < labels.count else { return own }
    guard labels.count > 1 else { return word(small) }
    let front = labels.dropLast(kept)
    let end = front.endIndex < labels.count ? own[labels[front.endIndex].startIndex...] : []
    if kept > 1, let address = Pseudonyms.reversed(front) {
      return isKept(address) ? own : nibbles(of: ip(of: address)) + [UInt8(ascii: ".")] + end
    }
    return self.labels(front, above: Pseudonyms.small(Array(end))) + (end.isEmpty ? [] : [UInt8(ascii: ".")]) + end
  }

  /// The names of `labels`, each by what stands behind it.
  private func labels(_ labels: ArraySlice<ArraySlice<UInt8>>, above end: [UInt8]) -> [UInt8] {
    var names: [[UInt8]] = []
    var hash = sip.hash(end)
    for label in labels.reversed() {
      let isLast = names.isEmpty && end.isEmpty
      hash = sip.hash(Array(label) + [0] + (0..<8).map { UInt8(truncatingIfNeeded: hash >> (8 * $0)) })
      let isOfService = label.first == UInt8(ascii: "_")
      if label.isEmpty || isOfService && Pseudonyms.services.contains(Array(label)) {
        names.append(Array(label))
      } else {
        // A last label has no digits, as all that registries give out; else it would look like no host.
        let name = isLast ? letters(hash) : name("h", hash, digits: 8)
        names.append((isOfService ? [UInt8(ascii: "_")] : []) + name)
      }
    }
    return Array(names.reversed().joined(separator: [UInt8(ascii: ".")]))
  }

  /// The name for an IP address: one of `fd00::/8`, which nobody has on the net (RFC 4193). Neighbours stay neighbours: those with the
  /// same first three numbers or groups share their first four groups. This host's own address stays.
  func ip(_ address: IPAddress, as text: some Collection<UInt8>) -> [UInt8] {
    if isKept(address) { return Array(text) }
    var name: [UInt8] = []
    for group in ip(of: address) {
      if !name.isEmpty { name.append(UInt8(ascii: ":")) }
      name += String(group, radix: 16).utf8
    }
    return name
  }

  private func isKept(_ address: IPAddress) -> Bool { address.isNobodys }

  /// The eight groups of the name for an address.
  private func ip(of address: IPAddress) -> [UInt16] {
    let words = [0xfd << 56 | sip.hash(Array(address.network) + [0]) >> 8, sip.hash(address.bytes + [0])]
    // A first digit that is not 0, so that all addresses are of one length.
    return words.flatMap { word in (0..<4).map { UInt16(truncatingIfNeeded: word >> UInt64(48 - 16 * $0)) | 0x1000 } }
  }

  /// The groups as the labels of a name that is asked for in the DNS, the last digit first.
  private func nibbles(of groups: [UInt16]) -> [UInt8] {
    let digits = groups.flatMap { group in (0..<4).map { String(group >> UInt16(12 - 4 * $0) & 15, radix: 16) } }
    return Array(digits.reversed().joined(separator: ".").utf8)
  }

  /// The address whose numbers or digits `labels` are, the last one first.
  private static func reversed(_ labels: ArraySlice<ArraySlice<UInt8>>) -> IPAddress? {
    if labels.count == 4 {
      let numbers = labels.reversed().compactMap { IPAddress.number($0) }
      return numbers.count == 4 ? IPAddress(bytes: numbers) : nil
    }
    guard labels.count == 32 else { return nil }
    let digits = labels.reversed().compactMap {
      $0.count == 1 ? UInt8(String(decoding: $0, as: UTF8.self), radix: 16) : nil
    }
    guard digits.count == 32 else { return nil }
    return IPAddress(bytes: (0..<16).map { digits[2 * $0] << 4 | digits[2 * $0 + 1] })
  }

  private func name(_ first: Character, _ hash: UInt64, digits: Int) -> [UInt8] {
    let alphabet = Array("abcdefghijkmnpqrstuvwxyz23456789".utf8)
    var name = Array(String(first).utf8)
    for digit in 0..<digits { name.append(alphabet[Int(hash >> UInt64(5 * digit) & 31)]) }
    return name
  }

  private func letters(_ hash: UInt64) -> [UInt8] {
    var rest = hash
    var name = [UInt8(ascii: "h")]
    for _ in 0..<8 {
      name.append(UInt8(ascii: "a") + UInt8(rest % 26))
      rest /= 26
    }
    return name
  }

  /// Names that are everybody's.
  private static let nobodys: Set<[UInt8]> = Set(
    ["", "localhost", "unknown", "localhost.localdomain", "."].map { Array($0.utf8) })

  /// Labels that name a service and no host (RFC 8552).
  private static let services: Set<[UInt8]> = Set(
    [
      "_dmarc", "_domainkey", "_spf", "_tcp", "_udp", "_smtp", "_smtps", "_submission", "_submissions", "_imap",
      "_imaps", "_mta-sts", "_tls", "_25", "_465", "_587", "_443", "_report", "_adsp", "_bimi",
    ].map { Array($0.utf8) })

  /// A local part without the quotes around it and the backslashes in it (RFC 5321, 4.1.2).
  static func unquoted(_ local: some Collection<UInt8>) -> [UInt8] {
    let bytes = Array(local)
    guard bytes.count > 1, bytes.first == UInt8(ascii: "\""), bytes.last == UInt8(ascii: "\"") else { return bytes }
    var result: [UInt8] = []
    var isEscaped = false
    for byte in bytes.dropFirst().dropLast() {
      if byte == UInt8(ascii: "\\"), !isEscaped {
        isEscaped = true
        continue
      }
      isEscaped = false
      result.append(byte)
    }
    return result
  }

  /// `bytes` in small letters.
  static func small(_ bytes: [UInt8]) -> [UInt8] { bytes.map { ASCII.lowercased($0) } }
}
