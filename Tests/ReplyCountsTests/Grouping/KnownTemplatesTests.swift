import MailLog
import ReplyGuide
import TestSupport
import Testing

@testable import ReplyCounts

@Suite("Templates known again")
struct KnownTemplatesTests {
  /// Texts that share their beginnings, end in what varies, hold punctuation behind it, and consist of several lines.
  private static let texts = [
    "550 5.1.1 <a.b@example.com>: User unknown", "550 5.1.1 <c@example.net>: User unknown in table",
    "550 5.1.1 c@example.net: User unknown", "550 5.1.1 User c@example.net", "550 5.1.1 User unknown",
    "550 5.1.1 User mx7.example.net.", "550 5.1.1 User 192.0.2.1:25", "550 5.1.1 User a1b2c3d4e5 unknown - 12 of 20",
    "550-5.1.1 The account that you tried to reach 550-5.1.1 does not exist. 550 5.1.1 a1b2c3d4e5si22 - gsmtp",
    "550-5.1.1 The account 550-5.1.1 b9c8d7e6f5si4 does not exist. 550 5.1.1 a1b2c3d4e5si22 - gsmtp",
    "550-5.1.1 one 550 5.1.1 two", "550 5.1.1 one  two", "550 5.1.1 one two", "550-5.1.1  550 5.1.1 one two",
    "550 5.1.1 \\303\\244@example.org:25 x@y", "550 5.1.1 x@y.example:x@z.example gone", "550 5.1.1 RFC 5321 says 5322",
  ]

  @Test("a text falls to the group of its template, whatever was known before")
  func mutated() throws {
    let guide = try ReplyGuide()
    let grouping = ReplyGrouping(guide)
    var groups = ReplyGroups(by: grouping)
    var nothing = NothingKept()
    var fresh = ReplyTemplate(telling: grouping.telling)
    var mutator = LineMutator(seed: 7)
    var seen = 0
    for round in 0..<8_000 {
      var bytes = Array(KnownTemplatesTests.texts[mutator.below(KnownTemplatesTests.texts.count)].utf8)
      if round > 200, mutator.below(3) > 0 { mutator.mutate(&bytes) }
      if mutator.below(8) == 0 { mutator.mutate(&bytes) }
      var record = ReplyRecord()
      record.direction = .outbound
      record.reply = Field(0, bytes.count)
      let span = (bytes + [UInt8](repeating: 0, count: 64)).span
      let line = unsafe span.bytes
      let group = Int(groups.group(of: record, isOwnClient: false, line, keeping: &nothing))
      fresh.make(record, line)
      let wanted = Array(fresh.bytes[fresh.textRange])
      #expect(groups.groups[group].text == wanted, "\(String(decoding: bytes, as: UTF8.self))")
      seen += 1
    }
    #expect(seen == 8_000)
    #expect(groups.groups.count > 500)
  }

  #if DEBUG
    @Test("each key leads to what was added first, until all are forgotten")
    func keys() {
      let text = Array("gone away".utf8)
      var record = ReplyRecord()
      record.reply = Field(0, text.count)
      var template = ReplyTemplate()
      template.set(text)
      var known = KnownTemplates()
      var mutator = LineMutator(seed: 3)
      var model: [UInt64: UInt32] = [:]
      for step in 0..<4_000 {
        if model.count == 512 { model = [:] }
        let key = UInt64(1 + mutator.below(700))
        known.add(template, key, group: UInt32(step))
        if model[key] == nil { model[key] = UInt32(step) }
        let other = UInt64(1 + mutator.below(700))
        let found = PaddedBytes(text).withBytes { known.group(other, of: record, $0, &template.tokens) }
        #expect(found == model[other])
        #expect(known.keyCount == model.count)
        if step % 100 == 0 { known.checkInvariants() }
      }
      known.checkInvariants()
    }
  #endif
}
