// The columns that text takes on a terminal: a count of characters would shift a table at the first address in Chinese.
extension StringProtocol {
  /// Columns of a terminal that the text takes. Inlined, so that it is made for the caller's kind of text in other rooms too.
  @inlinable package var columns: Int {
    utf8.allSatisfy { $0 < 0x80 } ? utf8.count : reduce(0) { $0 + $1.columns }
  }

  /// The longest beginning that takes no more than `limit` columns.
  package func prefix(columns limit: Int) -> SubSequence {
    var left = limit
    return prefix { character in
      left -= character.columns
      return left >= 0
    }
  }

  /// The longest end that takes no more than `limit` columns.
  package func suffix(columns limit: Int) -> SubSequence {
    var left = limit
    var start = endIndex
    while start > startIndex {
      let before = index(before: start)
      left -= self[before].columns
      guard left >= 0 else { break }
      start = before
    }
    return self[start...]
  }
}

extension Character {
  /// Columns of a terminal: 2 for what is wide or an emoji, 0 for a mark with nothing to stand on, else 1.
  @usableFromInline package var columns: Int {
    guard let first = unicodeScalars.first, first.value >= 0x300 else { return 1 }
    if first.properties.isEmojiPresentation || unicodeScalars.contains("\u{fe0f}") { return 2 }
    switch first.properties.generalCategory {
    case .nonspacingMark, .enclosingMark: return 0
    default: return Character.wide.contains { $0.contains(first.value) } ? 2 : 1
    }
  }

  /// What Unicode's EastAsianWidth.txt calls W or F, without the emoji; gaps that hold nothing yet are filled.
  private static let wide: [ClosedRange<UInt32>] = [
    0x1100...0x115f, 0x2329...0x232a, 0x2e80...0x303e, 0x3041...0x3247, 0x3250...0x4dbf, 0x4e00...0xa4cf,
    0xa960...0xa97c, 0xac00...0xd7a3, 0xf900...0xfaff, 0xfe10...0xfe19, 0xfe30...0xfe6b, 0xff01...0xff60,
    0xffe0...0xffe6, 0x16fe0...0x18d08, 0x1aff0...0x1b2fb, 0x1f200...0x1f265, 0x20000...0x3fffd,
  ]
}
