import MailLog
import SMTPReply

/// Whom a reply is about, and the hosts that took part: what stands for them wherever its text names them, in any form.
struct KnownNames {
  /// One name.
  struct Name {
    /// In small letters.
    var bytes: [UInt8]
    /// What stands for it.
    var replacement: [UInt8]
    var bounds: Bounds
  }

  /// What has to stand around a name for it to be one.
  enum Bounds {
    /// Neither letters nor digits.
    case letters
    /// The ends of a word.
    case word
    /// The ends of a word, of which one is no blank: a sentence has such words, too.
    case marked
  }

  private(set) var names: [Name] = []
  /// Addresses with blanks or brackets in their local part, which is so long: mail servers log them without quotes, too.
  private(set) var odd: [(bytes: [UInt8], local: Int)] = []

  /// Adds a person by what a log has in its field: an address or a login.
  mutating func add(person bytes: [UInt8], _ redactor: Redactor) {
    let small = Pseudonyms.small(bytes)
    let whole = redactor.address(bytes)
    guard let at = small.lastIndex(of: UInt8(ascii: "@")) else {
      add(part: small, whole, redactor)
      if let slash = small.lastIndex(of: UInt8(ascii: "\\")) {
        let own = small[(slash + 1)...]
        add(part: Array(own), redactor.names.login(own), redactor)
      }
      return
    }
    let local = Pseudonyms.unquoted(small[..<at])
    let name = Array(whole[..<(whole.lastIndex(of: UInt8(ascii: "@")) ?? whole.endIndex)])
    if local.contains(where: TextRedaction.endsSegment) {
      odd.append((local + small[at...], local.count))
      if small.first == UInt8(ascii: "\"") { add(part: Array(small[..<at]), name, redactor) }
    }
    add(part: local, name, redactor)
    let domain = Array(small[(at + 1)...])
    add(host: domain, redactor)
    // `bob+list`, and what a sender rewriting scheme has made of an address.
    if let plus = local.firstIndex(of: UInt8(ascii: "+")) { add(inner: local[..<plus], of: domain, redactor) }
    for piece in local.split(separator: UInt8(ascii: "=")) where piece.count < local.count {
      let own = piece.firstIndex(of: UInt8(ascii: "+")).map { piece[($0 + 1)...] } ?? piece
      guard !TextRedaction.keys.contains(String(decoding: own, as: UTF8.self)) else { continue }
      if !redactor.publicNames.isHost(Array(own)) {
        add(inner: own, of: domain, redactor)
      } else {
        add(host: Array(own), redactor)
      }
    }
  }

  private mutating func add(inner local: ArraySlice<UInt8>, of domain: [UInt8], _ redactor: Redactor) {
    add(part: Array(local), redactor.names.local(local, of: domain), redactor)
  }

  /// Adds the local part of a person, or a login.
  private mutating func add(part: [UInt8], _ replacement: [UInt8], _ redactor: Redactor) {
    guard !part.isEmpty, !Vocabulary.roles.contains(String(decoding: part, as: UTF8.self)) else { return }
    guard part.contains(where: { ASCII.isSmallLetter($0) || $0 >= 0x80 || ASCII.isDigit($0) }) else { return }
    let isOfSentences = redactor.vocabulary.contains(part)
    let isShort = part.count < 3
    let isNumber = part.count < 6 && part.allSatisfy { ASCII.isDigit($0) }
    names.append(
      Name(
        bytes: part, replacement: replacement,
        bounds: part.count < 2 || isShort && isOfSentences || isNumber
          ? .marked : isShort || isOfSentences ? .word : .letters))
  }

  /// Adds a host or a domain by what a log has in its field: as it stands, with other signs for its dots, and its first label.
  mutating func add(host bytes: [UInt8], _ redactor: Redactor) {
    guard redactor.scope == .all, bytes.count > 1 else { return }
    if let address = IPAddress(bytes.first == UInt8(ascii: "[") ? Array(bytes.dropFirst().dropLast()) : bytes) {
      add(address, redactor)
      return
    }
    let small = Pseudonyms.small(bytes)
    let labels = small.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    let name = redactor.names.host(small, redactor.publicNames)
    guard name != small, let first = labels.first else { return }
    guard labels.count > 1 else {
      if !redactor.vocabulary.contains(small) {
        names.append(Name(bytes: small, replacement: name, bounds: small.count < 3 ? .marked : .letters))
      }
      return
    }
    names.append(Name(bytes: small, replacement: name, bounds: .letters))
    let firstName = name.prefix { $0 != UInt8(ascii: ".") }
    for sign in "-_".utf8 {
      let other = small.map { $0 == UInt8(ascii: ".") ? sign : $0 }
      names.append(Name(bytes: other, replacement: Array(firstName), bounds: .letters))
    }
    if first.count > 3, !redactor.vocabulary.contains(first) {
      names.append(Name(bytes: Array(first), replacement: Array(firstName), bounds: .word))
    }
  }

  /// Adds an IPv4 address in those of its forms that look like anything else.
  private mutating func add(_ address: IPAddress, _ redactor: Redactor) {
    guard address.bytes.count == 4, !address.isNobodys else { return }
    let number = address.bytes.reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    let hex = String(number, radix: 16)
    let padded = String(repeating: "0", count: 8 - hex.count) + hex
    let name = redactor.names.ip(address, as: [])
    for text in [String(number), padded, "0x" + padded, "0x" + hex] {
      names.append(Name(bytes: Array(text.utf8), replacement: name, bounds: .letters))
    }
  }
}
