package import MailLog
package import ReplyGuide

/// The step between a reader and whatever takes single replies: it asks the filter, finds the group, and asks whether the cause is wanted.
///
/// Groups are a memory of what the guide said here, and become few enough by themselves: replies that keep changing cost time, not memory.
package struct ExplainedReplies {
  /// Fewer than of a report, where groups are counted: a reply beyond them is explained anew.
  package static let limit = 10_000

  /// One of the replies that are chosen.
  package struct Reply {
    /// What the guide says of it.
    package var explanation: Explanation
    /// Whether we said it to a client of our own.
    package var isOwnClient: Bool
  }

  /// As `Reply`, by the number of its group.
  package struct Numbered {
    /// The number of the reply's group.
    package var group: UInt32
    /// Whether we said it to a client of our own.
    package var isOwnClient: Bool
  }

  private var replies: ReplyGroups
  private let selection: ReplySelection?

  /// The replies of `selection`, or all, explained by the guide of `grouping`.
  package init(by grouping: ReplyGrouping, of selection: ReplySelection? = nil, limit: Int = ExplainedReplies.limit) {
    replies = ReplyGroups(by: grouping, limit: limit)
    self.selection = selection.flatMap { $0.isEmpty ? nil : $0 }
  }

  /// How many groups there are.
  package var groupCount: Int { replies.groups.count }

  /// What is known of a group whose number was given.
  package func group(_ number: UInt32) -> ReplyGroup { replies.groups[Int(number)] }

  /// Whether the filter lets the reply through, whatever its cause.
  package func passes(
    _ record: borrowing ReplyRecord, at time: LogTime?, _ line: RawSpan, _ facts: MessageFacts, _ message: RawSpan
  ) -> Bool {
    selection?.filter.matches(record, at: time, line, facts, message) ?? true
  }

  /// The reply, explained; nil when it is not chosen.
  package mutating func take(
    _ record: borrowing ReplyRecord, at time: LogTime?, _ line: RawSpan, _ facts: MessageFacts, _ message: RawSpan
  ) -> Reply? {
    var nothing = NothingKept()
    guard let one = take(record, at: time, line, facts, message, keeping: &nothing) else { return nil }
    return Reply(explanation: group(one.group).explanation, isOwnClient: one.isOwnClient)
  }

  /// What the guide says of a reply that left its line, in circumstances that the line told.
  mutating func explain(
    _ record: borrowing ReplyRecord, _ line: RawSpan, isOwnClient: Bool, circumstances: Circumstances
  ) -> Explanation {
    let key = ReplyGroup.Key(
      code: record.code, enhanced: record.enhanced, stage: record.stage, direction: record.direction,
      isOwnClient: isOwnClient, circumstances: circumstances)
    return replies.explanation(of: record, key, line)
  }

  /// The reply by its group, for who keeps something by that; nil when it is not chosen.
  ///
  /// More than five parameters: what a sink is handed, handed on.
  @inline(__always)
  package mutating func take(
    _ record: borrowing ReplyRecord, at time: LogTime?, _ line: RawSpan, _ facts: MessageFacts, _ message: RawSpan,
    keeping kept: inout some KeptByGroup
  ) -> Numbered? {
    guard selection?.filter.matches(record, at: time, line, facts, message) ?? true else { return nil }
    let isOwnClient = record.isToOwnClient(line, facts)
    let number = replies.group(of: record, isOwnClient: isOwnClient, line, keeping: &kept)
    if let selection, !selection.wants(group(number).explanation) { return nil }
    return Numbered(group: number, isOwnClient: isOwnClient)
  }
}
