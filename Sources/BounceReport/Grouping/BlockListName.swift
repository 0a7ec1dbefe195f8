import MailLog

/// Tells the names of public block lists from other host names: a reply that names one is about that list.
enum BlockListName {
  /// Parts that the zones of the lists in use have in their names.
  private static let marks: [StaticString] = [
    "spamhaus", "spamcop", "barracuda", "uceprotect", "sorbs", "dnsbl", "rbl", "spamrats", "surbl", "uribl",
    "mailspike",
    "abuseat", "psbl", "nixspam", "backscatterer", "invaluement", "senderscore", "cloudmark", "spamauditor", "manitu",
    "blacklist", "blocklist", "dnswl", "ipcheck",
  ]

  /// Whether the host name at `start..<end` is one of a block list.
  static func isIn(_ text: RawSpan, _ start: Int, _ end: Int) -> Bool {
    for mark in marks where text.firstIndex(of: mark, from: start, to: end) != nil { return true }
    return false
  }
}
