import MailLog

/// Tells the names of public block lists from other host names: a reply that names one is about that list.
enum BlockListName {
  /// Parts that the zones of the lists in use have in their names, in small letters.
  private static let marks: [StaticString] = [
    "spamhaus", "spamcop", "barracuda", "uceprotect", "sorbs", "dnsbl", "rbl", "spamrats", "surbl", "uribl",
    "mailspike", "abuseat", "psbl", "nixspam", "backscatterer", "invaluement", "senderscore", "cloudmark",
    "spamauditor", "manitu", "blacklist", "blocklist", "dnswl", "ipcheck",
  ]

  /// The marks by their first letter, so that each place of a name is tried for those of its own letter alone.
  private static let marksByLetter: [[StaticString]] = (UInt8(ascii: "a")...UInt8(ascii: "z")).map { letter in
    marks.filter { unsafe $0.utf8Start.pointee == letter }
  }

  /// For each first letter, a bit for every second letter that a mark goes on with.
  private static let pairs: [UInt32] = marksByLetter.map { marks in
    marks.reduce(0) { unsafe $0 | 1 << UInt32($1.utf8Start[1] & 31) }
  }

  /// Whether the host name at `start..<end` is one of a block list.
  static func isIn(_ text: RawSpan, _ start: Int, _ end: Int) -> Bool {
    let marksByLetter = marksByLetter
    let pairs = pairs
    for at in start..<end {
      let letter = Int(text.byte(at) | 0x20) &- Int(UInt8(ascii: "a"))
      guard letter >= 0, letter < 26 else { continue }
      guard pairs[letter] >> UInt32(text.byte(at &+ 1) & 31) & 1 != 0 else { continue }
      for mark in marksByLetter[letter] where text.starts(with: mark, at: at, end: end) { return true }
    }
    return false
  }
}
