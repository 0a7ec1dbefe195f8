extension YAMLReader {
  /// The text, or the `[]` list, that starts with `first` on the current line; its other lines are indented by more than
  /// `indent`.
  mutating func scalar(_ first: Substring, above indent: Int) throws(FileProblem) -> YAMLNode {
    let number = lines[at].number
    switch first.first {
    case ">", "|":
      return YAMLNode(content: .text(try blockText(first, above: indent)), line: number)
    case "\"", "'":
      return try quoted(first, above: indent, line: number)
    case "[":
      return try flowList(first, above: indent, line: number)
    case "&", "*", "!", "{", "%", "@", "`":
      throw FileProblem(
        line: number, "`\(first.prefix(1))` starts something that is not read here", allowed: "quotes around the text")
    default:
      return YAMLNode(content: .text(plain(first, above: indent)), line: number)
    }
  }

  private mutating func plain(_ first: Substring, above indent: Int) -> String {
    var text = String(YAMLReader.withoutComment(first))
    at += 1
    while let next = peek(), next.indent > indent {
      text += " " + YAMLReader.withoutComment(next.text)
      at += 1
    }
    return text
  }

  private static func withoutComment(_ text: Substring) -> Substring {
    var before: Character = "x"
    for index in text.indices {
      if text[index] == "#", before == " " {
        var part = text[..<index]
        while part.last == " " { part.removeLast() }
        return part
      }
      before = text[index]
    }
    return text
  }

  /// A `>` or `|` block: lines joined by a blank, or kept apart.
  private mutating func blockText(_ head: Substring, above indent: Int) throws(FileProblem) -> String {
    let number = lines[at].number
    let rest = YAMLReader.withoutComment(head.dropFirst())
    guard rest.isEmpty || rest == "-" || rest == "+" else {
      throw FileProblem(line: number, "`\(head)` starts no block of text", allowed: "> >- | |-")
    }
    at += 1
    var parts: [String] = []
    while at < lines.count, lines[at].text.isEmpty || lines[at].indent > indent {
      parts.append(String(lines[at].text))
      at += 1
    }
    while parts.last?.isEmpty == true { parts.removeLast() }
    guard head.first == ">" else { return parts.joined(separator: "\n") }
    return parts.filter { !$0.isEmpty }.joined(separator: " ")
  }

  private mutating func quoted(_ first: Substring, above indent: Int, line: Int) throws(FileProblem) -> YAMLNode {
    let (text, rest) = try quotedText(first, above: indent)
    guard rest.isEmpty || rest.hasPrefix("#") else {
      throw FileProblem(line: lines[at].number, "text behind the closing quote: \(rest)")
    }
    at += 1
    return YAMLNode(content: .text(text), line: line)
  }

  /// The quoted text that `first` starts with, and what follows it on its last line, which stays the current one.
  private mutating func quotedText(
    _ first: Substring, above indent: Int
  ) throws(FileProblem) -> (text: String, rest: Substring) {
    let start = lines[at].number
    let quote = first.first
    var rest = first.dropFirst()
    var text = ""
    while true {
      while let character = rest.popFirst() {
        if character == quote {
          guard quote == "'", rest.first == "'" else { return (text, rest.drop { $0 == " " }) }
          rest.removeFirst()
          text.append("'")
        } else if character == "\\", quote == "\"" {
          text.append(try escaped(&rest))
        } else {
          text.append(character)
        }
      }
      at += 1
      while at < lines.count, lines[at].text.isEmpty { at += 1 }
      guard at < lines.count, lines[at].indent > indent else {
        throw FileProblem(line: start, "the quote is not closed")
      }
      text.append(" ")
      rest = lines[at].text
    }
  }

  private func escaped(_ rest: inout Substring) throws(FileProblem) -> Character {
    switch rest.popFirst() {
    case "\"": return "\""
    case "\\": return "\\"
    case "/": return "/"
    case "n", "t", " ": return " "
    case let other:
      throw FileProblem(
        line: lines[at].number, "`\\\(other.map(String.init) ?? "")` is not read here", allowed: "\\\" \\\\ \\n \\t")
    }
  }

  private mutating func flowList(_ first: Substring, above indent: Int, line: Int) throws(FileProblem) -> YAMLNode {
    var rest = first.dropFirst()
    var items: [YAMLNode] = []
    while true {
      rest = rest.drop { $0 == " " }
      if rest.hasPrefix("#") { rest = "" }
      switch rest.first {
      case "]":
        rest = rest.dropFirst().drop { $0 == " " }
        guard rest.isEmpty || rest.hasPrefix("#") else {
          throw FileProblem(line: lines[at].number, "text behind the list: \(rest)")
        }
        at += 1
        return YAMLNode(content: .list(items), line: line)
      case ",":
        rest = rest.dropFirst()
      case nil:
        at += 1
        while at < lines.count, lines[at].isBlank { at += 1 }
        guard at < lines.count, lines[at].indent > indent else {
          throw FileProblem(line: line, "the list is not closed", allowed: "`]` at its end")
        }
        rest = lines[at].text
      case "\"", "'":
        let number = lines[at].number
        let (text, behind) = try quotedText(rest, above: indent)
        items.append(YAMLNode(content: .text(text), line: number))
        rest = behind
      default:
        var item = rest.prefix { $0 != "," && $0 != "]" }
        rest = rest.dropFirst(item.count)
        while item.last == " " { item.removeLast() }
        items.append(YAMLNode(content: .text(String(item)), line: lines[at].number))
      }
    }
  }
}
