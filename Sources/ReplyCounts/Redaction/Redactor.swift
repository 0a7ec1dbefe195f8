import MailLog
import ReplyGuide
import SMTPReply

/// Puts pseudonyms in the place of whom a log tells about.
///
/// Local parts of addresses and logins go, domains, hosts and IPs stay, unless all are to go. What is redacted is decided for privacy;
/// what the replies mean is found out before, and goes along with them (`ReplyNotes`), so a redacted log adds up to the same.
package struct Redactor: Sendable {
  /// What is replaced.
  package enum Scope: String, Sendable {
    /// Local parts and logins.
    case people
    /// Domains, hosts and IPs too.
    case all
  }

  /// What is replaced.
  package let scope: Scope
  let names: Pseudonyms
  let publicNames: PublicNames
  let vocabulary: Vocabulary
  /// By what the causes of replies are found before.
  let grouping: ReplyGrouping

  /// A redactor whose pseudonyms are the same in all runs with `key`, of replies that `grouping` groups.
  package init(_ scope: Scope, key: [UInt8], grouping: ReplyGrouping) {
    self.scope = scope
    self.grouping = grouping
    names = Pseudonyms(key: key)
    // Rules of the user's own may name hosts of the user's own, so only the guide's causes say what stays.
    let causes = (try? ReplyGuide())?.causes ?? []
    publicNames = PublicNames(causes)
    vocabulary = Vocabulary(causes)
  }

  /// `text`, which nobody in particular is behind, redacted.
  package func text(_ text: String) -> String {
    String(decoding: self.text(Array(text.utf8), KnownNames()), as: UTF8.self)
  }

  /// What others wrote, redacted; `known` are those that the reply is about.
  func text(_ text: [UInt8], _ known: KnownNames) -> [UInt8] {
    var redaction = TextRedaction(text, known, by: self)
    return redaction.run()
  }

  /// A line that nobody understood: of its words only those stay that are no names for certain.
  func line(_ text: [UInt8]) -> [UInt8] {
    var redaction = TextRedaction(text, KnownNames(), by: self, isStrict: true)
    return redaction.run()
  }

  /// What a trace that looks for `target` finds redacted.
  package func target(_ target: String) -> String {
    guard target.hasPrefix("<"), target.hasSuffix(">"), target.utf8.count > 2 else { return text(target) }
    return "<" + String(decoding: address(Array(target.utf8.dropFirst().dropLast())), as: UTF8.self) + ">"
  }

  /// A filter as the user gave it, redacted: `--recipient ADDRESS`, `--log-host NAME`.
  package func filter(_ filter: String) -> String {
    let parts = filter.split(separator: " ", maxSplits: 1)
    guard parts.count == 2, parts[0] == "--host" || parts[0] == "--log-host" else { return text(filter) }
    let value = Array(parts[1].utf8)
    let start = value.first == UInt8(ascii: ".") ? 1 : 0
    let end = value.firstIndex(of: UInt8(ascii: "/")) ?? value.count
    guard start < end else { return filter }
    return "\(parts[0]) "
      + String(decoding: value[..<start] + domain(value[start..<end]) + value[end...], as: UTF8.self)
  }

  /// An address, or whatever stands in its place: a bare local user, or text around an address.
  func address(_ bytes: [UInt8]) -> [UInt8] {
    guard !bytes.isEmpty else { return bytes }
    guard let at = bytes.lastIndex(of: UInt8(ascii: "@")) else { return names.login(bytes) }
    let domain = bytes[(at + 1)...]
    return names.local(bytes[..<at], of: domain) + [UInt8(ascii: "@")] + self.domain(domain)
  }

  /// A domain, a host, or an IP address in the place of one.
  func domain(_ bytes: some Collection<UInt8>) -> [UInt8] { scope == .all ? place(Array(bytes)) : Array(bytes) }

  private func place(_ bytes: [UInt8]) -> [UInt8] {
    if bytes.count > 2, bytes.first == UInt8(ascii: "["), bytes.last == UInt8(ascii: "]") {
      return [UInt8(ascii: "[")] + place(Array(bytes.dropFirst().dropLast())) + [UInt8(ascii: "]")]
    }
    if let address = IPAddress(bytes) { return names.ip(address, as: bytes) }
    return names.host(bytes, publicNames)
  }

  /// `name[address]`.
  func peer(_ text: [UInt8]) -> [UInt8] {
    guard scope == .all else { return text }
    guard let open = text.firstIndex(of: UInt8(ascii: "[")), open > 0,
      let close = text.lastIndex(of: UInt8(ascii: "]")),
      open < close
    else { return place(text) }
    return place(Array(text[..<open])) + [text[open]] + place(Array(text[(open + 1)..<close])) + text[close...]
  }

  /// A HELO name: what a client calls itself may be anything.
  func helo(_ text: [UInt8], _ known: KnownNames) -> [UInt8] {
    let redacted = self.text(text, known)
    guard scope == .all, !text.contains(UInt8(ascii: "@")) else { return redacted }
    return text.contains(where: { $0 <= ASCII.space }) ? names.word(text) : place(text)
  }
}
