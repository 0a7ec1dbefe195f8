/// Writes rows of comma-separated values that no spreadsheet takes for formulas.
package struct CSVWriter {
  /// The rows that were written so far.
  package private(set) var text = ""

  /// A writer of no rows yet.
  package init() {}

  /// Adds a row.
  package mutating func row(_ cells: [String]) {
    text += cells.map(CSVWriter.cell).joined(separator: ",") + "\r\n"
  }

  /// A cell, quoted where it has to be. What a spreadsheet would calculate gets an apostrophe in front.
  ///
  /// By bytes and code points: a mark may join with a sign to one character that is no sign for us, and still one for a spreadsheet.
  private static func cell(_ value: String) -> String {
    var value = TextCanvas.harmless(value)
    if let first = value.unicodeScalars.first, "=+-@＝＋－＠".unicodeScalars.contains(first) { value = "'" + value }
    let quote = UInt8(ascii: "\"")
    guard value.utf8.contains(where: { $0 == UInt8(ascii: ",") || $0 == quote }) else { return value }
    let doubled = value.utf8.flatMap { $0 == quote ? [quote, quote] : [$0] }
    return "\"" + String(decoding: doubled, as: UTF8.self) + "\""
  }
}
