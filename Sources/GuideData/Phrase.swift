import SMTPReply

/// The texts of a phrase as they are searched for.
package enum Phrase {
  /// What stands for anything between two texts.
  private static let gap = Array(" ... ".utf8)

  /// The most bytes that a text of a phrase may have.
  static let longest = 255

  /// Whether one of `parts` begins or ends with what stands for anything, so that there is no text on its other side.
  static func hasOpenGap(_ parts: [[UInt8]]) -> Bool {
    parts.contains { part in
      part.elementsEqual(gap[1...3]) || part.starts(with: gap[1...]) || part.suffix(4).elementsEqual(gap[..<4])
    }
  }

  /// The texts of `phrase` that are found one behind the other: one, or the two around a gap; folded.
  package static func parts(of phrase: String) -> [[UInt8]] {
    let folded = fold(phrase.utf8)
    var parts: [[UInt8]] = []
    var start = 0
    var at = 0
    while at + gap.count <= folded.count {
      if folded[at] == ASCII.space, folded[at + 1] == gap[1], folded[at..<(at + gap.count)].elementsEqual(gap) {
        parts.append(Array(folded[start..<at]))
        start = at + gap.count
        at = start
      } else {
        at += 1
      }
    }
    if start == 0 { return [folded] }
    parts.append(Array(folded[start...]))
    return parts
  }

  /// `text` with ASCII capitals in lower case and every run of blanks and controls as one blank, none at the ends.
  package static func fold(_ text: some Sequence<UInt8>) -> [UInt8] {
    var folded: [UInt8] = []
    folded.reserveCapacity(text.underestimatedCount)
    for byte in text {
      if byte <= ASCII.space {
        if let last = folded.last, last != ASCII.space { folded.append(ASCII.space) }
      } else {
        folded.append(ASCII.lowercased(byte))
      }
    }
    if folded.last == ASCII.space { folded.removeLast() }
    return folded
  }
}
