import SMTPReply

/// Finds the cause that fits a reply best.
///
/// Hard conditions come first: stage, direction, and whether there is a reply at all. Then what was recognised decides:
/// a phrase of a provider, a phrase, a weak phrase together with the code, or code, enhanced code and stage alone. Among
/// equals the code counts, then the enhanced code, then a stated stage or direction, then the longer phrase.
///
/// Phrases are plain texts, so the cost is bounded by text length times catalogue size, whatever the text.
struct CauseMatcher: Sendable {
  /// A cause, ready for comparing.
  private struct Entry: Sendable {
    var phrases: [[UInt8]]
    var weakPhrases: [[UInt8]]
    var codes: Set<ReplyCode>
    var enhanced: Set<EnhancedStatusCode>
    var stages: Set<Stage>
    var direction: Direction?
    var isProviders: Bool
    var isWithoutReply: Bool
  }

  /// How well a cause fits; the greater is the better.
  private struct Rank: Comparable {
    /// 3 a provider's phrase, 2 a phrase, 1 a weak phrase with the code, 0 the codes alone.
    var tier: Int
    var hasCode: Bool
    var hasEnhanced: Bool
    var isConditional: Bool
    var length: Int

    static func < (left: Rank, right: Rank) -> Bool { left.key.lexicographicallyPrecedes(right.key) }

    private var key: [Int] { [tier, hasCode ? 1 : 0, hasEnhanced ? 1 : 0, isConditional ? 1 : 0, length] }
  }

  private let entries: [Entry]

  init(_ causes: [Cause]) {
    entries = causes.map { cause in
      Entry(
        phrases: (cause.phrases ?? []).map { ReplyText.fold($0.utf8) },
        weakPhrases: (cause.weakPhrases ?? []).map { ReplyText.fold($0.utf8) },
        codes: Set(cause.codes.compactMap { UInt16(exactly: $0).flatMap(ReplyCode.init(rawValue:)) }),
        enhanced: Set(cause.enhanced.compactMap { EnhancedStatusCode($0) }),
        stages: Set((cause.stages ?? []).compactMap(Stage.init(rawValue:))),
        direction: cause.direction.flatMap(Direction.init(rawValue:)),
        isProviders: cause.provider != nil,
        isWithoutReply: cause.reply == "none")
    }
  }

  /// The index of the cause that fits `reply`, and whether a text of its own decided; nil when none fits.
  func match(_ reply: ReplyText) -> (cause: Int, isCertain: Bool)? {
    var best: (cause: Int, rank: Rank)?
    for (index, entry) in entries.enumerated() {
      guard let rank = rank(of: entry, for: reply) else { continue }
      if let current = best, rank <= current.rank { continue }
      best = (index, rank)
    }
    return best.map { ($0.cause, $0.rank.tier >= 2) }
  }

  private func rank(of entry: Entry, for reply: ReplyText) -> Rank? {
    guard entry.isWithoutReply == (reply.code == nil) else { return nil }
    if let direction = entry.direction, let actual = reply.direction, direction != actual { return nil }
    if !entry.stages.isEmpty, let stage = reply.stage, !entry.stages.contains(stage) { return nil }
    let hasCode = reply.code.map(entry.codes.contains) ?? false
    let hasEnhanced = reply.enhanced.map(entry.enhanced.contains) ?? false
    var rank = Rank(
      tier: 0, hasCode: hasCode, hasEnhanced: hasEnhanced,
      isConditional: entry.direction != nil || !entry.stages.isEmpty, length: 0)
    if let length = longest(entry.phrases, in: reply.folded) {
      rank.tier = entry.isProviders ? 3 : 2
      rank.length = length
      return rank
    }
    if hasCode || entry.isWithoutReply, let length = longest(entry.weakPhrases, in: reply.folded) {
      rank.tier = 1
      rank.length = length
      return rank
    }
    // Codes alone: only for a cause that has no text of its own and says at least where, or which enhanced code.
    guard entry.phrases.isEmpty, entry.weakPhrases.isEmpty, hasCode else { return nil }
    guard entry.enhanced.isEmpty || hasEnhanced else { return nil }
    guard !entry.enhanced.isEmpty || (!entry.stages.isEmpty && reply.stage != nil) else { return nil }
    return rank
  }

  private func longest(_ phrases: [[UInt8]], in text: [UInt8]) -> Int? {
    var longest: Int?
    for phrase in phrases where phrase.count > longest ?? 0 && PhraseSearch.contains(text, phrase) {
      longest = phrase.count
    }
    return longest
  }
}
