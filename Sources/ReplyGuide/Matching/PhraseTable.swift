import GuideData
import SMTPReply

/// The phrases of causes, ready to be searched for.
struct PhraseTable: Sendable {
  private let index: PhraseIndex
  private let uses: [PhraseList.Use]
  private let starts: [Int32]
  private let gaps: Int

  /// A text as short as this counts only as a whole word.
  private static let shortLength = 4

  /// How far apart the two texts of a phrase may stand.
  private static let reach = 120

  init(_ list: PhraseList) {
    index = PhraseIndex(sorted: list.texts)
    uses = list.uses
    starts = list.starts
    gaps = list.gaps
  }

  /// Calls `found` for every phrase that occurs in `text`, by where it starts, with where it starts and ends; for a phrase
  /// with a gap, the text behind the gap.
  func search(_ text: [UInt8], found: (PhraseList.Use, Int, Int) -> Void) {
    // Where the text before each gap ended last, filled when one is seen.
    var ends: [Int] = []
    index.search(text) { number, start, end in
      // `SPF`, `IP`, `loop` are words and not the beginnings of others.
      if end - start <= PhraseTable.shortLength, end < text.count, ASCII.isOfWord(text[end]) { return }
      for use in uses[Int(starts[number])..<Int(starts[number + 1])] {
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
