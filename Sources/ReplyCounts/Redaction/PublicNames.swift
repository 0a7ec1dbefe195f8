import ReplyGuide
import SMTPReply

/// The names that stay when hosts and domains are replaced, since they are not those of who wrote the log: of block lists, of the large
/// providers and of the guide's own phrases, and the ends of names that registries give out.
///
/// A host below one of them keeps that end alone. No part of a name stays because of a word in it.
struct PublicNames: Sendable {
  /// Names that stay as the whole host, or as its end.
  private let ends: Set<[UInt8]>
  /// Words with dots that are no hosts, as the guide's phrases and mail servers have them.
  private let words: Set<[UInt8]>

  /// Longer ones are no hosts (RFC 1035, 2.3.4).
  static let longest = 253

  /// The names that `causes`, the pages and the providers of the guide tell of.
  init(_ causes: [Cause]) {
    var ends = Set(PublicNames.own.map { Array($0.utf8) })
    var words = Set(PublicNames.ownWords.map { Array($0.utf8) })
    func add(_ name: some Sequence<UInt8>) {
      let name = Array(name)
      let labels = name.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
      guard labels.count > 1, labels.allSatisfy({ !$0.isEmpty }), name.contains(where: { ASCII.isSmallLetter($0) })
      else {
        return
      }
      words.insert(name)
      guard let last = labels.last, PublicNames.isOfRegistry(last), !PublicNames.examples.contains(Array(last)) else {
        return
      }
      ends.insert(name)
    }
    for cause in causes {
      for phrase in (cause.phrases ?? []) + (cause.weakPhrases ?? []) {
        for token in phrase.lowercased().utf8.split(whereSeparator: { !TextRedaction.isOfToken($0) }) { add(token) }
      }
    }
    for page in ReplyGuide.pages {
      let host = Array(page.page.lowercased().utf8).split(separator: UInt8(ascii: "/")).dropFirst().first ?? []
      add(host)
      // `check.spamhaus.org` is a page of Spamhaus, whose zones have names of their own.
      if page.marks.isEmpty { continue }
      add(host.split(separator: UInt8(ascii: ".")).suffix(2).joined(separator: [UInt8(ascii: ".")]))
    }
    for provider in ReplyGuide.providers {
      for name in provider.hosts + provider.domains { add(name.utf8) }
    }
    self.ends = ends
    self.words = words
  }

  /// Whether the token, in small letters, is no host, although it has dots.
  func isWord(_ token: [UInt8]) -> Bool { words.contains(token) }

  /// How many labels at the end of a host, `name` in small letters, stay; all of them when the host is a public name itself.
  func kept(_ labels: [ArraySlice<UInt8>], of name: [UInt8]) -> Int {
    guard let last = labels.last else { return 0 }
    for (place, label) in labels.enumerated() {
      if ends.contains(Array(name[label.startIndex..<last.endIndex])) { return labels.count - place }
    }
    return labels.count > 1 && PublicNames.isOfRegistry(last) ? 1 : 0
  }

  /// Whether `name`, in small letters, ends as the name of a host does.
  func isHost(_ name: [UInt8]) -> Bool {
    guard name.count <= PublicNames.longest else { return false }
    let labels = name.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    return labels.count > 1 && kept(labels, of: name) > 0
  }

  /// Whether a label may be the last of anybody's name: a country's, or one of the common others. Those of a company's own network tell
  /// whose it is.
  static func isOfRegistry(_ label: ArraySlice<UInt8>) -> Bool {
    if label.count == 2 { return label.allSatisfy { ASCII.isSmallLetter($0) } }
    return registries.contains(Array(label))
  }

  /// Names for examples (RFC 2606): nobody's.
  private static let examples: Set<[UInt8]> = Set(["example", "test", "invalid"].map { Array($0.utf8) })

  private static let registries: Set<[UInt8]> = Set(
    [
      "com", "net", "org", "edu", "gov", "mil", "int", "arpa", "info", "biz", "name", "pro", "mobi", "asia", "tel",
      "online", "site", "shop", "store", "tech", "cloud", "email", "club", "app", "dev", "xyz", "top", "live", "agency",
      "example", "test", "invalid", "localhost", "local", "localdomain", "lan", "internal", "intranet", "home",
      "private", "corp", "onion", "zone",
    ].map { Array($0.utf8) })

  /// Below these everybody has names of their own: block lists' zones, and providers' that name a customer in front.
  private static let own = [
    "in-addr.arpa", "ip6.arpa", "mail.protection.outlook.com", "olc.protection.outlook.com", "protection.outlook.com",
    "prod.outlook.com", "onmicrosoft.com", "aspmx.l.google.com", "gmail-smtp-in.l.google.com", "l.google.com",
    "zen.spamhaus.org", "sbl.spamhaus.org", "xbl.spamhaus.org", "pbl.spamhaus.org", "dbl.spamhaus.org",
    "sbl-xbl.spamhaus.org", "zen.dq.spamhaus.net", "spamhaus.org", "spamhaus.net", "bl.spamcop.net", "spamcop.net",
    "b.barracudacentral.org", "barracudacentral.org", "dnsbl.sorbs.net", "sorbs.net", "multi.surbl.org",
    "multi.uribl.com", "cbl.abuseat.org", "abuseat.org", "psbl.surriel.com", "psbl.org", "spamrats.com",
    "bl.mailspike.net", "mailspike.net", "dnsbl-1.uceprotect.net", "dnsbl-2.uceprotect.net", "dnsbl-3.uceprotect.net",
    "uceprotect.net", "ips.backscatterer.org", "backscatterer.org", "ix.dnsbl.manitu.net", "manitu.net",
    "ivmsip.invaluement.com", "invaluement.com", "score.senderscore.com", "senderscore.com", "senderscore.org",
    "list.dnswl.org", "dnswl.org", "mail.abusix.zone", "abusix.zone", "truncate.gbudb.net", "gbudb.net",
    "hostkarma.junkemailfilter.com", "junkemailfilter.com", "dnsbl.dronebl.org", "dronebl.org", "njabl.org", "ordb.org",
    "openspf.org", "openspf.net",
  ]

  private static let ownWords = [
    "main.cf", "master.cf", "resolv.conf", "exim.conf", "header.from", "header.i", "header.d", "smtp.mailfrom",
    "smtp.helo", "localhost.localdomain",
  ]
}
