/// Reads the part of YAML that data files of texts need: lists and keys by indentation, plain and quoted texts over one
/// or more lines, `>` and `|` blocks, and `[a, b]` lists.
///
/// Anchors, tags, `{}` maps and several documents are refused with their line. Our own and no library, since the one
/// there is brings all of Foundation along, which costs the program more at start than all the rest, and gives no line
/// numbers for what is wrong in an entry.
struct YAMLReader {
  var lines: [YAMLLine]
  /// The line to read next.
  var at = 0
  /// How many blocks the one that is read is inside.
  private var depth = 0
  private static let greatestDepth = 32

  /// The value that `file` holds; throws a `FileProblem` without path.
  static func read(_ file: String) throws(FileProblem) -> YAMLNode {
    // Some editors put a mark in front of a file, which YAML allows.
    let mark = file.unicodeScalars.first == "\u{feff}" ? 1 : 0
    let (lines, tabbed) = YAMLLine.lines(of: String(file.unicodeScalars.dropFirst(mark)))
    if let tabbed { throw FileProblem(line: tabbed, "a tab indents the line", allowed: "blanks") }
    var reader = YAMLReader(lines: lines)
    if let first = reader.peek(), first.text == "---" { reader.at += 1 }
    guard let first = reader.peek() else { return YAMLNode(content: .nothing, line: 1) }
    let node = try reader.block(at: first.indent)
    if let rest = reader.peek() {
      throw FileProblem(line: rest.number, "the line is indented like nothing above it")
    }
    return node
  }

  /// The next line that is not blank, without taking it.
  mutating func peek() -> YAMLLine? {
    while at < lines.count, lines[at].isBlank { at += 1 }
    return at < lines.count ? lines[at] : nil
  }

  /// The list or the keys whose lines are indented by `indent`.
  mutating func block(at indent: Int) throws(FileProblem) -> YAMLNode {
    guard let first = peek() else { return YAMLNode(content: .nothing, line: lines.count) }
    // Each block is read inside the one around it, on the stack.
    guard depth < YAMLReader.greatestDepth else {
      throw FileProblem(line: first.number, "blocks inside blocks", allowed: "\(YAMLReader.greatestDepth) deep")
    }
    depth += 1
    defer { depth -= 1 }
    if YAMLReader.isItem(first.text) { return try list(at: indent, line: first.number) }
    return try keys(at: indent, line: first.number)
  }

  static func isItem(_ text: Substring) -> Bool { text == "-" || text.hasPrefix("- ") }

  private mutating func list(at indent: Int, line: Int) throws(FileProblem) -> YAMLNode {
    var items: [YAMLNode] = []
    while let next = peek(), next.indent == indent, YAMLReader.isItem(next.text) {
      let rest = next.text.dropFirst().drop { $0 == " " }
      let inner = indent + next.text.utf8.count - rest.utf8.count
      if rest.isEmpty || rest.hasPrefix("#") {
        at += 1
        items.append(try nested(below: indent, line: next.number))
      } else if YAMLReader.key(of: rest) != nil || YAMLReader.isItem(rest) {
        // What follows the dash is the first line of a block of its own, as if the dash were a blank.
        lines[at].indent = inner
        lines[at].text = rest
        items.append(try block(at: inner))
      } else {
        lines[at].text = rest
        items.append(try scalar(rest, above: indent))
      }
    }
    return YAMLNode(content: .list(items), line: line)
  }

  private mutating func keys(at indent: Int, line: Int) throws(FileProblem) -> YAMLNode {
    var entries: [YAMLEntry] = []
    while let next = peek(), next.indent == indent {
      guard let (key, rest) = YAMLReader.key(of: next.text) else {
        throw FileProblem(line: next.number, "no key", allowed: "`key: value`, or `- ` for an item of a list")
      }
      if entries.contains(where: { $0.key == key }) {
        throw FileProblem(line: next.number, "`\(key)` is there twice")
      }
      let value: YAMLNode
      if rest.isEmpty || rest.hasPrefix("#") {
        at += 1
        value = try nested(below: indent, line: next.number, allowsListAtSame: true)
      } else {
        value = try scalar(rest, above: indent)
      }
      entries.append(YAMLEntry(key: key, line: next.number, value: value))
    }
    return YAMLNode(content: .entries(entries), line: line)
  }

  private mutating func nested(
    below indent: Int, line: Int, allowsListAtSame: Bool = false
  ) throws(FileProblem) -> YAMLNode {
    guard let next = peek() else { return YAMLNode(content: .nothing, line: line) }
    if next.indent > indent {
      if YAMLReader.isItem(next.text) || YAMLReader.key(of: next.text) != nil { return try block(at: next.indent) }
      return try scalar(next.text, above: indent)
    }
    if allowsListAtSame, next.indent == indent, YAMLReader.isItem(next.text) { return try block(at: indent) }
    return YAMLNode(content: .nothing, line: line)
  }

  /// The key that `text` starts with and what follows its colon; nil when it starts with none.
  static func key(of text: Substring) -> (key: String, rest: Substring)? {
    guard let colon = text.firstIndex(of: ":") else { return nil }
    let key = text[..<colon]
    guard !key.isEmpty, key.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_" || $0 == "-") }) else {
      return nil
    }
    let rest = text[text.index(after: colon)...]
    guard rest.isEmpty || rest.first == " " else { return nil }
    return (String(key), rest.drop { $0 == " " })
  }
}
