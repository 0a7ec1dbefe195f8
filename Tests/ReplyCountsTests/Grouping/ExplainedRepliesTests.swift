import MailLog
import ReplyGuide
import SMTPReply
import TestSupport
import Testing

@testable import ReplyCounts

@Suite("Replies chosen, grouped and explained")
struct ExplainedRepliesTests {
  /// Counts by group.
  private struct Counts: KeptByGroup {
    var counts: [UInt32: Int] = [:]
    var renumberings = 0

    mutating func renumber(groups: [UInt32]) {
      renumberings += 1
      let old = counts
      counts = [:]
      for (group, count) in old { counts[groups[Int(group)], default: 0] += count }
    }
  }

  private static let ends = [
    "User unknown in virtual mailbox table", "mailbox name not allowed", "blocked using zen.spamhaus.org",
    "Mailbox full",
    "zone without a rule",
  ]

  /// Replies that no two have alike, each with what the guide says of it.
  private func forEachReply(
    _ count: Int, _ guide: ReplyGuide, _ body: (borrowing ReplyRecord, RawSpan, Explanation) -> Void
  ) {
    var random = LineMutator(seed: 11)
    for round in 0..<count {
      let word = { String((0..<7).map { _ in Character(UnicodeScalar(UInt8(97 + random.below(26)))) }) }
      let end = ExplainedRepliesTests.ends[round % ExplainedRepliesTests.ends.count]
      let text = Array("\(word()) \(word()) \(word()) \(end)".utf8)
      var record = ReplyRecord()
      record.outcome = .bounced
      record.stage = .rcpt
      record.code = ReplyCode(rawValue: 550)
      // So many that shared groups have to leave it out.
      record.enhanced = EnhancedStatusCode("5.\(round % 400).1")
      record.reply = Field(0, text.count)
      let bytes = (text + [UInt8](repeating: 0, count: 64)).span
      let said = guide.explain(
        ReplyText(text, code: record.code, enhanced: record.enhanced, stage: .rcpt, direction: .outbound))
      unsafe body(record, bytes.bytes, said)
    }
  }

  @Test("replies that keep changing stay explained as each is, in so many groups")
  func changing() throws {
    let guide = try ReplyGuide()
    var replies = ExplainedReplies(by: ReplyGrouping(guide), limit: 64)
    var counts = Counts()
    var all = 0
    forEachReply(6_000, guide) { record, line, said in
      let none = MessageFacts()
      let numbered = replies.take(record, at: nil, line, none, line, keeping: &counts)
      guard let numbered else { return }
      counts.counts[numbered.group, default: 0] += 1
      all += 1
      let answer = replies.group(numbered.group).explanation
      #expect(answer.cause?.id == said.cause?.id && answer.confidence == said.confidence && answer.class == said.class)
      #expect(replies.groupCount < 64 * 16)
    }
    #expect(all == 6_000 && counts.counts.values.reduce(0, +) == all && counts.renumberings > 5)
  }

  @Test("only wanted causes are taken, however many others there are")
  func chosen() throws {
    let guide = try ReplyGuide()
    let selection = ReplySelection(ReplyFilter(), causes: ["none"])
    var replies = ExplainedReplies(by: ReplyGrouping(guide), of: selection, limit: 64)
    var taken = 0
    var wanted = 0
    forEachReply(2_000, guide) { record, line, said in
      if said.cause == nil { wanted += 1 }
      if let reply = replies.take(record, at: nil, line, MessageFacts(), line) {
        taken += 1
        #expect(reply.explanation.cause == nil)
      }
    }
    #expect(taken == wanted && wanted > 0)
  }
}
