import MailLog
import SMTPReply

// Words that stand where a name does: behind `user`, in a home directory, in a distinguished name.
extension TextRedaction {
  private static let personKeys: Set<String> = [
    "uid", "cn", "sn", "givenname", "displayname", "gecos", "user", "username", "userid", "uname", "login",
    "sasl_username",
    "sasl_sender", "account", "mailbox", "rcpt", "recipient", "sender", "owner", "samaccountname", "userprincipalname",
    "mail",
    "email", "alias", "authid", "auth_id", "logname", "orig_to", "to", "from",
  ]
  private static let hostKeys: Set<String> = [
    "helo", "ehlo", "host", "hostname", "h", "client", "relay", "server", "domain", "dc", "o", "ou", "realm", "tenant",
    "node",
    "myhostname", "rhost", "workgroup",
  ]
  private static let personNouns: Set<String> = [
    "user", "mailbox", "account", "recipient", "login", "username", "alias", "uid", "userid", "sender", "inbox",
    "maildir", "owner",
  ]
  private static let hostNouns: Set<String> = [
    "helo", "ehlo", "host", "hostname", "server", "node", "tenant", "organization", "organisation", "machine",
    "computer", "gateway",
    "realm", "workgroup", "domain", "relay",
  ]
  private static let homes: Set<String> = [
    "home", "users", "vmail", "vhosts", "mailboxes", "mail", "maildirs", "spool",
  ]

  /// Redacts a stretch without addresses and known names.
  mutating func words(_ range: Range<Int>) {
    var at = range.lowerBound
    var done = at
    while at < range.upperBound {
      guard TextRedaction.isOfToken(text[at]), !".-".utf8.contains(text[at]) else {
        noteURL(at)
        at += 1
        continue
      }
      let start = at
      while at < range.upperBound, TextRedaction.isOfToken(text[at]) { at += 1 }
      var end = at
      while end > start, "-._".utf8.contains(text[end - 1]) { end -= 1 }
      guard end > start else { continue }
      let word = start..<end
      noteFullName(word)
      if let name = nameOfPerson(word) ?? (isAll ? nameOfHost(word) : nil) ?? strange(word) {
        hosts(done..<start)
        result += name
        done = end
      }
      previous = word
    }
    hosts(done..<range.upperBound)
  }

  private mutating func noteURL(_ at: Int) {
    if text[at] == UInt8(ascii: "/"), byte(at - 1) == UInt8(ascii: "/"), byte(at - 2) == UInt8(ascii: ":") {
      isInURL = true
    } else if TextRedaction.endsSegment(text[at]), text[at] != UInt8(ascii: ":") {
      isInURL = false
    }
  }

  /// The word in front, where nothing but `between` stands behind it.
  private func isBehind(_ words: Set<String>, _ start: Int, by between: (ArraySlice<UInt8>) -> Bool) -> Bool {
    guard !previous.isEmpty, previous.upperBound < start, start - previous.upperBound <= 4,
      between(text[previous.upperBound..<start])
    else { return false }
    return words.contains(String(decoding: small[previous], as: UTF8.self))
  }

  private func hasLetters(_ word: Range<Int>) -> Bool {
    small[word].contains { ASCII.isSmallLetter($0) || $0 >= 0x80 }
  }

  private func isKnownWord(_ word: Range<Int>) -> Bool { redactor.vocabulary.contains(small[word]) }

  private func isRole(_ word: Range<Int>) -> Bool {
    Vocabulary.roles.contains(String(decoding: small[word], as: UTF8.self))
  }

  /// Whether the word is a host or a domain by its form.
  func isHost(_ word: Range<Int>) -> Bool {
    word.count <= PublicNames.longest && redactor.publicNames.isHost(Array(small[word]))
  }

  private static let quotes = Array("'`\"<([".utf8)

  private static let nameKeys: Set<String> = ["cn", "sn", "givenname", "displayname", "gecos"]

  /// Notes how far the name goes that `word` begins, as `cn=Bob Smith,`: behind blanks it goes on.
  private mutating func noteFullName(_ word: Range<Int>) {
    guard isBehind(TextRedaction.nameKeys, word.lowerBound, by: { $0.first == UInt8(ascii: "=") }) else { return }
    var end = word.upperBound
    while end < text.count, end - word.lowerBound < 80,
      TextRedaction.isOfToken(text[end]) || " '".utf8.contains(text[end])
    {
      end += 1
    }
    if end == text.count || ",)>\"+;/".utf8.contains(text[end]) { fullName = end }
  }

  /// The name of the person that the word is, by where it stands.
  private func nameOfPerson(_ word: Range<Int>) -> [UInt8]? {
    guard hasLetters(word) else { return nil }
    if word.lowerBound < fullName { return redactor.names.login(text[word]) }
    let before = byte(word.lowerBound - 1)
    switch before {
    case UInt8(ascii: "!"): if let name = nameBehindPath(word) { return name }
    case UInt8(ascii: "~"): return isRole(word) ? nil : redactor.names.login(text[word])
    case UInt8(ascii: "/"): if let name = nameInDirectory(word) { return name }
    default: break
    }
    if isBehindDomain(word) { return redactor.names.login(text[word]) }
    guard !isRole(word), !isHost(word) else { return nil }
    if !isAll, isDottedName(word) { return redactor.names.login(text[word]) }
    if isBehind(
      TextRedaction.personKeys, word.lowerBound,
      by: { between in
        between.first == UInt8(ascii: "=") && between.dropFirst().allSatisfy(TextRedaction.quotes.contains)
      })
    {
      return redactor.names.login(text[word])
    }
    guard !isInURL, !isKnownWord(word) else { return nil }
    let isNamed = isBehind(TextRedaction.personNouns, word.lowerBound) { between in
      between.allSatisfy {
        $0 == ASCII.space || $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: "\"") || TextRedaction.quotes.contains($0)
      }
    }
    return isNamed || isOwner(word) ? redactor.names.login(text[word]) : nil
  }

  /// `bob.smith`: dots, and no end that hosts have. Where hosts go, it goes with them.
  private func isDottedName(_ word: Range<Int>) -> Bool {
    isHostName(word) && text[word].contains(UInt8(ascii: ".")) && !text[word].contains(where: { ASCII.isDigit($0) })
  }

  /// `name's mailbox`
  private func isOwner(_ word: Range<Int>) -> Bool {
    let at = word.upperBound
    guard byte(at) == UInt8(ascii: "'"), ASCII.lowercased(byte(at + 1)) == UInt8(ascii: "s"),
      byte(at + 2) == ASCII.space
    else {
      return false
    }
    let noun = small[min(at + 3, small.count)...].prefix(12).prefix { ASCII.isOfWord($0) }
    return TextRedaction.personNouns.contains(String(decoding: noun, as: UTF8.self))
  }

  /// `host!name`: the last of the path is a person, and the others are hosts.
  private func nameBehindPath(_ word: Range<Int>) -> [UInt8]? {
    guard previous.upperBound == word.lowerBound - 1, hasLetters(previous) || isHost(previous) else { return nil }
    // `Warning!Please`
    guard isHost(previous) || !isKnownWord(previous) || !isKnownWord(word) else { return nil }
    if byte(word.upperBound) == UInt8(ascii: "!") { return isAll ? redactor.domain(text[word]) : nil }
    return redactor.names.local(text[word], of: text[previous])
  }

  /// `/home/name`, `/var/vmail/domain/name`
  private func nameInDirectory(_ word: Range<Int>) -> [UInt8]? {
    guard !isInURL, previous.upperBound == word.lowerBound - 1, byte(previous.lowerBound - 1) == UInt8(ascii: "/"),
      !isHost(word)
    else { return nil }
    if isHost(previous) { return redactor.names.local(text[word], of: text[previous]) }
    let directory = String(decoding: small[previous], as: UTF8.self)
    guard TextRedaction.homes.contains(directory) else { return nil }
    let isCertain = directory == "home" || directory == "vmail" || directory == "users"
    return isRole(word) || !isCertain && isKnownWord(word) ? nil : redactor.names.login(text[word])
  }

  /// Whether the backslash in front of `word` parts it from a domain, `DOMAIN\name`, and is not written for another character, as in
  /// Exim's `\n`.
  private func isBehindDomain(_ word: Range<Int>) -> Bool {
    let start = word.lowerBound
    guard byte(start - 1) == UInt8(ascii: "\\"), TextRedaction.isOfToken(byte(start - 2)), hasLetters(word) else {
      return false
    }
    guard "nrt".utf8.contains(text[start]) else { return true }
    let first = byte(start + 1)
    return word.count > 1 && !isKnownWord((start + 1)..<word.upperBound) && !ASCII.isCapital(first)
      && !ASCII.isDigit(first)
  }

  /// Whether `word` is the domain of `DOMAIN\name`.
  private func isWindowsDomain(_ word: Range<Int>) -> Bool {
    let start = word.upperBound + 1
    guard byte(start - 1) == UInt8(ascii: "\\"), ASCII.isOfWord(byte(start)) else { return false }
    var end = start
    while end < text.count, end - start < 64, TextRedaction.isOfToken(text[end]) { end += 1 }
    return isBehindDomain(start..<end)
  }

  /// The name of the host that the word without dots is, by where it stands.
  private func nameOfHost(_ word: Range<Int>) -> [UInt8]? {
    guard hasLetters(word), !text[word].contains(UInt8(ascii: ".")) else { return nil }
    let start = word.lowerBound
    let isGiven = isBehind(TextRedaction.hostKeys, start) { between in
      between.first == UInt8(ascii: "=") && between.dropFirst().allSatisfy(TextRedaction.quotes.contains)
    }
    if isGiven || byte(start - 1) == UInt8(ascii: "\\") && byte(start - 2) == UInt8(ascii: "\\")
      || isWindowsDomain(word) || isBeforeAddress(word)
    {
      return redactor.names.host(text[word], redactor.publicNames)
    }
    guard !isKnownWord(word), !isInURL else { return nil }
    if isOfWindows(word) { return redactor.names.word(text[word]) }
    let isNamed = isBehind(TextRedaction.hostNouns, start) { between in
      between.allSatisfy { $0 == ASCII.space || $0 == UInt8(ascii: ":") || TextRedaction.quotes.contains($0) }
    }
    return isNamed ? redactor.names.word(text[word]) : nil
  }

  /// Whether an IP address in brackets follows: `name[192.0.2.1]`, `(name) [192.0.2.1]`.
  private func isBeforeAddress(_ word: Range<Int>) -> Bool {
    var at = word.upperBound
    if byte(at) == UInt8(ascii: ")"), byte(word.lowerBound - 1) == UInt8(ascii: "(") { at += 1 }
    if byte(at) == ASCII.space {
      // `Client host [192.0.2.1]`
      guard !isKnownWord(word), byte(word.lowerBound - 1) != UInt8(ascii: "%") else { return false }
      at += 1
    }
    guard byte(at) == UInt8(ascii: "[") else { return false }
    let inside = small[(at + 1)...].prefix(48).prefix { TextRedaction.isOfToken($0) || $0 == UInt8(ascii: ":") }
    return inside.contains(UInt8(ascii: ".")) && inside.first.map { ASCII.isDigit($0) } == true
      || inside.contains(UInt8(ascii: ":")) && IPAddress(Array(inside)) != nil
  }

  /// Names that Windows gives to computers, and that people give to them.
  private func isOfWindows(_ word: Range<Int>) -> Bool {
    let parts = small[word].split(whereSeparator: { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_") })
    guard parts.count > 1 else { return false }
    // `%20DESKTOP-AB12CD3`
    if let first = parts.first(where: { $0.count > 2 }) {
      if ["desktop", "laptop"].contains(where: { first.reversed().starts(with: $0.utf8.reversed()) }) { return true }
      if first.elementsEqual("win".utf8) { return true }
    }
    return parts.dropFirst().contains { TextRedaction.computers.contains(String(decoding: $0, as: UTF8.self)) }
  }

  private static let computers: Set<String> = [
    "pc", "laptop", "desktop", "notebook", "nb", "mac", "macbook", "imac", "srv",
  ]

  /// What stands for a word of a line that nobody understood, unless it is one of a log for certain.
  private func strange(_ word: Range<Int>) -> [UInt8]? {
    guard isStrict, hasLetters(word), !isKnownWord(word), !isStamp(word) else { return nil }
    if text[word].contains(UInt8(ascii: ".")) {
      // Hosts are told below, and stay where hosts may.
      if isAll || isHost(word) { return nil }
    }
    return isAll ? redactor.names.word(text[word]) : redactor.names.login(text[word])
  }

  /// `2026-11-22T10`, `00.123456Z`
  private func isStamp(_ word: Range<Int>) -> Bool {
    small[word].allSatisfy { ASCII.isDigit($0) || "-.tz".utf8.contains($0) } && ASCII.isDigit(byte(word.lowerBound))
  }
}
