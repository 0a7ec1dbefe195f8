/// The phrases of causes as the matcher wants them: every text once, ascending, with what it stands for.
///
/// For the catalogue it is made at build time, since sorting some thousand texts at every start would cost more than all
/// the rest.
package struct PhraseList: Sendable {
  /// What a text is for one cause.
  package struct Use: Sendable {
    /// The cause's index.
    package var cause: UInt16
    /// Whether it counts only together with a code.
    package var isWeak: Bool
    /// The cause whose phrase it is: another one when the cause shares the phrases of its like.
    package var owner: UInt16
    /// Its number among the owner's phrases or weak phrases.
    package var phrase: UInt16
    /// The number of the gap that the text stands before or behind; nil for a whole phrase.
    package var gap: UInt16?
    /// Whether it stands behind the gap.
    package var isSecond: Bool
    /// The length of the whole phrase.
    package var length: UInt16
  }

  /// All texts, folded, ascending, each once.
  package private(set) var texts: [[UInt8]] = []
  /// What the texts stand for, in their order.
  package private(set) var uses: [Use] = []
  /// Where the uses of each text start, and after them where the last ends.
  package private(set) var starts: [Int32] = [0]
  /// How many phrases have a gap.
  package private(set) var gaps = 0

  /// How many causes a file of rules may have, and how many phrases: the numbers of both have 16 bits here, with the guide's own causes
  /// behind them, and each phrase up to two texts.
  static let causeLimit = 10_000
  static let phraseLimit = 20_000

  /// Whether the phrases of those of `causes` that are in `range` can be made a list.
  package static func fits(_ causes: [Cause], of range: Range<Int>) -> Bool {
    guard range.count <= causeLimit, causes.count <= 2 * causeLimit else { return false }
    let counts = causes.map { ($0.phrases ?? []).count + ($0.weakPhrases ?? []).count }
    let numbers = numbers(of: causes)
    let sum = range.reduce(0) { sum, number in
      sum + counts[number] + (causes[number].sameAs.flatMap { numbers[$0] }.map { counts[$0] } ?? 0)
    }
    return sum <= phraseLimit
  }

  private static func numbers(of causes: [Cause]) -> [String: Int] {
    Dictionary(zip(causes.map(\.id), causes.indices), uniquingKeysWith: { first, _ in first })
  }

  /// The phrases of those of `causes` that are in `range`, which `fits`.
  package init(_ causes: [Cause], of range: Range<Int>) {
    var entries: [(text: [UInt8], use: Use)] = []
    let numbers = PhraseList.numbers(of: causes)
    for number in range {
      add(number, phrasesOf: number, causes, to: &entries)
      // The same trouble under another code is told by the same words.
      guard let like = causes[number].sameAs.flatMap({ numbers[$0] }) else { continue }
      add(number, phrasesOf: like, causes, to: &entries)
    }
    entries.sort { $0.text.lexicographicallyPrecedes($1.text) }
    for entry in entries {
      if texts.last != entry.text {
        if !texts.isEmpty { starts.append(Int32(uses.count)) }
        texts.append(entry.text)
      }
      uses.append(entry.use)
    }
    starts.append(Int32(uses.count))
  }

  private mutating func add(
    _ number: Int, phrasesOf owner: Int, _ causes: [Cause], to entries: inout [(text: [UInt8], use: Use)]
  ) {
    let cause = causes[owner]
    for (isWeak, phrases) in [(false, cause.phrases), (true, cause.weakPhrases)] {
      for (place, phrase) in (phrases ?? []).enumerated() {
        let parts = Phrase.parts(of: phrase).filter { $0.count > 1 && $0.count <= Phrase.longest }
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
}

extension PhraseList {
  /// Writes the list: a line for each text, and one for its uses.
  package func write(to section: inout SectionWriter) {
    section.put(String(gaps))
    for (number, text) in texts.enumerated() {
      section.put(String(decoding: text, as: UTF8.self))
      var numbers: [String] = []
      for use in uses[Int(starts[number])..<Int(starts[number + 1])] {
        let flags = (use.isWeak ? 1 : 0) + (use.isSecond ? 2 : 0) + (use.gap == nil ? 0 : 4)
        numbers += [use.cause, UInt16(flags), use.owner, use.phrase, use.gap ?? 0, use.length].map(String.init)
      }
      section.put(numbers.joined(separator: " "))
    }
  }

  /// Reads a list; the numbers of its causes grow by `offset`.
  package init(from section: inout SectionReader, offset: Int) {
    let shift = UInt32(clamping: offset)
    gaps = Int(section.requiredText()) ?? 0
    while !section.isAtEnd {
      texts.append(section.bytes())
      let numbers = section.numbers()
      var at = 0
      while at + 6 <= numbers.count {
        let flags = numbers[at + 1]
        uses.append(
          Use(
            cause: UInt16(truncatingIfNeeded: numbers[at] &+ shift), isWeak: flags & 1 != 0,
            owner: UInt16(truncatingIfNeeded: numbers[at + 2] &+ shift),
            phrase: UInt16(truncatingIfNeeded: numbers[at + 3]),
            gap: flags & 4 != 0 ? UInt16(truncatingIfNeeded: numbers[at + 4]) : nil, isSecond: flags & 2 != 0,
            length: UInt16(truncatingIfNeeded: numbers[at + 5])))
        at += 6
      }
      starts.append(Int32(uses.count))
    }
  }
}
