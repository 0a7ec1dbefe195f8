import MailLog

/// Lines of text for a terminal: wrapped, in one column or two, and with nothing in them that a terminal obeys.
struct Page {
  private(set) var text = ""
  let width: Int
  let isColoured: Bool

  init(width: Int, isColoured: Bool) {
    self.width = max(60, min(width, 100))
    self.isColoured = isColoured
  }

  /// Adds an empty line.
  mutating func gap() { text += "\n" }

  /// Adds a line in bold, wrapped.
  mutating func heading(_ words: String) {
    for line in Page.wrapped(words, to: width) { text += bold(line) + "\n" }
  }

  /// Adds a line in bold with `right` at the right margin, or below when there is no room.
  mutating func heading(_ left: String, right: String) {
    let left = Page.harmless(left)
    guard left.columns + right.columns + 2 <= width else {
      heading(left)
      return paragraph(right, indent: 5)
    }
    text += bold(left) + String(repeating: " ", count: width - left.columns - right.columns) + right + "\n"
  }

  /// Adds two texts side by side, in bold.
  mutating func heading(pair left: String, _ right: String) {
    let before = text.endIndex
    columns([left], [right])
    guard isColoured else { return }
    let lines = text[before...].split(separator: "\n")
    text.removeSubrange(before...)
    for line in lines { text += bold(String(line)) + "\n" }
  }

  /// Adds `words`, wrapped; the first line starts with `label`, the others below it.
  mutating func paragraph(_ words: String, label: String = "", indent: Int = 2) {
    let lead = String(repeating: " ", count: indent) + label
    let blank = String(repeating: " ", count: lead.columns)
    for (number, line) in Page.wrapped(words, to: width - lead.columns).enumerated() {
      text += (number == 0 ? lead : blank) + line + "\n"
    }
  }

  /// Adds `steps`, numbered when there are several.
  mutating func steps(_ steps: [String], indent: Int = 2) {
    for (number, step) in steps.enumerated() {
      paragraph(step, label: steps.count > 1 ? "\(number + 1). " : "", indent: indent)
    }
  }

  /// Adds two texts side by side.
  mutating func columns(_ left: [String], _ right: [String]) {
    let column = (width - 4) / 2
    let lines = (left.flatMap { Page.hanging($0, to: column) }, right.flatMap { Page.hanging($0, to: column) })
    for number in 0..<max(lines.0.count, lines.1.count) {
      let first = number < lines.0.count ? lines.0[number] : ""
      let second = number < lines.1.count ? lines.1[number] : ""
      var line = "  " + first
      if !second.isEmpty { line += String(repeating: " ", count: column + 4 - line.columns) + second }
      text += line + "\n"
    }
  }

  /// The lines that `words` take; those below a number such as `1.` are indented.
  private static func hanging(_ words: String, to width: Int) -> [String] {
    let number = words.prefix { $0.isNumber }
    guard !number.isEmpty, words.dropFirst(number.count).hasPrefix(". ") else { return wrapped(words, to: width) }
    let indent = String(repeating: " ", count: number.count + 2)
    let lines = wrapped(String(words.dropFirst(number.count + 2)), to: width - indent.count)
    return lines.enumerated().map { ($0.offset == 0 ? "\(number). " : indent) + $0.element }
  }

  private func bold(_ line: String) -> String { isColoured ? "\u{1b}[1m\(line)\u{1b}[0m" : line }

  /// The lines that `words` take at `width` columns; a longer word stands alone, and is cut only by the terminal.
  private static func wrapped(_ words: String, to width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in harmless(words).split(separator: " ") {
      if !line.isEmpty, line.columns + word.columns + 1 > width {
        lines.append(line)
        line = ""
      }
      line += line.isEmpty ? String(word) : " " + word
    }
    if !line.isEmpty { lines.append(line) }
    return lines
  }

  /// `text` without control and format characters, which a terminal would obey.
  private static func harmless(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { result.append(scalar.isObeyed ? "\u{fffd}" : scalar) }
    return String(result)
  }
}
