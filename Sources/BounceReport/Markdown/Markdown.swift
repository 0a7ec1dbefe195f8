import ReplyCounts

/// Text that Markdown shows as it is.
enum Markdown {
  /// `text` with everything that Markdown or HTML would take as a sign of its own behind a backslash, and what may be taken for a link as a
  /// code span.
  ///
  /// Addresses become links after backslashes are gone (cmark-gfm looks through the finished text), so only code keeps them as they are.
  static func escaped(_ text: String) -> String {
    // By code points, since a mark may join with a sign to one character that is no sign for us, and still one for Markdown.
    let scalars = Array(TextCanvas.harmless(text).unicodeScalars)[...]
    var result = ""
    var rest = scalars
    while let first = rest.first {
      let word = rest.prefix { !isBetweenWords($0) }
      if word.isEmpty {
        add(first, to: &result)
        rest = rest.dropFirst()
        continue
      }
      add(word, to: &result)
      rest = rest.dropFirst(word.count)
    }
    return result
  }

  /// In a table `|` ends the cell, in a code span too.
  private static func isBetweenWords(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "|" || scalar.properties.isWhitespace
  }

  private static func add(_ word: ArraySlice<Unicode.Scalar>, to result: inout String) {
    guard mayBeLink(word) else {
      for scalar in word { add(scalar, to: &result) }
      return
    }
    // Brackets and the signs of a sentence stand outside.
    let front = word.prefix { "([{<\"'".unicodeScalars.contains($0) }
    var core = word.dropFirst(front.count)
    while let last = core.last, ")]}>\"',;:.!?".unicodeScalars.contains(last) { core.removeLast() }
    for scalar in front { add(scalar, to: &result) }
    var name = String.UnicodeScalarView()
    name.append(contentsOf: core)
    if !core.isEmpty { result += code(String(name)) }
    for scalar in word[core.endIndex...] { add(scalar, to: &result) }
  }

  private static func add(_ scalar: Unicode.Scalar, to result: inout String) {
    if "\\`*_{}[]<>()#|~&".unicodeScalars.contains(scalar) { result.unicodeScalars.append("\\") }
    result.unicodeScalars.append(scalar)
  }

  /// Whether somebody's Markdown makes a link of `word`, or of a part of it: an address, `//`, or a dot between what may be labels of a host.
  private static func mayBeLink(_ word: ArraySlice<Unicode.Scalar>) -> Bool {
    word.indices.contains { place in
      switch word[place] {
      case "@": true
      case "/": word[place...].dropFirst().first == "/"
      case ".", "\u{3002}", "\u{ff0e}", "\u{ff61}":
        (word[..<place].last.map(isOfLabel) ?? false)
          && word[place...].dropFirst().prefix(2).count { isOfLabel($0) && !("0"..."9").contains($0) } == 2
      default: false
      }
    }
  }

  private static func isOfLabel(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value >= 0x80 || scalar == "-" || ("0"..."9").contains(scalar) || ("a"..."z").contains(scalar)
      || ("A"..."Z").contains(scalar)
  }

  /// `steps` as a numbered list, with numbers that also read well as plain text.
  static func steps(_ steps: [String]) -> String {
    steps.enumerated().map { "\($0.offset + 1). \(escaped($0.element))\n" }.joined()
  }

  /// `text` as a code span, with a fence that is longer than any in it.
  static func code(_ text: String) -> String {
    let text = TextCanvas.harmless(text)
    let tick = UInt8(ascii: "`")
    var longest = 0
    var run = 0
    for byte in text.utf8 {
      run = byte == tick ? run + 1 : 0
      longest = max(longest, run)
    }
    let fence = String(repeating: "`", count: longest + 1)
    let pad = text.utf8.first == tick || text.utf8.last == tick ? " " : ""
    return fence + pad + text + pad + fence
  }
}
