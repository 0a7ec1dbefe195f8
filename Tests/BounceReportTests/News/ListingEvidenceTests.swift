import MailLog
import ReplyGuide
import TestSupport
import Testing

@testable import BounceReport
@testable import ReplyCounts

/// What the words of servers prove.
@Suite("Listing evidence")
struct ListingEvidenceTests {
  private static func word(_ network: Int, _ domain: Int, list: String = "Spamhaus") -> ListingWord {
    ListingWord(list: list, address: "203.0.113.25", network: "10.0.\(network)", domain: "d\(domain).example")
  }

  @Test("servers that have nothing to do with each other, against every choice of words")
  func independent() {
    var random = LineMutator(seed: 19)
    for _ in 0..<400 {
      let words = (0..<random.below(10)).map { _ in
        ListingEvidenceTests.word(random.below(5), random.below(5))
      }
      let distinct = Array(Set(words))
      // Every subset: the largest in which no network and no domain is twice.
      let greatest = (0..<(1 << distinct.count)).map { bits -> Int in
        let chosen = distinct.indices.filter { bits >> $0 & 1 == 1 }.map { distinct[$0] }
        let isFree =
          Set(chosen.map(\.network)).count == chosen.count && Set(chosen.map(\.domain)).count == chosen.count
        return isFree ? chosen.count : 0
      }.max()
      #expect(ListingEvidence.servers(Set(words)) == greatest)
    }
  }

  @Test("what proves what")
  func grades() {
    let listing = ListingEvidence.Listing(address: "203.0.113.25", list: "Spamhaus")
    let words = (0..<4).map { ListingEvidenceTests.word($0, $0) }
    let own = ListingWord(list: "", address: "203.0.113.25", network: "", domain: "")
    #expect(ListingEvidence([own]).grade(of: listing) == nil)
    #expect(ListingEvidence(words.prefix(2)).grade(of: listing) == .said)
    #expect(ListingEvidence(words.prefix(2) + [own]).grade(of: listing) == .ours)
    #expect(ListingEvidence(words.prefix(3)).grade(of: listing) == .agreed)
    // Others name the address, and of the list only one speaks.
    let named = (1..<4).map { ListingEvidenceTests.word($0, $0, list: "") }
    #expect(ListingEvidence(words.prefix(1) + named).grade(of: listing) == .ours)
    #expect(ListingEvidence(named).listings.isEmpty)
  }

  @Test(
    "the part of a host name that somebody registered",
    arguments: [
      ("mx.evil.example", "evil.example"), ("evil.example", "evil.example"), ("a.b.c.evil.example", "evil.example"),
      ("mx.evil.co.uk", "evil.co.uk"), ("evil.co.uk", "evil.co.uk"), ("co.uk", "co.uk"), ("mx.ab.de", "ab.de"),
      ("mx.evil.com", "evil.com"), ("mx1.com.evil.com", "evil.com"), ("localhost", "localhost"), ("", ""),
      ("mx.evil.example.", "evil.example"),
    ])
  func domains(host: String, domain: String) {
    let bytes = Array(host.utf8) + [UInt8](repeating: 0, count: 8)
    let range = unsafe ServerName.domain(of: 0..<host.utf8.count, bytes.span.bytes)
    #expect(String(decoding: bytes[range], as: UTF8.self) == domain)
  }

  /// What is heard in these lines.
  private func words(_ lines: [String], _ grouping: ReplyGrouping) throws -> Set<ListingWord> {
    var source = try ByteSource.open(bytes: Array(lines.joined(separator: "\n").utf8) + [0x0a], name: "mail.log")
    let summary = try Summary(
      by: grouping, options: ReadingOptions(now: 1_795_478_399), carriedOn: nil)
    summary.read(&source, path: "mail.log")
    summary.finish()
    return summary.tally.words?.all ?? []
  }

  @Test("the order of lines changes nothing, and one network has no room of another's")
  func order() throws {
    let grouping = ReplyGrouping(try ReplyGuide())
    var random = LineMutator(seed: 17)
    let own = (0..<3).map { "1.2.3.\($0 + 1)" }
    var lines: [String] = []
    // As much as a source of bytes takes.
    for number in 0..<190 {
      // A stranger's server names whatever it likes; three others name what is ours.
      let isStrange = number % 3 > 0
      let address = isStrange ? "\(1 + number % 200).\(number % 7).0.1" : own[number / 27 % own.count]
      let host =
        isStrange
        ? "mx\(number % 11).evil\(number % 13).example[192.0.2.\(number % 250)]"
        : "mx.r\(number % 9).example[10.\(number % 9).0.1]"
      lines.append(
        "2026-11-22T10:00:00+00:00 mail postfix/smtp[7]: 4A\(1_000_000 + number): to=<u@d.example>, relay=\(host):25, delay=1, "
          + "delays=0/0/0/1, dsn=5.7.1, status=bounced (host \(host) said: 554 5.7.1 Client host [\(address)] blocked using "
          + "\(number % 2 == 0 ? "zen.spamhaus.org" : "bl.spamcop.net") (in reply to RCPT TO command))")
    }
    let first = try words(lines, grouping)
    for address in own {
      #expect(Set(first.filter { $0.address == address }.map(\.domain)).count >= 3, "\(address)")
    }
    #expect(Set(first.filter { $0.network == "192.0.2" }.map(\.address)).count == 64)
    for _ in 0..<8 {
      for place in lines.indices { lines.swapAt(place, random.below(lines.count)) }
      let again = try words(lines, grouping)
      #expect(again == first)
    }
  }

  @Test("a server that names itself, this host, a private network or nothing at all names none of ours")
  func nobodys() throws {
    let grouping = ReplyGrouping(try ReplyGuide())
    let lines = ["192.0.2.7", "127.0.0.2", "10.1.2.3", "0.0.0.0", "224.0.0.1", "255.255.255.255", "::1", "fe80::1"].map
    {
      "2026-11-22T10:00:00+00:00 mail postfix/smtp[7]: 4A1000000: to=<u@d.example>, relay=mx.d.example[192.0.2.7]:25, delay=1, "
        + "delays=0/0/0/1, dsn=5.7.1, status=bounced (host mx.d.example[192.0.2.7] said: 554 5.7.1 Client host [\($0)] blocked "
        + "using zen.spamhaus.org (in reply to RCPT TO command))"
    }
    #expect(try words(lines, grouping).isEmpty)
  }
}
