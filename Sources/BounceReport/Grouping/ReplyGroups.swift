import MailLog
import ReplyGuide
import SMTPReply

/// Groups replies that are the same but for addresses, ids and numbers, and asks the guide once per group.
///
/// A group is a template with its code, enhanced code, stage and direction. Beyond `limit` groups new templates share one
/// group per code and cause, so a reply that keeps changing cannot fill the memory.
struct ReplyGroups {
  /// What is known of one group.
  struct Group {
    var code: ReplyCode?
    var enhanced: EnhancedStatusCode?
    var stage: Stage?
    var direction: Direction
    var explanation: Explanation
    var template: String
    /// Replies, repeats included.
    var replies = 0
    /// How many of them the log implies and does not show.
    var implied = 0
  }

  /// More templates than any real log has.
  static let limit = 50_000

  private let guide: ReplyGuide
  private var template = ReplyTemplate()
  private var interner = ByteInterner()
  private var numbers: [UInt32] = []
  private var overflow: [String: UInt32] = [:]
  private(set) var groups: [Group] = []

  init(guide: ReplyGuide) {
    self.guide = guide
  }

  /// The number of the group that `record` belongs to.
  mutating func group(of record: borrowing ReplyRecord, _ line: RawSpan) -> UInt32 {
    template.make(record, line)
    template.appendKey(of: record)
    let key = template.bytes
    let span = key.span
    let known = interner.count
    let number = unsafe interner.intern(span.bytes, template.range)
    if Int(number) < known { return numbers[Int(number)] }
    let group = add(record, line)
    numbers.append(group)
    return group
  }

  /// Counts `times` replies in `group`.
  mutating func count(_ group: UInt32, times: Int, isImplied: Bool) {
    groups[Int(group)].replies += times
    if isImplied { groups[Int(group)].implied += times }
  }

  private mutating func add(_ record: borrowing ReplyRecord, _ line: RawSpan) -> UInt32 {
    let text = record.joinedText(line)
    let explanation = guide.explain(
      ReplyText(
        text, code: record.code, enhanced: record.enhanced, stage: record.stage, direction: record.direction))
    var shown = String(decoding: template.bytes[template.textRange], as: UTF8.self)
    if groups.count >= ReplyGroups.limit {
      let key = "\(record.code?.rawValue ?? 0) \(record.direction) \(explanation.cause?.id ?? "")"
      if let group = overflow[key] { return group }
      overflow[key] = UInt32(groups.count)
      shown = "(many different texts)"
    }
    groups.append(
      Group(
        code: record.code, enhanced: record.enhanced, stage: record.stage, direction: record.direction,
        explanation: explanation, template: shown))
    return UInt32(groups.count - 1)
  }
}

extension ReplyTemplate {
  /// Adds what tells groups of one template apart, so that one look-up finds the group.
  mutating func appendKey(of record: borrowing ReplyRecord) {
    let enhanced = record.enhanced?.rawValue ?? 0
    let code = record.code?.rawValue ?? 1_000
    let stage = record.stage.flatMap { Stage.allCases.firstIndex(of: $0) } ?? 255
    append(key: [
      0, UInt8(truncatingIfNeeded: code), UInt8(truncatingIfNeeded: code >> 8), UInt8(truncatingIfNeeded: enhanced),
      UInt8(truncatingIfNeeded: enhanced >> 8), UInt8(truncatingIfNeeded: enhanced >> 16), UInt8(stage),
      record.direction == .inbound ? 1 : 0,
    ])
  }
}

extension ReplyRecord {
  /// The reply's text without codes, its lines joined by one blank.
  func joinedText(_ line: RawSpan) -> [UInt8] {
    var text: [UInt8] = []
    guard reply.exists else { return text }
    var lines = ReplyLines(of: self, in: line)
    while let part = lines.next(in: line) {
      guard !part.text.isEmpty else { continue }
      if !text.isEmpty { text.append(UInt8(ascii: " ")) }
      line.append(part.text, to: &text)
    }
    return text
  }
}
