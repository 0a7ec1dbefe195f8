import SMTPReply

/// Reads the YAML files of reply codes, enhanced codes, labels, and their wording in other languages.
package struct CodeFiles {
  /// What is wrong with the file, by line.
  package private(set) var problems: [FileProblem] = []
  private var items: [YAMLNode] = []

  /// Reads `text`, the content of `path`, as a list of entries.
  package init(_ text: String, path: String) {
    do throws(FileProblem) {
      let node = try YAMLReader.read(text)
      guard case .list(let list) = node.content else { throw FileProblem(line: node.line, "not a list of entries") }
      items = list
    } catch {
      problems = [error]
    }
    self.path = path
  }

  private let path: String

  /// Takes each entry by `read`, and gathers what is wrong.
  private mutating func entries<Entry>(_ read: (inout EntryFields) -> Entry) -> [Entry] {
    var result: [Entry] = []
    for item in items {
      var fields = EntryFields(item, problems: &problems)
      result.append(read(&fields))
      fields.finish(into: &problems)
    }
    for index in problems.indices { problems[index].path = path }
    return result
  }

  /// The entries of `codes.yaml`.
  package mutating func codes() -> [CodeMeaning] {
    entries { fields in
      CodeMeaning(
        code: Int(fields.requiredText("code")) ?? 0, registered: fields.requiredText("registered") == "true",
        class: fields.word("class") ?? .unclear, actor: fields.word("actor") ?? .nobody,
        official: fields.text("official") ?? "", commands: fields.text("commands") ?? "", cause: fields.text("cause"),
        source: fields.text("source"), name: fields.requiredText("name"), title: fields.text("title"),
        meaning: fields.requiredText("meaning"), when: fields.text("when"), fix: fields.texts("fix"),
        differences: fields.text("differences"), use: fields.text("use"))
    }
  }

  /// The entries of a language's `codes.yaml`; only the keys that are worded are filled.
  package mutating func codeWording() -> [CodeMeaning] {
    entries { fields in
      CodeMeaning(
        code: Int(fields.requiredText("code")) ?? 0, registered: false, class: .unclear, actor: .nobody, official: "",
        commands: "", name: fields.requiredText("name"), title: fields.text("title"),
        meaning: fields.requiredText("meaning"), when: fields.text("when"), fix: fields.texts("fix"),
        differences: fields.text("differences"), use: fields.text("use"))
    }
  }

  /// The entries of `enhanced.yaml`, or of a language's own, of which only the keys that are worded are filled.
  package mutating func enhanced(isWording: Bool) -> [EnhancedMeaning] {
    entries { fields in
      EnhancedMeaning(
        code: fields.requiredText("code"), provider: fields.text("provider"),
        class: isWording ? .unclear : fields.word("class") ?? .unclear,
        actor: isWording ? .nobody : fields.word("actor") ?? .nobody,
        official: isWording ? "" : fields.text("official") ?? "", cause: isWording ? nil : fields.text("cause"),
        source: isWording ? "" : fields.requiredText("source"), name: fields.requiredText("name"),
        meaning: fields.requiredText("meaning"), fix: fields.texts("fix") ?? [])
    }
  }

  /// The entries of a `labels.yaml`.
  package mutating func labels() -> [Label] {
    entries { Label(id: $0.requiredText("id"), text: $0.requiredText("text")) }
  }

  /// The entries of `pages.yaml`.
  package mutating func pages() -> [LookupPage] {
    entries {
      LookupPage(name: $0.requiredText("name"), page: $0.requiredText("page"), marks: $0.texts("marks") ?? [])
    }
  }

  /// The entries of `providers.yaml`.
  package mutating func providers() -> [Provider] {
    entries {
      Provider(name: $0.requiredText("name"), hosts: $0.texts("hosts") ?? [], domains: $0.texts("domains") ?? [])
    }
  }

  /// The entries of a language's file of causes.
  package mutating func causeWording() -> [CauseWording] {
    entries { fields in
      var wording = CauseWording(
        id: fields.requiredText("id"), title: fields.requiredText("title"), meaning: fields.requiredText("meaning"),
        when: fields.requiredText("when"), fix: fields.texts("fix") ?? [])
      for key in ["inbound", "submission"] {
        guard var below = fields.fields(key) else { continue }
        let fix = below.texts("fix")
        if key == "inbound" { wording.inbound = fix } else { wording.submission = fix }
        fields.take(&below)
      }
      for mta in MTA.allCases { wording.settings[mta] = fields.text(mta.rawValue) }
      return wording
    }
  }
}
