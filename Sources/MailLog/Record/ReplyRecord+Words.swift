extension ReplyRecord {
  /// The reply's text without its codes, its lines joined by blanks; empty when the log has none.
  package func words(in line: RawSpan) -> String {
    guard reply.exists else { return "" }
    var words: [String] = []
    var lines = ReplyLines(of: self, in: line)
    while let part = lines.next(in: line) {
      if let text = line.string(Field(part.text.lowerBound, part.text.upperBound)), !text.isEmpty { words.append(text) }
    }
    return words.joined(separator: " ")
  }
}
