import GuideData
import SMTPReply

/// Finds the cause that fits a reply best.
///
/// Hard conditions come first: stage and direction. Then what was recognised decides: a phrase of the user's own rules, of
/// a provider, another phrase, a weak phrase together with the code, a phrase that yields, or code with enhanced code or
/// stage. Among equals the longer phrase, the code and the enhanced code count.
struct CauseMatcher: Sendable {
  /// What of a cause is looked at.
  private struct Entry: Sendable {
    var codes: [ReplyCode]
    var enhanced: [EnhancedStatusCode]
    var stages: [Stage]
    var direction: Direction?
    var isRule: Bool
    var isSuccess: Bool
    var isProviders: Bool
    var isWithoutReply: Bool
    var isMilters: Bool
    var isOwnHosts: Bool
    var begins: Bool
    var leads: Bool
    var yields: Bool
    var reason: ReasonClass
    /// The code that the cause is worded for; without it the cause is no answer.
    var bound: ReplyCode?
    /// What speaks for the cause from the start, or against it.
    var advantage: Int
  }

  /// The best cause so far.
  struct Match {
    var cause: Int
    var score: Int
    var isCertain: Bool
    /// The phrase that decided; nil for codes alone.
    var phrase: (cause: Int, isWeak: Bool, number: Int)?
  }

  private let entries: [Entry]
  private let tables: [PhraseTable]
  /// The causes that are recognised by codes alone, by code.
  private let places: [ReplyCode: [Int]]
  private let sides: SenderSides
  /// The causes of what a milter said with words of its own, by whether it was for good.
  private let milters: [Permanence: Int]

  /// A matcher of `causes`, of which the first `rules` are the user's own; `phrases` are those of the others.
  init(_ causes: [Cause], rules: Int, phrases: PhraseList) {
    entries = causes.enumerated().map { index, cause in
      Entry(
        codes: cause.codes.compactMap { UInt16(exactly: $0).flatMap(ReplyCode.init(rawValue:)) },
        enhanced: cause.enhancedCodes,
        stages: (cause.stages ?? []).compactMap(Stage.init(rawValue:)),
        direction: cause.direction.flatMap(Direction.init(rawValue:)), isRule: index < rules,
        isSuccess: cause.class == .accepted,
        isProviders: cause.provider != nil, isWithoutReply: cause.reply == "none", isMilters: cause.isMilters,
        isOwnHosts: cause.by == "own-host", begins: cause.begins, leads: cause.leads, yields: cause.yields,
        reason: cause.class, bound: index < rules ? nil : ReplyCode(startOf: cause.id),
        advantage: CauseMatcher.advantage(of: cause.class))
    }
    tables = (rules > 0 ? [PhraseTable(PhraseList(causes, of: 0..<rules))] : []) + [PhraseTable(phrases)]
    var places: [ReplyCode: [Int]] = [:]
    for (index, cause) in causes.enumerated()
    where !cause.hasPhrases && cause.sameAs == nil {
      for code in entries[index].codes { places[code, default: []].append(index) }
    }
    self.places = places
    sides = SenderSides(causes)
    milters = Dictionary(
      causes.indices.filter { causes[$0].isMilters }.map { (causes[$0].permanence, $0) },
      uniquingKeysWith: { first, _ in first })
  }

  /// The cause that fits `reply`; nil when none does.
  func match(_ reply: ReplyText) -> Match? {
    var best: Match?
    for table in tables { best = MatchRace.better(best, winner(reply, table)) }
    return best ?? reply.code.flatMap { placeMatch($0, reply) }
  }

  /// The cause of what a milter of ours said in words that nobody knows; nil when none said it.
  func milterCause(_ reply: ReplyText) -> Int? {
    guard reply.circumstances.contains(.isMilters) else { return nil }
    switch reply.code.map({ Int($0.severity) }) ?? reply.enhanced.map({ Int($0.group) }) {
    case 4: return milters[.soft]
    case 5: return milters[.hard]
    default: return nil
    }
  }

  /// What `cause` is for `reply` when it is said at `place` of the text, or by the codes when there is no place: a class of the
  /// recipient's is none where the sender is spoken of, but its like of the sender's. Nil when it has no like.
  func turned(_ cause: Int, _ reply: ReplyText, at place: Int?) -> Int? {
    let reason = entries[cause].reason
    // A recipient that takes mail of some only speaks of senders, too.
    let isOfSender = reason == .recipientRestricted ? reply.isOfSenderAlone : reply.isOfSender(at: place)
    guard reason.isOfRecipient, isOfSender else { return cause }
    return sides.causes(insteadOf: reason).filter { fits(entries[$0], reply) }.max { left, right in
      // The one that is worded for the code, else the first.
      !entries[left].codes.contains(where: reply.has) && entries[right].codes.contains(where: reply.has)
    }
  }

  private func winner(_ reply: ReplyText, _ table: PhraseTable) -> Match? {
    var race = MatchRace()
    table.search(reply.folded) { use, start, end in
      let cause = Int(use.cause)
      if entries[cause].begins, !reply.begins(at: start) { return }
      // A general word means the sender only where the sender is spoken of.
      if use.isWeak, entries[cause].stages == [.mail], !reply.isOfSender(at: start) { return }
      guard var score = score(entries[cause], reply, use), let turned = turned(cause, reply, at: start) else { return }
      if turned != cause { score -= CauseMatcher.turning }
      if reply.quoted.contains(start) { score -= CauseMatcher.quoting }
      let match = Match(
        cause: turned, score: score, isCertain: isCertain(entries[cause], reply, use),
        phrase: (Int(use.owner), use.isWeak, Int(use.phrase)))
      race.enter(match, from: start, to: end, isWhole: use.gap == nil)
    }
    return race.winner
  }

  private func isCertain(_ entry: Entry, _ reply: ReplyText, _ use: PhraseList.Use) -> Bool {
    !use.isWeak && !entry.yields && (!entry.isOwnHosts || reply.circumstances.contains(.isWithinHost))
  }

  /// Codes alone: only for a cause that has no text of its own and says where, or which enhanced code.
  private func placeMatch(_ code: ReplyCode, _ reply: ReplyText) -> Match? {
    var best: Match?
    for cause in places[code] ?? [] {
      let entry = entries[cause]
      guard fits(entry, reply), entry.enhanced.isEmpty || entry.enhanced.contains(where: reply.has) else { continue }
      guard !entry.enhanced.isEmpty || reply.stage != nil else { continue }
      let score = entry.enhanced.isEmpty ? 0 : 1
      guard let turned = turned(cause, reply, at: nil) else { continue }
      if best.map({ $0.score < score }) ?? true { best = Match(cause: turned, score: score, isCertain: false) }
    }
    return best
  }

  private func fits(_ entry: Entry, _ reply: ReplyText) -> Bool {
    // What was done has no cause of failure, whatever its text says.
    if let code = reply.code, entry.isSuccess != (code.severity == 2) { return false }
    if let direction = entry.direction, let actual = reply.direction, direction != actual { return false }
    if let bound = entry.bound, !reply.has(bound) { return false }
    if entry.isMilters, !reply.circumstances.contains(.isMilters) { return false }
    if !entry.stages.isEmpty, let stage = reply.stage, !entry.stages.contains(stage) {
      // What is said of recipients elsewhere is said of the sender at MAIL, and turned.
      guard stage == .mail, entry.reason.isOfRecipient else { return false }
    }
    if entry.isOwnHosts, !reply.circumstances.contains(.isWithinHost) {
      // Where nobody knows whose host it was, only a text that is nothing else tells.
      if !entry.begins || reply.circumstances.contains(.isBetweenHosts) { return false }
    }
    // What our own MTA says of itself is no reply.
    return !(entry.isWithoutReply && (entry.begins || entry.isOwnHosts) && reply.code != nil)
  }

  private func score(_ entry: Entry, _ reply: ReplyText, _ use: PhraseList.Use) -> Int? {
    guard fits(entry, reply) else { return nil }
    let hasCode = entry.codes.contains(where: reply.has)
    let hasEnhanced = entry.enhanced.contains(where: reply.has)
    let isCodeKnown = reply.code != nil || !reply.quotedCodes.isEmpty || !reply.quotedEnhanced.isEmpty
    var score = 30_000
    if use.isWeak {
      if entry.isProviders, hasCode, entry.enhanced.contains(where: { $0.isTelling && reply.has($0) }) {
        // A provider's number together with a general word is as good as a phrase of its own.
        score = 40_000
      } else if hasCode || (entry.codes.isEmpty && (hasEnhanced || entry.isWithoutReply)) {
        score = 20_000
      } else if !isCodeKnown {
        score = 12_000
      } else {
        return nil
      }
    } else if entry.isProviders {
      score = 40_000
    }
    if entry.yields { score = 10_000 }
    // What our own MTA says first is its verdict; the rest is its configuration, or what it quotes.
    if entry.leads { score = 50_000 } else if entry.begins { score += 30 }
    if entry.isRule { score += 40_000 }
    score += 10 * min(Int(use.length), 60)
    // A long phrase is ground enough, whatever its class.
    if entry.advantage > 0 || use.length < 25 { score += entry.advantage }
    if hasCode { score += 80 } else if isCodeKnown, !entry.codes.isEmpty { score -= 60 }
    if hasEnhanced { score += 60 }
    if entry.direction != nil || !entry.stages.isEmpty { score += 20 }
    if entry.isMilters { score += 100 }
    if entry.isWithoutReply == (reply.code != nil) { score -= 90 }
    return score
  }

  /// What a quoted reply counts less: the verdict outside goes before what it quotes, if it says anything.
  private static let quoting = 9_000
  /// What words count less that are known of recipients: words for senders go before.
  private static let turning = 200

  /// Classes that name a ground of their own go before those that are left when none is named.
  private static func advantage(of reasonClass: ReasonClass) -> Int {
    switch reasonClass {
    case .unclear: -400
    case .policy: -250
    case .serverError, .protocol, .network: -80
    case .mailAuth, .blocklisted: 100
    case .greylist, .spamContent, .rdnsHelo, .malware: 50
    default: 0
    }
  }
}

extension EnhancedStatusCode {
  /// Whether the number says more than that something was refused, as 5.7.1 and 5.0.0 do not.
  fileprivate var isTelling: Bool { detail > 1 || !(subject == 7 || detail == 0) }
}
