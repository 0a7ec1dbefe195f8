import GuideData

/// The phrases of all causes, ready to be searched for: which text belongs to which cause, and how.
struct PhraseTable: Sendable {
  /// What a text is for one cause.
  struct Use: Sendable {
    /// The cause's index.
    var cause: UInt16
    /// Whether it counts only together with a code.
    var isWeak: Bool
    /// The cause whose phrase it is: another one when the cause shares the phrases of its like.
    var owner: UInt16
    /// Its number among the owner's phrases or weak phrases.
    var phrase: UInt16
    /// The number of the gap that the text stands before or behind; nil for a whole phrase.
    var gap: UInt16?
    /// Whether it stands behind the gap.
    var isSecond: Bool
    /// The length of the whole phrase.
    var length: UInt16
  }

  private let index: PhraseIndex
  private var uses: [Use] = []
  private var useStarts: [Int32] = [0]
  private let gaps: Int

  /// A text as short as this counts only as a whole word.
  private static let shortLength = 4

  /// How far apart the two texts of a phrase may stand.
  private static let reach = 120

  init(_ causes: [Cause]) {
    var entries: [(text: [UInt8], use: Use)] = []
    var gaps = 0
    let numbers = Dictionary(zip(causes.map(\.id), causes.indices), uniquingKeysWith: { first, _ in first })
    for (number, cause) in causes.enumerated() {
      PhraseTable.add(number, phrasesOf: number, causes, to: &entries, &gaps)
      // The same trouble under another code is told by the same words.
      guard let like = cause.sameAs.flatMap({ numbers[$0] }) else { continue }
      PhraseTable.add(number, phrasesOf: like, causes, to: &entries, &gaps)
    }
    self.gaps = gaps
    entries.sort { $0.text.lexicographicallyPrecedes($1.text) }
    var texts: [[UInt8]] = []
    for entry in entries {
      if texts.last != entry.text {
        if !texts.isEmpty { useStarts.append(Int32(uses.count)) }
        texts.append(entry.text)
      }
      uses.append(entry.use)
    }
    useStarts.append(Int32(uses.count))
    index = PhraseIndex(sorted: texts)
  }

  private static func add(
    _ number: Int, phrasesOf owner: Int, _ causes: [Cause], to entries: inout [(text: [UInt8], use: Use)],
    _ gaps: inout Int
  ) {
    let cause = causes[owner]
    for (isWeak, phrases) in [(false, cause.phrases), (true, cause.weakPhrases)] {
      for (place, phrase) in (phrases ?? []).enumerated() {
        let parts = Phrase.parts(of: phrase).filter { $0.count > 1 && $0.count < 256 }
        var use = Use(
          cause: UInt16(number), isWeak: isWeak, owner: UInt16(owner), phrase: UInt16(place), isSecond: false,
          length: UInt16(parts.reduce(0) { $0 + $1.count }))
        if parts.count == 2 {
          use.gap = UInt16(gaps)
          gaps += 1
        }
        for part in parts.prefix(2) {
          entries.append((part, use))
          use.isSecond = true
        }
      }
    }
  }

  /// Calls `found` for every phrase that occurs in `text`, by where it starts, with where it starts and ends; for a phrase
  /// with a gap, the text behind the gap.
  func search(_ text: [UInt8], found: (Use, Int, Int) -> Void) {
    // Where the text before each gap ended last, filled when one is seen.
    var ends: [Int] = []
    index.search(text) { number, start, end in
      // `SPF`, `IP`, `loop` are words and not the beginnings of others.
      if end - start <= PhraseTable.shortLength, end < text.count, ReplyFolding.isWord(text[end]) { return }
      for use in uses[Int(useStarts[number])..<Int(useStarts[number + 1])] {
        guard let gap = use.gap.map(Int.init) else {
          found(use, start, end)
          continue
        }
        if !use.isSecond {
          if ends.isEmpty { ends = Array(repeating: -1, count: gaps) }
          ends[gap] = end
        } else if !ends.isEmpty, ends[gap] >= 0, ends[gap] <= start, start - ends[gap] <= PhraseTable.reach {
          found(use, start, end)
        }
      }
    }
  }
}
