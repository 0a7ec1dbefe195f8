import MailLog
import ReplyGuide
import SMTPReply

/// Groups replies that are the same but for addresses, ids and numbers, and asks the guide once per group.
///
/// A group is a template with its code, enhanced code, stage and direction. There are at most `limit` of them: beyond, only those
/// whose hash is below a bound stay, the bound halved until they are few enough, and all others share a group per key and cause.
/// So which groups stay depends on the replies alone, not on their order, and a reply that keeps changing cannot fill the memory.
/// With more shared groups than that, which only codes that keep changing can make, shared groups lose their enhanced code.
struct ReplyGroups: Sendable {
  /// More templates than any real log has.
  static let limit = 50_000

  struct SharedKey: Hashable {
    var key: ReplyGroup.Key
    var said: SharedExplanation.Key
  }

  /// By what replies are grouped.
  let grouping: ReplyGrouping
  var guide: ReplyGuide { grouping.guide }
  private var template: ReplyTemplate
  private var known = KnownTemplates()
  private var interner = ByteInterner()
  /// The group of each interned template.
  private var numbers: [UInt32] = []
  /// What the guide said, once for all groups of which it says the same.
  private var explanations: [SharedExplanation.Key: SharedExplanation] = [:]
  private(set) var shared: [SharedKey: UInt32] = [:]
  private(set) var groups: [ReplyGroup] = []
  /// Templates stay whose hash is not above it.
  let bound: UInt64
  /// Whether shared groups have an enhanced code.
  let sharesEnhanced: Bool
  /// How many templates there may be.
  let limit: Int

  init(
    by grouping: ReplyGrouping, bound: UInt64 = .max, sharesEnhanced: Bool = true, limit: Int = ReplyGroups.limit
  ) {
    self.grouping = grouping
    self.bound = bound
    self.sharesEnhanced = sharesEnhanced
    self.limit = limit
    template = ReplyTemplate(telling: grouping.telling)
  }

  /// Whether there are more groups of their own than may be: the time to `shrink`.
  var isOverLimit: Bool {
    interner.count > limit || sharesEnhanced && shared.count > limit
  }

  /// The number of the group that `record` belongs to; `isOwnClient` when we said it to a client of our own.
  ///
  /// With too many groups they become fewer before, and what is kept by their numbers goes along.
  @inline(__always)
  mutating func group(
    of record: borrowing ReplyRecord, isOwnClient: Bool, _ line: RawSpan, keeping kept: inout some KeptByGroup
  ) -> UInt32 {
    if isOverLimit { kept.renumber(groups: shrink()) }
    return group(of: record, isOwnClient: isOwnClient, line)
  }

  private mutating func group(of record: borrowing ReplyRecord, isOwnClient: Bool, _ line: RawSpan) -> UInt32 {
    group(
      of: record,
      ReplyGroup.Key(
        code: record.code, enhanced: record.enhanced, stage: record.stage, direction: record.direction,
        isOwnClient: isOwnClient, circumstances: record.circumstances(line, isOwnClient: isOwnClient)), line)
  }

  /// The number of the group of `key` that `record` belongs to.
  @inline(__always)
  private mutating func group(of record: borrowing ReplyRecord, _ key: ReplyGroup.Key, _ line: RawSpan) -> UInt32 {
    if let noted = record.noted { return group(of: record, key, noted, line) }
    let packed = key.packed
    var names = CraftedNames(record, line)
    if names == nil, let group = known.group(packed, of: record, line, &template.tokens) {
      guard let word = groups[Int(group)].word,
        let more = CraftedNames(record, line, holding: word, with: nil)
      else { return group }
      names = more
    }
    while true {
      template.make(record, line, without: names)
      template.append(key: packed)
      let bytes = template.bytes
      let (group, word) = bytes.withBytes { number(of: key, $0, template.range, template.textRange, nil) }
      // A shared group does not say what decided.
      if names == nil, word == nil || groups[Int(group)].word != nil { known.add(template, packed, group: group) }
      // Without the names that hold what decided, something else decides, or nothing.
      guard let word, let more = CraftedNames(record, line, holding: word, with: names) else { return group }
      names = more
    }
  }

  /// What the guide says of a reply whose line is not at hand any more: `key` has what it told.
  mutating func explanation(of record: borrowing ReplyRecord, _ key: ReplyGroup.Key, _ line: RawSpan) -> Explanation {
    if isOverLimit { _ = shrink() }
    return groups[Int(group(of: record, key, line))].explanation
  }

  /// The group of a reply whose bytes no longer tell what `noted` says: alike in both.
  private mutating func group(
    of record: borrowing ReplyRecord, _ key: ReplyGroup.Key, _ noted: ReplyNotes, _ line: RawSpan
  ) -> UInt32 {
    template.make(record, line)
    return group(key, noted)
  }

  /// The number of the group of `key` whose template is `text`, added if it is new.
  mutating func group(_ key: ReplyGroup.Key, template text: [UInt8], noted: ReplyNotes? = nil) -> UInt32 {
    template.set(text)
    return group(key, noted)
  }

  /// The number of the group of `key` whose template was made or set last.
  private mutating func group(_ key: ReplyGroup.Key, _ noted: ReplyNotes?) -> UInt32 {
    template.append(key: key.packed, noted?.said)
    let bytes = template.bytes
    return bytes.withBytes { number(of: key, $0, template.range, template.textRange, noted).group }
  }

  /// Counts `times` replies in `group`.
  @inline(__always)
  mutating func count(_ group: UInt32, times: Int, implied: Int) {
    groups[Int(group)].replies += times
    groups[Int(group)].implied += implied
  }

  /// Whom the cause of `group` hits.
  @inline(__always)
  func affected(_ group: UInt32) -> AffectedKind { groups[Int(group)].affected }

  /// The number of the group, and the word that decided its cause, if it was one alone and we said it.
  @inline(__always)
  private mutating func number(
    of key: ReplyGroup.Key, _ bytes: RawSpan, _ range: Range<Int>, _ text: Range<Int>, _ noted: ReplyNotes?
  ) -> (group: UInt32, word: [UInt8]?) {
    if bound < .max, HashMixer.hash(bytes, range) > bound { return sharedGroup(key, bytes, text, noted) }
    let known = interner.count
    let number = interner.intern(bytes, range)
    if Int(number) < known { return (numbers[Int(number)], groups[Int(numbers[Int(number)])].word) }
    var words: [UInt8] = []
    bytes.append(text, to: &words)
    let explanation = explain(key, words, noted)
    var group = ReplyGroup(key: key, shared(explanation), text: words, isShared: false, noted: noted)
    if key.direction == .inbound { group.word = explanation.word }
    groups.append(group)
    numbers.append(UInt32(groups.count - 1))
    return (UInt32(groups.count - 1), group.word)
  }

  /// What the guide says of a template: of every reply that has it, since templates keep what the guide looks for.
  private func explain(_ key: ReplyGroup.Key, _ text: [UInt8], _ noted: ReplyNotes?) -> Explanation {
    if let noted {
      return guide.explanation(
        again: noted.cause.map(Int.init), isSure: noted.isSure, code: key.code, enhanced: key.enhanced,
        circumstances: key.circumstances)
    }
    return guide.explain(
      ReplyText(
        text, code: key.code, enhanced: key.enhanced, stage: key.stage, direction: key.direction,
        circumstances: key.circumstances))
  }

  private mutating func sharedGroup(
    _ key: ReplyGroup.Key, _ bytes: RawSpan, _ text: Range<Int>, _ noted: ReplyNotes?
  ) -> (group: UInt32, word: [UInt8]?) {
    var words: [UInt8] = []
    bytes.append(text, to: &words)
    let explanation = explain(key, words, noted)
    return (sharedGroup(key, explanation), key.direction == .inbound ? explanation.word : nil)
  }

  /// The group that replies of `key` and this explanation share.
  mutating func sharedGroup(_ key: ReplyGroup.Key, _ explanation: Explanation) -> UInt32 {
    var key = key
    if !sharesEnhanced { key.enhanced = nil }
    let sharedKey = SharedKey(key: key, said: SharedExplanation.Key(explanation))
    if let group = shared[sharedKey] { return group }
    groups.append(ReplyGroup(key: key, shared(explanation), text: [], isShared: true))
    shared[sharedKey] = UInt32(groups.count - 1)
    return UInt32(groups.count - 1)
  }

  /// The explanation, held once for all groups of which the guide says the same.
  private mutating func shared(_ explanation: Explanation) -> SharedExplanation {
    let key = SharedExplanation.Key(explanation)
    if let known = explanations[key] { return known }
    let new = SharedExplanation(explanation)
    explanations[key] = new
    return new
  }
}
