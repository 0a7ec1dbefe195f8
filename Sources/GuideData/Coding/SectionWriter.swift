/// Writes entries as lines of text: a value a line, the items of a list parted by tabs.
///
/// What the program loads at every start: it needs no parser, and no copy of what is not asked for.
package struct SectionWriter {
  /// What was written so far.
  package private(set) var text = ""

  /// A writer that has written nothing.
  package init() {}

  mutating func put(_ value: String?) {
    text += SectionWriter.oneLine(value ?? "") + "\n"
  }

  mutating func put(_ values: [String]?) {
    // A list that is not there differs from an empty one.
    guard let values else { return put("-") }
    text += "+" + values.map { "\t" + SectionWriter.oneLine($0) }.joined() + "\n"
  }

  mutating func put(_ flag: Bool) { put(flag ? "1" : "") }

  private static func oneLine(_ value: String) -> String {
    value.contains { $0.isNewline || $0 == "\t" }
      ? value.split { $0.isNewline || $0 == "\t" }.joined(separator: " ") : value
  }
}
