import MailLog
import ReplyGuide

/// Puts pseudonyms in the place of whom a log tells about.
///
/// Local parts of addresses and logins go, domains, hosts and IPs stay, unless all are to go. In texts the tokens that tell causes
/// apart stay (the guide's, names of block lists), so a redacted log means what the log means, and adds up to the same.
public struct Redactor: Sendable {
  /// What is replaced.
  public enum Scope: String, Sendable {
    /// Local parts and logins.
    case people
    /// Domains, hosts and IPs too.
    case all
  }

  /// What is replaced.
  public let scope: Scope
  let names: Pseudonyms
  private var tokens: VaryingTokens
  /// Hashes of the words of the guide's phrases: where a local part is one of them, the word in a text is none of it.
  private let vocabulary: Set<String>

  /// A redactor whose pseudonyms are the same in all runs with `key`; `grouping` says which tokens stay.
  public init(_ scope: Scope, key: [UInt8], grouping: ReplyGrouping) {
    self.scope = scope
    names = Pseudonyms(key: key)
    tokens = VaryingTokens(telling: grouping.telling)
    vocabulary = Redactor.vocabulary(of: grouping.guide)
  }

  private static func vocabulary(of guide: ReplyGuide) -> Set<String> {
    var words: Set<String> = ["postmaster", "abuse", "root", "mailer-daemon"]
    for cause in guide.causes {
      for phrase in (cause.phrases ?? []) + (cause.weakPhrases ?? []) {
        for word in phrase.lowercased().split(whereSeparator: { !$0.isLetter && !$0.isNumber && $0 != "-" && $0 != "_" }
        ) {
          words.insert(String(word))
        }
      }
    }
    return words
  }

  /// `text`, which nobody in particular is behind, redacted.
  public func text(_ text: String) -> String {
    var own = self
    return String(decoding: own.text(Array(text.utf8), []), as: UTF8.self)
  }

  /// What a trace that looks for `target` finds redacted.
  public func target(_ target: String) -> String {
    guard target.hasPrefix("<"), target.hasSuffix(">"), target.utf8.count > 2 else { return text(target) }
    return "<" + String(decoding: address(Array(target.utf8.dropFirst().dropLast())), as: UTF8.self) + ">"
  }

  /// An address, or whatever stands in its place: a bare local user, or text around an address.
  func address(_ bytes: [UInt8]) -> [UInt8] {
    guard !bytes.isEmpty else { return bytes }
    guard let at = bytes.lastIndex(of: UInt8(ascii: "@")) else { return names.login(bytes) }
    let domain = bytes[(at + 1)...]
    return names.local(bytes[..<at], of: domain) + [UInt8(ascii: "@")] + self.domain(domain)
  }

  /// A domain or a host.
  func domain(_ bytes: some Collection<UInt8>) -> [UInt8] { scope == .all ? names.host(bytes) : Array(bytes) }

  /// An IP address.
  func ip(_ bytes: [UInt8]) -> [UInt8] { scope == .all ? names.ip(bytes) : bytes }

  /// A word that is no address: its name if it is the local part of one of `people`.
  func word(_ bytes: ArraySlice<UInt8>, _ people: [RedactedPerson]) -> [UInt8]? {
    guard bytes.count >= 3 else { return nil }
    let small = Pseudonyms.small(Array(bytes))
    guard let person = people.first(where: { $0.local == small }) else { return nil }
    return vocabulary.contains(String(decoding: small, as: UTF8.self)) ? nil : person.name
  }

  /// What stands for the token at `start`, which is no address, and where the token ends; nil when it stays.
  mutating func token(_ text: RawSpan, from start: Int, to end: Int) -> (name: [UInt8], end: Int)? {
    guard scope == .all else { return nil }
    let token = tokens.read(text, from: start, to: end)
    var bytes: [UInt8] = []
    guard token.end > start, token.placeholder == .host || token.placeholder == .ip else { return nil }
    text.append(start..<token.end, to: &bytes)
    return (token.placeholder == .ip ? names.ip(bytes) : names.host(bytes), token.end)
  }
}

/// A person that a record is about: the address in small letters, its local part, and what stands for both.
struct RedactedPerson {
  let address: [UInt8]
  let local: [UInt8]
  /// The pseudonym of the local part.
  let name: [UInt8]
  /// The pseudonym of the whole.
  let replacement: [UInt8]

  init(_ bytes: [UInt8], _ redactor: Redactor) {
    address = Pseudonyms.small(bytes)
    let at = address.lastIndex(of: UInt8(ascii: "@")) ?? address.endIndex
    local = Array(address[..<at])
    replacement = redactor.address(bytes)
    name = Array(replacement[..<(replacement.lastIndex(of: UInt8(ascii: "@")) ?? replacement.endIndex)])
  }
}
