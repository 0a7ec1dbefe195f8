import MailLog
import SMTPReply

/// Lines of text for a terminal or a pipe: wrapped to a width, aligned, and with nothing in them that a terminal obeys.
package struct TextCanvas {
  /// What was written so far.
  package private(set) var text = ""
  /// Columns of a line.
  package let width: Int
  private let isColoured: Bool

  /// An empty one of `width` columns, 60 at least; headings are bold where it `isColoured`.
  package init(width: Int, isColoured: Bool) {
    self.width = max(60, width)
    self.isColoured = isColoured
  }

  /// Adds an empty line.
  package mutating func gap() { text += "\n" }

  /// Adds a line as it is, harmless.
  package mutating func line(_ line: String) { text += TextCanvas.harmless(line) + "\n" }

  /// Adds a line in bold.
  package mutating func heading(_ line: String) {
    let line = TextCanvas.harmless(line)
    text += isColoured ? "\u{1b}[1m\(line)\u{1b}[0m\n" : line + "\n"
  }

  /// Adds `words`, wrapped; the first line starts with `label`, the others with blanks below it.
  package mutating func paragraph(_ words: String, label: String = "", indent: Int = 0) {
    let lead = String(repeating: " ", count: indent) + label
    let blank = String(repeating: " ", count: lead.columns)
    var line = lead
    // Counted along: the characters of a line are slow to count.
    var columns = lead.columns
    let indented = columns
    var isEmpty = true
    // By bytes: to find where characters end takes longer than all the rest.
    for bytes in TextCanvas.harmless(words).utf8.split(separator: ASCII.space) {
      let word = Substring(bytes)
      let count = word.columns
      if !isEmpty, columns + count + 1 > width {
        text += line + "\n"
        line = blank
        columns = indented
        isEmpty = true
      }
      line += isEmpty ? String(word) : " " + word
      columns += count + (isEmpty ? 0 : 1)
      isEmpty = false
    }
    text += line + "\n"
  }

  /// `text` without control and format characters, which a terminal would obey.
  package static func harmless(_ text: String) -> String {
    // Nearly all text is plain ASCII, of which the control characters are all that is harmful.
    if text.utf8.allSatisfy({ ASCII.isPrintable($0) }) { return text }
    guard text.unicodeScalars.contains(where: \.isObeyed) else { return text }
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { result.append(scalar.isObeyed ? "\u{fffd}" : scalar) }
    return String(result)
  }

  /// `text` cut to `width` columns, or filled up to them on the right.
  package static func left(_ text: String, _ width: Int) -> String {
    let short = shortened(text, width)
    return short + String(repeating: " ", count: max(0, width - short.columns))
  }

  /// `text` filled up to `width` columns on the left.
  package static func right(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.columns)) + text
  }

  /// `text` with its middle taken out when it is longer than `width`.
  package static func shortened(_ text: String, _ width: Int) -> String {
    guard text.columns > width, width > 4 else { return text }
    let head = text.prefix(columns: (width - 1) / 2)
    return head + "…" + text.suffix(columns: width - 1 - head.columns)
  }

  /// `text` with its end taken off when it is longer than `width`.
  package static func cut(_ text: String, _ width: Int) -> String {
    text.columns > width && width > 1 ? text.prefix(columns: width - 1) + "…" : text
  }
}
