import TestSupport
import Testing

@testable import MailLog

/// Heads and times are mostly told by comparing them with those of the line before: the result must be what reading them anew
/// gives.
@Suite("Usual heads, tags and ids")
struct UsualHeadTests {
  private static let stamps = [
    "Nov 23 04:05:06", "Nov  3 04:05:06", "Nov 3 04:05:06", "Nov 23 04:05:06.123456", "Nov 23 04:05:06.5",
    "2026-11-23T15:21:13.478328+00:00", "2026-11-23T15:21:13.478328-05:30", "2026-11-23T15:21:13.478328Z",
    "2026-11-23T15:21:13.4783281+00:00", "2026-11-23T15:21:13.347+0100", "2026-11-23T15:21:13.347",
    "2026-11-23T15:21:13+01:00", "2026-11-23T15:21:13Z", "2026-11-23T15:21:13", "2026-11-23T15:21:13,478328+00:00",
    "2026-11-23T15:21:13,47", "2013 Jun 10 06:27:30", "Mon 2026-11-23 15:21:13 UTC", "1795447064.511000",
  ]
  private static let hosts = ["a", "mx1", "mail-1", "fifteen-letters", "sixteen.letters.", "mx1.example.com"]

  /// Lines with heads of all forms, many of them like the one before but for a few bytes.
  private func lines(seed: UInt64) -> [[UInt8]] {
    var random = LineMutator(seed: seed)
    var lines: [[UInt8]] = []
    for _ in 0..<400 {
      let stamp = UsualHeadTests.stamps[random.below(UsualHeadTests.stamps.count)]
      let host = UsualHeadTests.hosts[random.below(UsualHeadTests.hosts.count)]
      let line = Array("\(stamp) \(host) postfix/smtp[12]: 4A1B2C3D4E: x".utf8)
      for _ in 0..<random.below(6) {
        var like = line
        for _ in 0..<random.below(3) {
          let bytes: [UInt8] = [0x20, 0x30 + UInt8(random.below(10)), 0x2e, 0x3a, 0x61, 0x2b, 0x5a]
          like[random.below(min(like.count, 50))] = bytes[random.below(bytes.count)]
        }
        lines += [line, like]
      }
    }
    return lines
  }

  private func padded(_ line: [UInt8]) -> [UInt8] { line + [10] + Array(repeating: 0, count: PaddedBytes.padding) }

  @Test("a head is the same with a memory of others", arguments: 1...8 as ClosedRange<UInt64>)
  func heads(seed: UInt64) {
    var cache = LineHeadCache()
    var known = 0
    for line in lines(seed: seed) {
      let bytes = padded(line)
      let span = bytes.span
      let text = unsafe span.bytes
      var head = LineHead.empty
      let isRead = cache.read(text, from: 0, to: line.count, into: &head)
      let anew = LineHead.read(text, from: 0, to: line.count)
      #expect(isRead == (anew != nil), "\(String(decoding: line, as: UTF8.self))")
      guard let anew, isRead else { continue }
      #expect(head.same(as: anew), "\(String(decoding: line, as: UTF8.self))")
      #expect(cache.hostKey(text, head.host) == HashMixer.hash(text, head.host))
      if let tag = cache.usual.tag(text, from: 0, to: line.count) {
        #expect(tag == anew.tag)
        #expect(cache.usual.head(at: 0).same(as: anew))
        known += 1
      }
    }
    #expect(known > 300)
  }

  @Test("so is its time", arguments: 1...8 as ClosedRange<UInt64>)
  func times(seed: UInt64) {
    let years = YearInference(firstYear: 2026)
    var clock = LogClock(years: years)
    for line in lines(seed: seed) {
      let bytes = padded(line)
      let span = bytes.span
      let text = unsafe span.bytes
      guard let head = LineHead.read(text, from: 0, to: line.count) else { continue }
      var fresh = LogClock(years: clock.years)
      let time = clock.time(of: head, in: text)
      let anew = fresh.time(of: head, in: text)
      #expect(time == anew, "\(String(decoding: line, as: UTF8.self))")
      #expect(clock.instantSecond == fresh.instantSecond)
      #expect(clock.instantSecond == (time?.instant ?? 0) / 1_000_000)
    }
  }

  @Test("a queue id is what stands in front of its colon")
  func queueIDs() {
    var random = LineMutator(seed: 3)
    let letters = Array("0123456789ABCDEFabcdefzBCDFGHJKLMNPQ".utf8)
    for _ in 0..<20_000 {
      var line = (0..<random.below(30)).map { _ in letters[random.below(letters.count)] }
      let behind = [": ", ":", " ", ": from=<a>", "-: ", ""]
      line += Array(behind[random.below(behind.count)].utf8)
      if random.below(4) == 0 { random.mutate(&line) }
      let bytes = padded(line)
      let span = bytes.span
      let text = unsafe span.bytes
      let found = QueueID.postfix(text, from: 0, to: line.count, host: 7)
      let end = PostfixParser().queueIDEnd(text, 0, line.count)
      #expect(found?.end == end, "\(String(decoding: line, as: UTF8.self))")
      if let found, let end { #expect(found.id == QueueID(text, Field(0, end), host: 7)) }
    }
  }
}

extension LineHead {
  fileprivate func same(as other: LineHead) -> Bool {
    stamp == other.stamp && start == other.start && clock == other.clock && host == other.host && tag == other.tag
  }
}
