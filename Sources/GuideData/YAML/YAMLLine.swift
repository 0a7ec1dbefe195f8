/// A line of a YAML file that holds more than blanks and a comment; blank ones are kept for folded texts.
struct YAMLLine {
  /// From 1.
  var number: Int
  /// Blanks before the text.
  var indent: Int
  /// The rest without blanks at its end.
  var text: Substring

  /// Whether there is nothing for the parser in it.
  var isBlank: Bool { text.isEmpty || text.hasPrefix("#") }

  /// Cuts a file into lines; nil for the number of a line that a tab indents.
  static func lines(of file: String) -> (lines: [YAMLLine], tabbed: Int?) {
    var lines: [YAMLLine] = []
    var tabbed: Int?
    let rows = file.split(omittingEmptySubsequences: false, whereSeparator: { $0 == "\n" || $0 == "\r\n" })
    for (index, raw) in rows.enumerated() {
      var line = raw
      while let last = line.last, last == " " || last == "\r" || last == "\t" { line.removeLast() }
      let text = line.drop { $0 == " " }
      if text.first == "\t", tabbed == nil { tabbed = index + 1 }
      lines.append(YAMLLine(number: index + 1, indent: line.utf8.count - text.utf8.count, text: text))
    }
    return (lines, tabbed)
  }
}
