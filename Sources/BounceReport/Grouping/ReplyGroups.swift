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
    /// Whom the group's cause hits.
    var affected: AffectedKind
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
    template.append(key: ReplyGroups.key(of: record))
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
  @inline(__always)
  mutating func count(_ group: UInt32, times: Int, isImplied: Bool) {
    groups[Int(group)].replies += times
    if isImplied { groups[Int(group)].implied += times }
  }

  /// Whom the cause of `group` hits.
  @inline(__always)
  func affected(_ group: UInt32) -> AffectedKind { groups[Int(group)].affected }

  /// What tells groups of one template apart, so that one look-up finds the group.
  @inline(__always)
  private static func key(of record: borrowing ReplyRecord) -> UInt64 {
    let code = UInt64(record.code?.rawValue ?? 1_000)
    let enhanced = UInt64(record.enhanced?.rawValue ?? 0)
    let stage = UInt64(record.stage?.ordinal ?? 255)
    return code | enhanced << 16 | stage << 40 | (record.direction == .inbound ? 1 : 0) << 48
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
        explanation: explanation, template: shown, affected: AffectedKind(explanation.class, record.direction)))
    return UInt32(groups.count - 1)
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
