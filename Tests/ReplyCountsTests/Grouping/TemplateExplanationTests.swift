import MailLog
import ReplyGuide
import SMTPReply
import Testing

@testable import ReplyCounts

@Suite("Templates and the guide")
struct TemplateExplanationTests {
  /// The report asks the guide about templates, so that which reply of a group came first does not matter.
  @Test("the template of each of the guide's samples means what the sample means")
  func samples() throws {
    let guide = try ReplyGuide()
    for cause in guide.causes {
      for sample in cause.samples {
        var record = ReplyRecord()
        let bytes = Array(sample.reply.utf8) + Array("pipe".utf8) + [UInt8](repeating: 0, count: 64)
        let span = bytes.span
        let line = unsafe span.bytes
        let hasReply = cause.reply != "none"
        let whole = Field(0, sample.reply.utf8.count)
        var lines = ReplyLines(whole, in: line)
        record.reply = whole
        record.outcome = .deferred
        if hasReply { record.code = lines.code }
        while hasReply, record.enhanced == nil, let part = lines.next(in: line) { record.enhanced = part.enhanced }
        record.stage = sample.stage.flatMap(Stage.init(rawValue:))
        record.direction = sample.direction.flatMap(Direction.init(rawValue:)) ?? .outbound
        // The line of a real log says where it came to pass: the text alone does for sockets only.
        let service = Field(sample.reply.utf8.count, sample.reply.utf8.count + (cause.by == nil ? 0 : 4))
        if cause.by != nil { record.service = service }
        let circumstances = record.circumstances(line, isOwnClient: false)
        let direct = guide.explain(
          ReplyText(
            words(of: record, line), code: record.code, enhanced: record.enhanced, stage: record.stage,
            direction: record.direction, circumstances: circumstances))
        var groups = ReplyGroups(by: ReplyGrouping(guide))
        var nothing = NothingKept()
        let group = Int(groups.group(of: record, isOwnClient: false, line, keeping: &nothing))
        let answer = groups.groups[group].explanation
        #expect(answer.cause?.id == direct.cause?.id, "\(sample.reply) as \(groups.groups[group].template)")
      }
    }
  }

  private func words(of record: ReplyRecord, _ line: RawSpan) -> [UInt8] {
    var words: [UInt8] = []
    var lines = ReplyLines(of: record, in: line)
    while let part = lines.next(in: line) {
      if !words.isEmpty { words.append(0x20) }
      words += Array((line.string(Field(part.text.lowerBound, part.text.upperBound)) ?? "").utf8)
    }
    return words
  }
}
