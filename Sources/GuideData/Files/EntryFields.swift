/// The keys of one entry, taken out one by one; what is wrong with them is gathered.
struct EntryFields {
  private var entries: [YAMLEntry]
  /// The entry's first line.
  let line: Int
  private(set) var problems: [FileProblem] = []
  private var asked: [String] = []

  /// Nil, with the problem, when `node` is no set of keys.
  init(_ node: YAMLNode, problems: inout [FileProblem]) {
    line = node.line
    if case .entries(let entries) = node.content {
      self.entries = entries
    } else {
      entries = []
      problems.append(
        FileProblem(line: node.line, "the entry is no set of keys", allowed: "`- id: ...`, then its keys"))
    }
  }

  mutating func complain(_ line: Int? = nil, _ problem: String, allowed: String? = nil) {
    problems.append(FileProblem(line: line ?? self.line, problem, allowed: allowed))
  }

  /// The line of `key`, or the entry's own.
  func line(of key: String) -> Int { entries.first { $0.key == key }?.line ?? line }

  private mutating func value(_ key: String) -> YAMLNode? {
    asked.append(key)
    guard let entry = entries.first(where: { $0.key == key }) else { return nil }
    if case .nothing = entry.value.content { return nil }
    return entry.value
  }

  /// The text of `key`; nil when the key is not there.
  mutating func text(_ key: String) -> String? {
    guard let value = value(key) else { return nil }
    guard case .text(let text) = value.content, !text.isEmpty else {
      complain(value.line, "`\(key)` is no text")
      return nil
    }
    checkSigns(of: text, key, value.line)
    return text
  }

  /// The text of a key that has to be there.
  mutating func requiredText(_ key: String) -> String {
    let before = problems.count
    if let text = text(key) { return text }
    if problems.count == before { complain(nil, "`\(key)` is missing") }
    return ""
  }

  /// The texts of `key`, which may also be a single one; nil when the key is not there.
  mutating func texts(_ key: String) -> [String]? {
    guard let value = value(key) else { return nil }
    switch value.content {
    case .text(let text):
      checkSigns(of: text, key, value.line)
      return [text]
    case .list(let items):
      var texts: [String] = []
      for item in items {
        if case .text(let text) = item.content, !text.isEmpty {
          checkSigns(of: text, key, item.line)
          texts.append(text)
        } else {
          complain(item.line, "an item of `\(key)` is no text", allowed: "quotes around a text with `: ` in it")
        }
      }
      return texts
    case .entries, .nothing:
      complain(value.line, "`\(key)` is no list of texts")
      return nil
    }
  }

  /// Texts go to terminals, pages and mails: none holds what is obeyed there instead of shown.
  private mutating func checkSigns(of text: String, _ key: String, _ line: Int) {
    let isObeyed = text.unicodeScalars.contains { scalar in
      switch scalar.value {
      case 0x09, 0x0a: false
      case 0..<0x20, 0x7f..<0xa0, 0x202a...0x202e, 0x2066...0x2069: true
      default: false
      }
    }
    if isObeyed { complain(line, "`\(key)` holds a control character") }
  }

  /// The value of `key` as one of `Words`; nil when the key is not there or holds something else.
  mutating func word<Word: RawRepresentable & CaseIterable>(_ key: String) -> Word? where Word.RawValue == String {
    guard let text = text(key) else { return nil }
    if let word = Word(rawValue: text) { return word }
    let allowed = Word.allCases.map(\.rawValue).joined(separator: ", ")
    complain(line(of: key), "`\(key): \(text)` is not known", allowed: allowed)
    return nil
  }

  /// The keys below `key`; nil when it is not there.
  mutating func fields(_ key: String) -> EntryFields? {
    guard let value = value(key) else { return nil }
    return EntryFields(value, problems: &problems)
  }

  /// The sets of keys in the list of `key`.
  mutating func list(_ key: String) -> [EntryFields] {
    guard let value = value(key) else { return [] }
    guard case .list(let items) = value.content else {
      complain(value.line, "`\(key)` is no list")
      return []
    }
    return items.map { EntryFields($0, problems: &problems) }
  }

  /// Says which keys nobody asked for, and gives up what is wrong.
  mutating func finish(into all: inout [FileProblem]) {
    for entry in entries where !asked.contains(entry.key) {
      complain(entry.line, "`\(entry.key)` is no key of this entry", allowed: asked.joined(separator: ", "))
    }
    all += problems
    problems = []
  }
}
