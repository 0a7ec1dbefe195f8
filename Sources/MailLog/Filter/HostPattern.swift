#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A host: its name, a domain with all hosts below it (`.example.com`), an IP address, or a network (`192.0.2.0/24`).
package struct HostPattern: Sendable {
  /// In small letters.
  private let name: PaddedBytes
  private let isDomain: Bool
  private let network: IPAddress?
  private let prefix: Int

  /// Reads a pattern; nil when `text` is none, such as a network with too long a prefix.
  package init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard let first = parts.first, !first.isEmpty, parts.count <= 2, !text.contains(" ") else { return nil }
    network = IPAddress(String(first))
    if parts.count == 2 {
      guard let network, let length = Int(parts[1]), (0...network.bits).contains(length) else { return nil }
      prefix = length
    } else {
      prefix = network?.bits ?? 0
    }
    isDomain = network == nil && first.hasPrefix(".")
    name = PaddedBytes(first.utf8)
  }

  /// Whether the host name in `range` is meant.
  package func matchesName(_ text: RawSpan, _ range: Range<Int>) -> Bool {
    let count = name.count
    guard network == nil, isDomain ? range.count > count : range.count == count else { return false }
    let own = (range.upperBound - count)..<range.upperBound
    return name.withBytes { text.equalsIgnoringCase(own, $0, 0..<count) }
  }

  /// Whether the IP address in `range` is meant.
  package func matchesAddress(_ text: RawSpan, _ range: Range<Int>) -> Bool {
    guard let network, let address = text.string(Field(range.lowerBound, range.upperBound)).flatMap(IPAddress.init)
    else { return false }
    return address.bits == network.bits && address.hasPrefix(of: network, prefix)
  }
}

/// An IPv4 or IPv6 address as bytes.
struct IPAddress: Equatable, Sendable {
  private let bytes: [UInt8]

  /// How many bits it has.
  var bits: Int { bytes.count * 8 }

  /// Reads an address; Exim's port behind IPv4 and Postfix's `IPv6:` in front are no part of it.
  init?(_ text: String) {
    var buffer = [UInt8](repeating: 0, count: 16)
    // inet_pton reads the string up to its NUL and writes 4 or 16 bytes into the 16 that are there.
    if unsafe inet_pton(AF_INET, text, &buffer) == 1 {
      bytes = Array(buffer[..<4])
    } else if unsafe inet_pton(AF_INET6, text, &buffer) == 1 {
      bytes = buffer
    } else {
      return nil
    }
  }

  /// Whether its first `count` bits are those of `other`, which is as long.
  func hasPrefix(of other: IPAddress, _ count: Int) -> Bool {
    for index in 0..<(count / 8) where bytes[index] != other.bytes[index] { return false }
    let rest = count % 8
    guard rest > 0 else { return true }
    return (bytes[count / 8] ^ other.bytes[count / 8]) >> UInt8(8 - rest) == 0
  }
}
